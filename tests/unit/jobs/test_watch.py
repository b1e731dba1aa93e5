# SPDX-License-Identifier: GPL-3.0-or-later
"""After the paid request was taken: what is waited for, what is held, what is said of the cost."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs.free_job import free_job
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.problem import Remedy
from tests.unit.jobs.conftest import LONG_GRACE, QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

LIST, ONE = "/api/v1/generations", "*/generations/*"
SHORT_GRACE = replace(QUICK, grace_seconds=0.1)


def asked(quick: Sandbox) -> list[str]:
    """The paths that the service was asked for."""
    return [request["path"] for request in quick.requests() if request["method"] == "GET"]


def begun(session: Session, job: Job) -> None:
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)


def conversion(image: Job) -> Job:
    return Job(Kind.SVG, {"image_index": 0}, image.service, generation_id=image.generation_id)


@pytest.fixture
def old_address(run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox) -> Job:
    """An image whose second SVG appears at the address of the first."""
    image = run(image_job())
    first = run(conversion(image))
    patch = {"data": {"outputs": {"svg": {"url": first.files[0].source_url}}}}
    quick.fault({"kind": "merge", "patch": patch}, origin="api", method="GET", path=ONE, times=None)
    return image


# The watch


def test_an_output_made_anew_at_the_old_address_is_fetched(
    session: Session, old_address: Job, quick: Sandbox
) -> None:
    quick.settings(svg_delay=600)
    job = conversion(old_address)
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].seen_processing)
    quick.skip(600)
    done = session.wait(job.id)
    assert (done.state, done.problem, len(done.files)) == (State.READY, None, 1)
    assert [charge["credits"] for charge in quick.ledger()] == [3, 5, 5]


def test_an_old_output_that_nobody_worked_on_is_not_taken_for_new(
    run: Callable[[Job], Job], old_address: Job, quick: Sandbox
) -> None:
    quick.settings(svg_delay=0)
    done = run(conversion(old_address))
    assert (done.state, done.problem.charged) == (State.HELD, True)
    assert "no new file" in done.problem.text


def test_bad_news_must_last_and_work_under_way_is_none(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    gone: dict[str, Any] = {"kind": "answer", "status": 404}
    for polls in (1, 8):
        quick.fault(gone, origin="api", method="GET", path=ONE, skip=polls)
    session, job = open_session(policy=SHORT_GRACE), image_job()
    begun(session, job)
    session.wait_until(lambda: len(asked(quick)) > 15 or session.jobs[job.id].is_settled)
    quick.skip(600)
    assert session.wait(job.id).state is State.READY


def test_a_service_that_is_broken_for_long_is_waited_for(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 503}, origin="api", method="GET", path=ONE, times=4)
    session, job = open_session(policy=SHORT_GRACE), image_job()
    session.start([job])
    assert session.wait(job.id).state is State.READY


def test_jobs_that_are_not_due_yet_are_in_the_list_of_those_that_are(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    session = open_session(policy=replace(LONG_GRACE, shortest=0.2, longest=0.2))
    jobs = [image_job(f"fox {number}") for number in range(2)]
    for job in jobs:
        begun(session, job)
    quick.forget_requests()
    session.wait_until(lambda: len(asked(quick)) >= 3)
    quick.forget_requests()
    session.wait_until(lambda: len(asked(quick)) >= 3)
    assert set(asked(quick)) == {LIST}
    quick.fault({"kind": "answer", "status": 503}, origin="api", method="GET", path=LIST, times=None)
    session.wait_until(lambda: all(session.jobs[job.id].problem for job in jobs))
    assert {session.jobs[job.id].problem.charged for job in jobs} == {True}
    quick.clear_faults()
    quick.skip(600)
    assert {session.wait(job.id).state for job in jobs} == {State.READY}


def lists(quick: Sandbox) -> list[str]:
    """Polls of several jobs at once."""
    return [request["query"] for request in quick.requests() if "limit=100" in request["query"]]


def test_of_several_jobs_that_are_asked_for_one_can_be_cancelled(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    jobs = [image_job(f"fox {number}") for number in range(2)]
    for job in jobs:
        begun(session, job)
    quick.fault({"kind": "delay", "seconds": 0.3}, origin="api", method="GET", path=LIST, times=None)
    quick.forget_requests()
    session.wait_until(lambda: bool(lists(quick)))
    session.engine.cancel(jobs[0].id)
    assert session.wait(jobs[0].id).state is State.CANCELLED
    quick.clear_faults()
    quick.skip(600)
    assert session.wait(jobs[1].id).state is State.READY
    assert session.jobs[jobs[0].id].state is State.CANCELLED
    assert session.jobs[jobs[0].id].files == ()


# What costs nothing


def test_a_free_lookup_that_is_refused_cost_nothing(session: Session, quick: Sandbox) -> None:
    job = Job(Kind.IMAGE, {}, quick.base_url, free=True, state=State.RUNNING, generation_id=str(uuid.uuid4()))
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged, done.problem.remedy) == (
        State.HELD,
        False,
        Remedy.CHECK_AGAIN,
    )


def test_an_import_of_what_is_not_there_cost_nothing(session: Session, quick: Sandbox) -> None:
    found = session.client.generations(limit=50).items
    generation = next(one for one in found if one.outputs.images and not one.outputs.svg)
    job = free_job(generation, Kind.SVG, 0, quick.base_url)
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.HELD, False)
    assert "no new file" in done.problem.text
    assert quick.ledger() == []


def test_a_free_download_that_fails_cost_nothing(session: Session, quick: Sandbox) -> None:
    quick.fault({"kind": "answer", "status": 200, "body": "<!doctype html>"}, origin="cdn", times=None)
    job = free_job(session.client.generations(limit=1).items[0], Kind.IMAGE, 0, quick.base_url)
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged, done.problem.remedy) == (
        State.HELD,
        False,
        Remedy.RETRY_DOWNLOAD,
    )


# The download


def test_a_download_that_failed_is_said_while_it_is_tried_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    told: list[Job] = []
    session.on_job = told.append
    quick.fault({"kind": "answer", "status": 503}, origin="cdn")
    assert run(image_job()).problem is None
    (failed,) = {job.problem for job in told if job.problem}
    assert (failed.charged, failed.remedy) == (True, Remedy.RETRY_DOWNLOAD)
    assert {job.state for job in told if job.problem} == {State.RUNNING}


def test_only_what_is_missing_of_a_result_is_fetched_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(images_per_generation=3)
    done = run(image_job())
    session.results_folder.path(done.files[1]).unlink()
    quick.forget_requests()
    begun_again: list[State] = []
    session.on_job = lambda job: begun_again.append(job.state)
    session.engine.retry(done.id)
    session.wait_until(lambda: State.READY in begun_again)
    again = session.jobs[done.id]
    assert [(file.path, file.index, file.sha256) for file in again.files] == [
        (file.path, file.index, file.sha256) for file in done.files
    ]
    assert session.results_folder.holds(again)
    assert again.took_seconds == done.took_seconds
    assert sum(request["origin"] == "cdn" for request in quick.requests()) == 1

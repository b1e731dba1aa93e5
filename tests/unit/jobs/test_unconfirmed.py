# SPDX-License-Identifier: GPL-3.0-or-later
"""The service takes a paid request, and its answer never comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.problem import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ONE = "*/generations/*"  # what a job that is alone asks for
LOST_ANSWERS = [
    {"kind": "drop_after"},
    {"kind": "hang", "after": True},
    {"kind": "half_body"},
    {"kind": "answer", "status": 500, "after": True},
    {"kind": "answer", "status": 503, "after": True, "body": "<html>"},
    {"kind": "answer", "status": 408, "after": True},
    {"kind": "answer", "status": 499, "after": True, "body": "<html>"},
    {"kind": "merge", "patch": {"generationId": None}},
]


@pytest.mark.parametrize("fault", LOST_ANSWERS, ids=lambda fault: fault["kind"])
def test_an_image_is_found_again(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, fault: dict[str, object]
) -> None:
    run(image_job())  # an equal one from before
    quick.fault(fault, method="POST")
    job = run(image_job())
    ids = [charge["generationId"] for charge in quick.ledger()]
    assert job.state is State.READY
    assert job.generation_id == ids[1]
    assert len(ids) == 2


@pytest.mark.parametrize("prompt", ["\x1b[1ma fox\x1b[0m", "a\u200b fox\u202e", "a fox\r\n\tat\u2028sunset"])
def test_a_prompt_is_found_whatever_was_pasted_into_it(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, prompt: str
) -> None:
    quick.fault({"kind": "drop_after"}, method="POST")
    assert run(image_job(prompt)).state is State.READY


@pytest.mark.parametrize("lag", [0.0, 0.3])
@pytest.mark.parametrize("kind", [Kind.SVG, Kind.VIDEO])
def test_a_conversion_is_found_again(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, kind: Kind, lag: float
) -> None:
    image = run(image_job())
    quick.settings(lag=lag)
    quick.fault({"kind": "drop_after"}, method="POST")
    motion = {"prompt": "slowly", "duration": 2, "fps": 12} if kind is Kind.VIDEO else {}
    job = run(Job(kind, {"image_index": 0, **motion}, quick.base_url, generation_id=image.generation_id))
    assert job.state is State.READY
    assert len(quick.ledger()) == 2


def test_equal_requests_in_flight_at_once_are_told_apart(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_after"}, method="POST", times=2)
    jobs = [image_job("the same") for _ in range(3)]
    session.start(jobs)
    done = [session.wait(job.id) for job in jobs]
    assert {job.state for job in done} == {State.READY}
    assert sorted(job.generation_id for job in done) == sorted(c["generationId"] for c in quick.ledger())


def test_what_the_service_does_not_have_is_not_sent_again_by_us(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_before"}, method="POST")
    job = run(image_job())
    told = job.problem
    assert (job.state, told.charged, told.remedy) == (State.ABSENT, None, Remedy.SUBMIT_AGAIN)
    assert quick.ledger() == []
    session.engine.dismiss(job.id)
    changes: list[Job] = []
    session.on_job = changes.append
    session.engine.submit_again(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    begun = next(job for job in changes if job.state is State.QUEUED)
    assert (begun.problem, begun.dismissed, begun.unanswered) == (told, False, job.baseline)
    done = session.jobs[job.id]
    assert (done.problem, done.unanswered) == (None, None)
    assert len(quick.ledger()) == 1


def test_what_waits_for_a_job_that_is_put_aside_waits_no_longer(
    session: Session, image_job: Callable[..., Job], follow: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_before"}, method="POST")
    image = image_job()
    svg = follow(image, Kind.SVG)
    session.start([image, svg])
    session.wait_until_settled()
    assert (session.jobs[image.id].state, session.jobs[svg.id].state) == (State.ABSENT, State.WAITING)
    session.engine.dismiss(image.id)
    session.wait_until(lambda: session.jobs[svg.id].state is State.FAILED)
    assert session.jobs[svg.id].dismissed
    assert quick.ledger() == []


def test_a_request_that_was_taken_cannot_be_submitted_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(fail=["image"])
    job = run(image_job())
    quick.forget_requests()
    told: list[State] = []
    session.on_job = lambda job: told.append(job.state)
    session.engine.submit_again(job.id)
    session.engine.retry(job.id)
    session.wait_until(lambda: State.FAILED in told)
    assert State.QUEUED not in told
    assert len(quick.ledger()) == 1
    assert {request["method"] for request in quick.requests()} == {"GET"}


@pytest.mark.parametrize("status", [408, 418, 499])
def test_a_status_that_is_not_documented_is_not_called_free(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, status: int
) -> None:
    """It may come after the request was carried out, and then again it may not."""
    quick.fault({"kind": "answer", "status": status}, method="POST")
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.ABSENT, None, Remedy.SUBMIT_AGAIN)
    assert len([asked for asked in quick.requests() if asked["method"] == "POST"]) == 1


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404])
def test_a_documented_refusal_is_free(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, status: int
) -> None:
    quick.fault({"kind": "answer", "status": status}, method="POST")
    job = run(image_job())
    assert (job.state, job.problem.charged) == (State.FAILED, False)


def test_too_many_requests_is_no_refusal(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    told: list[Job] = []
    session.on_job = told.append
    quick.fault({"kind": "answer", "status": 429, "headers": {"Retry-After": "1"}}, method="POST")
    assert run(image_job()).state is State.READY
    assert len(quick.ledger()) == 1
    assert [job.state for job in told if job.problem] == [State.QUEUED]
    first, second = (
        datetime.fromisoformat(sent["when"]) for sent in quick.requests() if sent["method"] == "POST"
    )
    assert (second - first).total_seconds() >= 1


def test_a_service_that_cannot_be_reached_costs_nothing(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_before"}, method="GET", path="*/generations", times=None)
    job = image_job()
    session.start([job])
    done = session.wait(job.id)
    told = done.problem
    assert (done.state, told.charged, told.remedy) == (State.FAILED, False, Remedy.SUBMIT_AGAIN)
    quick.clear_faults()
    session.engine.submit_again(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)


def test_a_conversion_that_is_ready_by_then_is_found(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    quick.settings(svg_delay=0)
    quick.fault({"kind": "drop_after"}, method="POST")
    quick.fault({"kind": "answer", "status": 503}, origin="api", method="GET", path=ONE, skip=1)
    job = run(Job(Kind.SVG, {"image_index": 0}, quick.base_url, generation_id=image.generation_id))
    assert (job.state, job.credits_used) == (State.READY, 5)
    assert len(quick.ledger()) == 2


def test_a_conversion_that_has_failed_by_then_was_taken(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    quick.settings(svg_delay=0, fail=["svg"])
    quick.fault({"kind": "drop_after"}, method="POST")
    job = run(Job(Kind.SVG, {"image_index": 0}, quick.base_url, generation_id=image.generation_id))
    assert (job.state, job.problem.charged) == (State.FAILED, True)


@pytest.mark.parametrize("kind", [Kind.IMAGE, Kind.SVG])
def test_another_account_tells_nothing_of_an_unconfirmed_request(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, kind: Kind
) -> None:
    image = run(image_job())
    svg = Job(kind, {"image_index": 0}, quick.base_url, generation_id=image.generation_id)
    job = svg if kind is Kind.SVG else image_job("another fox")
    quick.fault({"kind": "hang", "after": True}, method="POST")
    session.start([job])
    session.wait_until(lambda: len(quick.ledger()) == 2)
    session.configure(replace(session.settings, key=quick.other_api_key))
    session.wait_until(lambda: session.jobs[job.id].elsewhere)
    told = session.jobs[job.id].problem
    assert (session.jobs[job.id].state, told.charged) == (State.UNCONFIRMED, None)
    assert "key of another account" in told.text
    session.configure(replace(session.settings, key=quick.api_key))
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 2


def test_an_equal_request_of_another_program_is_shown_beside(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    job = image_job("the same")
    quick.fault({"kind": "drop_after"}, method="POST")
    quick.fault({"kind": "answer", "status": 503}, method="GET", path="*/generations", skip=1, times=None)
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.UNCONFIRMED)
    request = {"artistId": job.parameters["artist_id"], "prompt": "the same"}
    quick.call("POST", "/generations/image", request)
    quick.clear_faults()
    session.wait_until(lambda: len(session.jobs) == 2)
    session.wait_until_settled()
    other = next(found for found in session.jobs.values() if found.id != job.id)
    assert (other.state, other.free, other.kind, other.image_index) == (State.READY, True, Kind.IMAGE, 0)
    assert [session.jobs[job.id].generation_id, other.generation_id] == [
        charge["generationId"] for charge in quick.ledger()
    ]
    assert session.spent == 3


def test_jobs_that_the_list_no_longer_shows_are_asked_for_one_by_one(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    jobs = [image_job(f"fox {number}") for number in range(2)]
    session.start(jobs)
    session.wait_until(lambda: all(session.jobs[job.id].state is State.RUNNING for job in jobs))
    empty = {"kind": "merge", "patch": {"data": []}}
    quick.fault(empty, origin="api", method="GET", path="*/generations", times=None)
    quick.skip(600)
    assert {session.wait(job.id).state for job in jobs} == {State.READY}


def test_what_follows_a_refused_job_is_refused_too(
    session: Session, image_job: Callable[..., Job], follow: Callable[..., Job], quick: Sandbox
) -> None:
    image = image_job("x" * 2001)
    svg = follow(image, Kind.SVG)
    session.start([image, svg, follow(svg, Kind.VIDEO)])
    session.wait_until_settled()
    assert {(job.state, job.problem.charged) for job in session.jobs.values()} == {(State.FAILED, False)}
    assert {request["path"] for request in quick.requests()} == {"/api/v1/artists"}  # the test's own


def test_a_chain_that_was_never_sent_can_be_sent_again_link_by_link(
    session: Session, image_job: Callable[..., Job], follow: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_before"}, method="GET", path="*/generations", times=None)
    image = image_job()
    svg = follow(image, Kind.SVG)
    session.start([image, svg])
    session.wait_until_settled()
    assert {job.state for job in session.jobs.values()} == {State.FAILED}
    quick.clear_faults()
    quick.settings(image_delay=600)
    session.engine.submit_again(image.id)
    session.engine.submit_again(svg.id)
    expected = [State.RUNNING, State.WAITING]
    session.wait_until(lambda: [session.jobs[job.id].state for job in (image, svg)] == expected)
    quick.skip(600)
    session.wait_until(lambda: session.jobs[svg.id].state is State.READY)
    assert [charge["credits"] for charge in quick.ledger()] == [3, 5]


def test_the_first_image_of_an_account_is_found(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    """All generations are newer than none: the search ends with the list."""
    empty = {"kind": "merge", "patch": {"data": []}}
    quick.fault(empty, origin="api", method="GET", path="*/generations")
    quick.fault({"kind": "drop_after"}, method="POST")
    job = run(image_job("the very first"))
    assert (job.state, job.generation_id) == (State.READY, quick.ledger()[0]["generationId"])


def test_an_equal_picture_from_before_is_not_taken_for_ours(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    job = image_job("the same")
    for prompt in ("the same", "another"):
        request = {"artistId": job.parameters["artist_id"], "prompt": prompt}
        quick.call("POST", "/generations/image", request)
    quick.fault({"kind": "drop_before"}, method="POST")
    assert run(job).state is State.ABSENT

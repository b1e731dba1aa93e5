# SPDX-License-Identifier: GPL-3.0-or-later
"""A status that nobody documented is told and waited for; a failure says why, if the service does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.free_job import free_job
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.poll_policy import PollPolicy
from antekirt_addon.jobs.problem import Remedy
from tests.unit.jobs.conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ONE = "*/generations/*"


def polls(quick: Sandbox) -> int:
    return sum("/generations/" in request["path"] for request in quick.requests())


def told(session: Session, job: Job) -> Job:
    """The job, once it says what is unclear about it."""
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].problem is not None)
    return session.jobs[job.id]


def test_it_is_told_within_two_minutes() -> None:
    policy = PollPolicy()
    assert policy.grace_seconds + policy.longest <= 120


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("queued", "“queued”"),
        ("archived", "“archived”"),
        ("", "does not say how far"),
        ("in\x1b[31m\u202equeue", "queue”"),
        ("z" * 500, f"“{'z' * 40}”"),
    ],
)
def test_a_word_that_nobody_documented_is_told_and_waited_for(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, word: str, shown: str
) -> None:
    patch = {"data": {"status": word}}
    quick.fault({"kind": "merge", "patch": patch}, origin="api", method="GET", path=ONE, times=None)
    job = told(session, image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (
        State.RUNNING,
        True,
        Remedy.STOP_WAITING,
    )
    assert shown in job.problem.text
    assert not {"\x1b", "\u202e"} & set(job.problem.text)
    assert job.is_under_way
    before = polls(quick)
    session.wait_until(lambda: polls(quick) > before + 1)
    quick.clear_faults()
    done = session.wait(job.id)
    assert (done.state, done.problem) == (State.READY, None)


def test_a_word_that_passes_is_not_told(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(status_word="queued", status_word_time=0.3)
    problems: list[object] = []
    session.on_job = lambda job: problems.append(job.problem)
    job = image_job()
    session.start([job])
    assert session.wait(job.id).state is State.READY
    assert set(problems) == {None}


def test_the_waiting_can_be_stopped(session: Session, image_job: Callable[..., Job], quick: Sandbox) -> None:
    quick.settings(status_word="archived")
    job = told(session, image_job())
    session.engine.cancel(job.id)
    assert (session.wait(job.id).state, session.spent) == (State.CANCELLED, 3)


def test_what_an_unclear_generation_says_of_itself_is_shown(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    patch = {"data": {"status": "on_hold", "message": "A person looks at this first"}}
    quick.fault({"kind": "merge", "patch": patch}, origin="api", method="GET", path=ONE, times=None)
    text = told(session, image_job()).problem.text
    assert "on_hold" in text
    assert text.endswith("The service says: A person looks at this first.")


def test_a_word_is_followed_by_a_grace_period_of_its_own(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    """After an odd word for long the service may say that it is done a moment before it shows the file."""
    session = open_session(policy=replace(QUICK, grace_seconds=1.0))
    quick.settings(image_delay=600)
    quick.fault(
        {"kind": "merge", "patch": {"data": {"status": "queued"}}},
        origin="api",
        method="GET",
        path=ONE,
        times=None,
    )
    job = told(session, image_job())
    quick.clear_faults()
    quick.fault(
        {"kind": "merge", "patch": {"data": {"status": "completed"}}},
        origin="api",
        method="GET",
        path=ONE,
    )
    session.wait_until(lambda: session.jobs[job.id].service_word == "processing")
    quick.skip(600)
    assert session.wait(job.id).state is State.READY


def test_an_import_brings_what_there_is_whatever_it_is_called(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(status_word="archived")
    job = told(session, image_job())
    session.engine.cancel(job.id)
    session.wait(job.id)
    generation = session.client.generation(session.jobs[job.id].generation_id)
    assert run(free_job(generation, Kind.IMAGE, 0, quick.base_url)).state is State.READY


@pytest.mark.parametrize("name", ["error", "errorMessage", "failureReason", "message"])
def test_a_failure_says_why(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, name: str
) -> None:
    quick.settings(fail=["image"], failure={name: "The prompt \x1b[1mnames a brand"})
    failed = run(image_job())
    assert (failed.state, failed.problem.charged) == (State.FAILED, True)
    assert "The service says: The prompt" in failed.problem.text
    assert "names a brand. Contact" in failed.problem.text
    assert "\x1b" not in failed.problem.text


def test_a_failure_without_a_reason_says_what_to_do(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(fail=["image"])
    assert "Contact Antekirt support" in run(image_job()).problem.text


def test_an_earlier_version_can_read_what_is_told() -> None:
    from antekirt_addon.jobs.generation_problem import unclear

    assert unclear("queued", "", charged=True).to_json()["remedy"] == Remedy.NONE

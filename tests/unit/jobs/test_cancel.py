# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist waits no longer: what is said of the cost, and how a job is taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import recovery
from antekirt_addon.jobs.job import Job, Kind, State, free_job

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ONE = "*/generations/*"


def cancelled(session: Session, job: Job) -> Job:
    session.engine.cancel(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.CANCELLED)
    return session.jobs[job.id]


def test_a_job_that_is_being_asked_for_can_be_cancelled_and_taken_up_again(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    quick.fault({"kind": "delay", "seconds": 0.5}, origin="api", method="GET", path=ONE)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: any("/generations/" in asked["path"] for asked in looks(quick)))
    assert cancelled(session, job).problem.charged is True
    quick.skip(600)
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def looks(quick: Sandbox) -> list[dict[str, str]]:
    return [request for request in quick.requests() if request["method"] == "GET"]


def test_an_unconfirmed_request_may_be_charged_and_is_looked_for_again(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "hang", "after": True}, method="POST")
    job = image_job()
    session.start([job])
    session.wait_until(lambda: bool(quick.ledger()))
    assert cancelled(session, job).problem.charged is None
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_what_the_service_does_not_have_can_be_put_aside(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_before"}, method="POST")
    job = run(image_job())
    assert job.state is State.ABSENT
    assert cancelled(session, job).problem.charged is None


@pytest.mark.parametrize("confirmed", [True, False])
def test_what_is_held_says_what_is_known_of_its_cost(
    session: Session,
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    quick: Sandbox,
    confirmed: bool,
) -> None:
    if not confirmed:
        quick.fault({"kind": "drop_after"}, method="POST")
    refusal = {"kind": "answer", "status": 404}
    path, passed = (ONE, 0) if confirmed else ("*/generations", 1)  # the first is the look before the submit
    quick.fault(refusal, origin="api", method="GET", path=path, skip=passed, times=None)
    job = run(image_job())
    assert job.state is State.HELD
    assert cancelled(session, job).problem.charged is (True if confirmed else None)


def test_what_is_brought_for_nothing_cost_nothing(session: Session, quick: Sandbox) -> None:
    generation = session.client.generations(limit=1).items[0]
    quick.settings(cdn_bandwidth=4000)
    job = free_job(generation, Kind.IMAGE, 0, quick.base_url)
    session.start([job])
    session.wait_until(lambda: session.shares.get(job.id, 0) > 0)
    assert cancelled(session, job).problem.charged is False


def test_a_job_that_is_over_stays_as_it_is(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job]
) -> None:
    job = run(image_job())
    session.engine.cancel(job.id)
    session.engine.dismiss(job.id)
    session.wait_until(lambda: session.jobs[job.id].dismissed)
    assert session.jobs[job.id].state is State.READY
    assert session.notices == []


def test_a_job_of_another_blender_is_not_cancelled_now_nor_later(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recovery, "CHECK_SECONDS", 0.2)
    quick.settings(image_delay=600)
    first, second, job = open_session(), open_session(), image_job()
    first.start([job])
    first.wait_until(lambda: first.jobs[job.id].state is State.RUNNING)
    second.start_engine()
    second.wait_until(lambda: second.knows_recent)
    second.engine.cancel(job.id)
    second.wait_until(lambda: any("Another running Blender" in notice for notice in second.notices))
    assert first.close()
    second.wait_until(lambda: not second.jobs[job.id].elsewhere)
    quick.skip(600)
    assert second.wait(job.id).state is State.READY

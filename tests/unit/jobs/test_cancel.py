# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist waits no longer: it counts at once, says what is known of the cost, and can be taken back."""

from __future__ import annotations

import threading
import time
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.api import connection
from antekirt_addon.jobs import engine, recovery
from antekirt_addon.jobs.free_job import free_job
from antekirt_addon.jobs.job import Job, Kind, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ONE = "*/generations/*"
AT_ONCE = 20.0  # seconds, on a busy machine: what is silent is so for longer, or else the state tells
SILENT = {  # what does not answer, and where a job stands then
    State.QUEUED: ("api", "*/generations"),
    State.RUNNING: ("api", ONE),
    State.DOWNLOADING: ("cdn", "*"),
}


def cancelled(session: Session, job: Job) -> Job:
    """Cancel a job, which must count at once."""
    session.engine.cancel(job.id)
    end = time.monotonic() + AT_ONCE
    session.wait_until(lambda: session.jobs[job.id].is_settled or time.monotonic() > end)
    assert session.jobs[job.id].is_settled
    assert not session.jobs[job.id].is_under_way
    return session.jobs[job.id]


def over(session: Session, job: Job) -> Job:
    """The job, when all is known that was to be learnt of it."""
    session.wait_until(lambda: session.jobs[job.id].state is State.CANCELLED)
    return session.jobs[job.id]


def is_with_a_worker(session: Session, job: Job) -> bool:
    """Whether one is at its request: which of several has to wait for one is not told by their order."""
    steps: dict[str, Any] = vars(vars(session.engine)["_dispatcher"])["_steps"]
    return steps[job.id].task.thread is not None


def submitted(session: Session, job: Job, quick: Sandbox) -> None:
    """Begin a job, until the service has its paid request."""
    session.start([job])
    session.wait_until(lambda: any(asked["method"] == "POST" for asked in quick.requests()))


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


# At once


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No limit of the wire ends a wait."""
    monkeypatch.setattr(connection, "READ_TIMEOUT", 60.0)


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("state", SILENT)
def test_it_counts_at_once_while_the_service_is_silent(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, state: State
) -> None:
    origin, path = SILENT[state]
    quick.fault({"kind": "hang"}, origin=origin, method="GET", path=path)
    job, other = image_job(), image_job("a badger")
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is state and asked(quick, origin, path))
    assert cancelled(session, job).problem.charged is (state is not State.QUEUED)
    session.start([other])
    assert session.wait(other.id).state is State.READY
    assert session.jobs[job.id].state is State.CANCELLED


def asked(quick: Sandbox, origin: str, path: str) -> bool:
    """Whether such a request has come to the service."""
    return any(
        (one["origin"], one["method"]) == (origin, "GET") and fnmatch(one["path"], path)
        for one in quick.requests()
    )


@pytest.mark.usefixtures("patient")
def test_those_that_hang_starve_nobody(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    run(image_job())  # from here on the account is known
    jobs = [image_job(f"fox {number}") for number in range(engine.REQUESTS_AT_ONCE)]
    quick.fault({"kind": "hang"}, origin="api", method="GET", times=len(jobs))
    quick.forget_requests()
    session.start(jobs)
    session.wait_until(lambda: len(quick.requests()) >= len(jobs))
    assert {cancelled(session, job).problem.charged for job in jobs} == {False}
    other = image_job()
    session.start([other])
    assert session.wait(other.id).state is State.READY


# While the paid request is on the wire


def test_what_may_be_charged_is_looked_for_behind_the_card(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "hang", "after": True}, method="POST")
    job = image_job()
    submitted(session, job, quick)
    told = cancelled(session, job)
    assert (told.state, told.cancelled, told.problem.charged) == (State.SUBMITTING, True, None)
    assert told.problem.text.startswith("Cancelled; it may have been charged")
    assert (session.promised, session.spent) == (3, 0)
    session.wait_until(lambda: session.jobs[job.id].state is not State.SUBMITTING)
    assert session.jobs[job.id].problem == told.problem
    done = over(session, job)
    assert (done.problem.charged, done.credits_used, done.files) == (True, 3, ())
    assert done.generation_id == quick.ledger()[0]["generationId"]
    assert (session.promised, session.spent) == (0, 3)


def test_an_answer_that_comes_after_it_names_what_was_taken(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "delay", "held": True}, method="POST")
    job = image_job()
    submitted(session, job, quick)
    assert cancelled(session, job).state is State.SUBMITTING
    quick.clear_faults()
    done = over(session, job)
    assert (done.problem.charged, done.credits_used, session.spent) == (True, 3, 3)
    assert done.generation_id == quick.ledger()[0]["generationId"]
    assert not any(asked["origin"] == "cdn" for asked in quick.requests())


@pytest.mark.parametrize("status", [402, 429])
def test_a_request_that_is_refused_after_it_cost_nothing(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, status: int
) -> None:
    quick.fault({"kind": "answer", "status": status, "held": True}, method="POST")
    job = image_job()
    submitted(session, job, quick)
    assert cancelled(session, job).state is State.SUBMITTING
    quick.clear_faults()
    assert over(session, job).problem.charged is False
    assert (session.promised, session.spent, quick.ledger()) == (0, 0, [])


def test_a_request_that_clearly_never_came_cost_nothing(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "hang"}, method="POST")
    job = image_job()
    submitted(session, job, quick)
    cancelled(session, job)
    session.wait_until(lambda: session.jobs[job.id].state is State.UNCONFIRMED)
    assert session.promised == 3
    done = over(session, job)
    assert (done.problem.charged, session.promised, session.spent) == (False, 0, 0)


def test_a_list_that_is_late_is_waited_for_before_it_is_called_free(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(list_delay=1.0)  # longer than the grace period of one that is waited for
    quick.fault({"kind": "drop_after"}, method="POST")
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.UNCONFIRMED)
    cancelled(session, job)
    assert (over(session, job).problem.charged, session.spent) == (True, 3)


def test_it_is_looked_for_after_a_restart(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "hang", "after": True}, method="POST")
    first, job = open_session(), image_job()
    submitted(first, job, quick)
    cancelled(first, job)
    assert first.close()
    second = open_session()
    shown: list[Job] = []
    second.on_job = shown.append
    second.resume()
    second.wait_until_settled()
    done = over(second, job)
    assert (done.problem.charged, done.credits_used, done.files) == (True, 3, ())
    assert not any(told.is_under_way for told in shown)
    assert second.spent == 0


@pytest.mark.usefixtures("patient")
def test_what_waits_for_a_free_worker_has_cost_nothing(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written as on the wire by then, but nothing of it has left."""
    monkeypatch.setattr(engine, "REQUESTS_AT_ONCE", 1)
    quick.fault({"kind": "hang", "after": True}, method="POST")
    jobs = [image_job("a fox"), image_job("a badger")]
    submitted(session, jobs[0], quick)
    session.start([jobs[1]])
    time.sleep(0.2)
    assert cancelled(session, jobs[1]).problem.charged is False
    assert len(quick.ledger()) == 1


def test_what_is_chained_to_it_is_not_sent(
    session: Session,
    image_job: Callable[..., Job],
    follow: Callable[[Job, Kind], Job],
    quick: Sandbox,
) -> None:
    quick.fault({"kind": "delay", "seconds": 0.5}, method="POST")
    image = image_job()
    svg = follow(image, Kind.SVG)
    session.start([image, svg])
    session.wait_until(lambda: any(asked["method"] == "POST" for asked in quick.requests()))
    cancelled(session, image)
    assert session.wait(svg.id).problem.charged is False
    over(session, image)
    assert len(quick.ledger()) == 1


def test_it_can_be_waited_for_again_while_its_answer_is_on_the_way(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "hang", "after": True}, method="POST")
    job = image_job()
    submitted(session, job, quick)
    cancelled(session, job)
    session.engine.cancel(job.id)  # once more, which changes nothing
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_it_can_be_waited_for_again_while_it_is_looked_for(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_after"}, method="POST")
    lists = {"origin": "api", "method": "GET", "path": "/api/v1/generations"}
    quick.fault({"kind": "answer", "status": 503}, skip=1, times=None, **lists)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.UNCONFIRMED)
    told = cancelled(session, job)
    assert (told.state, told.problem.charged) == (State.UNCONFIRMED, None)
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].is_under_way)
    quick.clear_faults()
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)


# What is said of the cost


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
    session.engine.cancel(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is not State.HELD)
    told = session.jobs[job.id]
    assert (told.cancelled, told.is_settled) == (not confirmed, True)
    assert told.problem.charged is (True if confirmed else None)


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
    second.wait_until(lambda: second.knows_recent and bool(second.client.known_account))
    second.engine.cancel(job.id)
    second.wait_until(lambda: any("Another running Blender" in notice for notice in second.notices))
    assert first.close()
    second.wait_until(lambda: not second.jobs[job.id].elsewhere)
    quick.skip(600)
    assert second.wait(job.id).state is State.READY


# While the engine is kept by a slow disk


@pytest.mark.usefixtures("patient")
def test_a_request_that_was_answered_is_not_called_free_for_the_one_after_it(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker of a cancelled request is at the next one, whose connection is being made."""
    from urllib3.util import connection as upstream

    quick.settings(image_delay=600)
    jobs = [image_job(f"{number} foxes") for number in range(engine.REQUESTS_AT_ONCE + 1)]
    held = {"kind": "delay", "held": True}
    quick.fault(held, origin="api", method="POST", times=engine.REQUESTS_AT_ONCE)
    session.start(jobs)
    session.wait_until(
        lambda: (
            [asked["method"] for asked in quick.requests()].count("POST") == engine.REQUESTS_AT_ONCE
            and all(session.jobs[job.id].state is State.SUBMITTING for job in jobs)
        )
    )
    (last,) = (job for job in jobs if not is_with_a_worker(session, job))
    cancelled = [job for job in jobs if job != last]
    connecting, connected, written = threading.Event(), threading.Event(), threading.Event()
    connect = upstream.create_connection

    def slowly(*arguments: Any, **more: Any) -> Any:
        connecting.set()
        assert connected.wait(20)
        return connect(*arguments, **more)

    monkeypatch.setattr(upstream, "create_connection", slowly)
    session.engine.call(lambda: written.wait(20) and None)
    for job in cancelled:
        session.engine.cancel(job.id)
    quick.clear_faults()
    assert connecting.wait(20)
    written.set()
    session.wait_until(
        lambda: all(session.jobs[job.id].cancelled or session.jobs[job.id].is_over for job in cancelled)
    )
    connected.set()
    assert all(over(session, job).problem.charged for job in cancelled)
    session.wait_until(lambda: session.jobs[last.id].state is State.RUNNING)
    assert len(quick.ledger()) == len(jobs)

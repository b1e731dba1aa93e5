# SPDX-License-Identifier: GPL-3.0-or-later
"""A session's purse: what was spent and promised, whatever the service says of it, or does not say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.api.error import InvalidRequest
from antekirt_addon.jobs import recovery
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.problem import Problem
from antekirt_addon.jobs.purse import Purse

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

SENT = 1000.0  # when the request was
KNOWN, UNKNOWN = (Problem("It went wrong.", charged) for charged in (True, None))
NOTHING = Problem("It went wrong.", charged=False)


def job(state: State, problem: Problem | None = None, **fields: Any) -> Job:
    return Job(Kind.SVG, {}, "https://antekirt.com", id="one", state=state, problem=problem, **fields)


def sent(state: State, problem: Problem | None = None, **fields: Any) -> Job:
    return job(state, problem, submitted_at=SENT, **fields)


# How a job goes on once its request is sent; then what is spent, and what is promised.
HISTORIES: dict[str, tuple[list[Job], int, int]] = {
    "not sent yet": ([], 0, 5),
    "on the wire": ([sent(State.SUBMITTING)], 0, 5),
    "answered": ([sent(State.SUBMITTING), sent(State.RUNNING, credits_used=5)], 5, 0),
    "told twice": ([sent(State.SUBMITTING), *2 * [sent(State.RUNNING, credits_used=5)]], 5, 0),
    "at another price": ([sent(State.SUBMITTING), sent(State.RUNNING, credits_used=7)], 7, 0),
    "for nothing": ([sent(State.SUBMITTING), sent(State.RUNNING, credits_used=0)], 0, 0),
    "answer lost": ([sent(State.SUBMITTING), sent(State.UNCONFIRMED, UNKNOWN)], 0, 5),
    "found": (
        [sent(State.SUBMITTING), sent(State.UNCONFIRMED), sent(State.RUNNING, credits_used=5)],
        5,
        0,
    ),
    "not to be looked for": ([sent(State.SUBMITTING), sent(State.HELD, UNKNOWN)], 0, 5),
    "clearly not there": (
        [sent(State.SUBMITTING), sent(State.UNCONFIRMED), sent(State.ABSENT, UNKNOWN)],
        0,
        0,
    ),
    "there after all": (
        [sent(State.SUBMITTING), sent(State.ABSENT, UNKNOWN), sent(State.RUNNING, credits_used=5)],
        5,
        0,
    ),
    "refused": ([sent(State.SUBMITTING), sent(State.FAILED, NOTHING)], 0, 0),
    "told to wait": ([sent(State.SUBMITTING), sent(State.QUEUED)], 0, 5),
    "failed": (
        [
            sent(State.SUBMITTING),
            sent(State.RUNNING, credits_used=5),
            sent(State.FAILED, KNOWN, credits_used=5),
        ],
        5,
        0,
    ),
    "cancelled on the wire": (
        [sent(State.SUBMITTING), sent(State.SUBMITTING, UNKNOWN, cancelled=True)],
        0,
        5,
    ),
    "cancelled and found": (
        [
            sent(State.SUBMITTING, cancelled=True),
            sent(State.CANCELLED, KNOWN, credits_used=5, cancelled=True),
        ],
        5,
        0,
    ),
    "cancelled and not there": (
        [sent(State.SUBMITTING, cancelled=True), sent(State.CANCELLED, NOTHING, cancelled=True)],
        0,
        0,
    ),
    "sent again, both taken": (
        [
            sent(State.SUBMITTING),
            sent(State.ABSENT, UNKNOWN),
            sent(State.QUEUED),
            job(State.SUBMITTING, submitted_at=2000.0),
            job(State.RUNNING, submitted_at=2000.0, credits_used=5),
        ],
        5,
        0,
    ),
    "with another key since": ([sent(State.SUBMITTING), sent(State.UNCONFIRMED, elsewhere=True)], 0, 5),
}


@pytest.mark.parametrize(("steps", "spent", "promised"), HISTORIES.values(), ids=HISTORIES)
def test_a_request_counts_as_what_is_known_of_it(steps: list[Job], spent: int, promised: int) -> None:
    purse, now = Purse(), job(State.QUEUED)
    purse.begin([now.id])
    for now in steps:
        purse.note(now)
    assert (purse.spent, purse.promised([now])) == (spent, promised)


@pytest.mark.parametrize(("steps", "spent", "promised"), HISTORIES.values(), ids=HISTORIES)
def test_what_another_session_has_sent_counts_there(steps: list[Job], spent: int, promised: int) -> None:  # noqa: ARG001
    purse, now = Purse(), job(State.QUEUED)
    for now in steps:
        purse.note(now)
    assert (purse.spent, purse.promised([now])) == (0, 0)


def test_an_earlier_request_is_not_counted_where_it_is_sent_again() -> None:
    purse = Purse()
    purse.begin(["one"])
    purse.note(sent(State.ABSENT, UNKNOWN))
    purse.note(sent(State.RUNNING, credits_used=5))
    assert purse.spent == 0


# What the service says


@pytest.mark.parametrize("said", [None, -3, "3", "many", 10**12, 2.5, True, [], {"amount": 3}])
def test_an_odd_word_about_the_cost_counts_as_the_price(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, said: object
) -> None:
    quick.settings(image_delay=600)
    quick.fault({"kind": "merge", "patch": {"creditsUsed": said, "creditsRemaining": None}}, method="POST")
    session.refresh_account()
    session.wait_until(lambda: session.credits == 500)
    paid = image_job()
    session.start([paid])
    session.wait_until(lambda: session.jobs[paid.id].state is State.RUNNING)
    assert (session.spent, session.promised, session.credits) == (3, 0, 497)
    with pytest.raises(InvalidRequest, match="3 are spent"):
        session.budget.check(3, limit=5)
    quick.skip(600)
    assert session.wait(paid.id).state is State.READY
    session.wait_until(lambda: session.credits == 497)


def test_the_balance_is_asked_for_when_an_answer_does_not_tell_it(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "merge", "patch": {"creditsUsed": None, "creditsRemaining": None}}, method="POST")
    session.refresh_account()
    session.wait_until(lambda: session.credits == 500)
    quick.settings(credits={"main": 400})  # by another program
    paid = image_job()
    session.start([paid])
    session.wait_until(lambda: session.credits == 397)
    assert session.spent == 3


def test_a_balance_that_has_grown_is_asked_for(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "merge", "patch": {"creditsRemaining": 10**9}}, method="POST")
    session.refresh_account()
    session.wait_until(lambda: session.credits == 500)
    session.start([image_job()])
    session.wait_until(lambda: session.spent == 3)
    session.wait_until(lambda: session.credits == 497)


# Several sessions, one folder


def test_each_session_counts_its_own(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    sessions = [open_session(), open_session()]
    jobs = [image_job("a fox"), image_job("a badger")]
    quick.fault({"kind": "delay", "seconds": 0.5}, method="POST", times=2)
    for session, begun in zip(sessions, jobs, strict=True):
        session.start([begun])
    for session in sessions:
        session.resume()  # hears of the other's, which is on the wire
    for session, begun in zip(sessions, jobs, strict=True):
        assert session.wait(begun.id).state is State.READY
    for session in sessions:
        session.resume()  # and of how it ended
        session.wait_until_settled()
        assert {session.jobs[begun.id].state for begun in jobs} == {State.READY}
    assert [session.spent for session in sessions] == [3, 3]
    assert [session.promised for session in sessions] == [0, 0]


def test_what_an_ended_session_sent_is_not_spent_in_the_next(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "hang", "after": True}, method="POST")
    first, paid = open_session(), image_job()
    first.start([paid])
    first.wait_until(lambda: bool(quick.ledger()))
    assert first.close()
    second = open_session()
    second.resume()
    second.wait_until(lambda: paid.id in second.jobs)
    second.wait_until(lambda: second.jobs[paid.id].state is State.READY)
    assert second.jobs[paid.id].credits_used == 3
    assert (second.spent, second.promised) == (0, 0)


def test_the_limit_holds_for_what_is_sent_later(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "hang"}, origin="api", method="GET")
    first, unsent = open_session(), image_job()
    first.start([unsent])
    first.wait_until(lambda: first.jobs[unsent.id].state is State.QUEUED)
    assert first.close()
    second = open_session()
    second.resume()
    second.wait_until(lambda: bool(second.unsent))
    assert second.promised == 0
    second.submit_unsent(second.unsent)
    assert second.promised == 3
    with pytest.raises(InvalidRequest):
        second.budget.check(3, limit=5)
    assert second.wait(unsent.id).state is State.READY
    assert (second.spent, second.promised) == (3, 0)


def test_a_job_of_this_session_is_counted_under_another_key(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "hang", "after": True}, method="POST")
    paid = image_job()
    session.start([paid])
    session.wait_until(lambda: bool(quick.ledger()))
    session.configure(replace(session.settings, key=quick.other_api_key))
    session.wait_until(lambda: session.jobs[paid.id].state is State.UNCONFIRMED)
    assert session.promised == 3


def test_what_is_spent_follows_the_account(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    own, paid = session.settings, image_job()
    session.start([paid])
    session.wait(paid.id)
    assert session.spent == 3
    session.configure(replace(own, key=quick.other_api_key))
    assert session.spent == 3  # as long as it may be another key of the same account
    session.client.account()
    assert (session.spent, session.budget.committed) == (0, 0)
    session.configure(own)
    session.client.account()
    assert session.spent == 3


def test_a_job_for_which_two_have_pressed_is_counted_where_it_is_sent(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recovery, "CHECK_SECONDS", 0.05)
    ended, job = open_session(), image_job()
    quick.fault({"kind": "hang"}, origin="api", method="GET")
    ended.start([job])
    ended.wait_until(lambda: ended.jobs[job.id].state is State.QUEUED)
    assert ended.close()
    quick.clear_faults()
    quick.settings(image_delay=600)
    quick.fault({"kind": "delay", "seconds": 0.5}, origin="api", method="POST")
    both = [open_session(), open_session()]
    for session in both:
        session.resume()
        session.wait_until(partial(has_unsent, session))
    for session in both:
        session.submit_unsent(session.unsent)
    for session in both:
        session.wait_until(partial(is_running, session, job))
    assert sorted(session.spent for session in both) == [0, 3]
    assert [session.promised for session in both] == [0, 0]
    assert len(quick.ledger()) == 1


def has_unsent(session: Session) -> bool:
    return bool(session.unsent)


def is_running(session: Session, job: Job) -> bool:
    return session.jobs[job.id].state is State.RUNNING

# SPDX-License-Identifier: GPL-3.0-or-later
"""A job belongs to the account that it was begun with: under another one nothing of it is touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import account_lookup, recovery
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import NOBODYS, OTHER_ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ACCOUNT = "*/account/me"
BUSY = {"kind": "answer", "status": 429, "headers": {"Retry-After": "30"}}


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "CHECK_SECONDS", 0.2)


def account_of(quick: Sandbox, key: str) -> str:
    return str(quick.call("GET", "/account/me", key=key).json["data"]["id"])


def asked_for(quick: Sandbox, path: str) -> int:
    return sum(request["path"].endswith(path) for request in quick.requests())


def charged(quick: Sandbox) -> list[str]:
    """Who has paid, charge by charge."""
    return [charge["account"] for charge in quick.ledger()]


def rows(session: Session) -> dict[str, tuple[str, str, str]]:
    """State, account and owner of each job, as they are written."""
    with closing(sqlite3.connect(session.results_folder.journal_path)) as connection:
        found = connection.execute("SELECT id, state, account, owner FROM job").fetchall()
    return {row[0]: row[1:] for row in found}


def leave(session: Session, *jobs: Job) -> None:
    """Write jobs as an ended Blender left them."""
    session.results_folder.prepare()
    journal = Journal(session.results_folder.journal_path)
    for job in jobs:
        journal.save(job, "gone")
    journal.close()


def use_key(session: Session, key: str) -> None:
    session.configure(replace(session.settings, key=key))


def look(session: Session) -> None:
    """Have the engine look for jobs that others left, and tell of all of them."""
    session.resume()
    session.wait_until(lambda: session.knows_recent)


# Whose key it is


def test_the_account_is_asked_for_once_and_written_with_each_job(
    session: Session, image_job: Callable[..., Job], follow: Callable[..., Job], quick: Sandbox
) -> None:
    image, other = image_job(), image_job()
    svg = follow(image, Kind.SVG)
    session.start([image, other, svg])
    session.wait_until_settled()
    assert asked_for(quick, "/account/me") == 1
    mine = account_of(quick, quick.api_key)
    assert {account for _, account, _ in rows(session).values()} == {mine}
    assert {job.account for job in session.jobs.values()} == {mine}


def test_the_balance_tells_it_too(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    session.refresh_account()
    session.wait_until(lambda: session.balance.account is not None)
    run(image_job())
    assert asked_for(quick, "/account/me") == 1


def test_with_nothing_to_go_on_with_nobody_is_asked(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    first, job = open_session(), image_job()
    first.start([job])
    assert first.wait(job.id).state is State.READY
    assert first.close()
    quick.forget_requests()
    second = open_session()
    second.resume()
    second.wait_until_settled()
    assert job.id in second.jobs
    assert quick.requests() == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_until_the_account_is_known_nothing_is_sent(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, status: int
) -> None:
    quick.fault({"kind": "answer", "status": status}, path=ACCOUNT, times=None)
    jobs = [image_job("one"), image_job("two")]
    session.start(jobs)
    session.wait_until(lambda: asked_for(quick, "/account/me") >= 4)
    for job in jobs:
        told = session.jobs[job.id]
        assert (told.state, told.account, told.elsewhere) == (State.QUEUED, "", False)
        assert "account of this API key is not known yet" in told.problem.text
        assert str(status) in told.problem.text
        assert told.problem.charged is False
    assert quick.ledger() == []
    assert asked_for(quick, "/generations") == 0
    quick.clear_faults()
    assert {session.wait(job.id).state for job in jobs} == {State.READY}
    assert len(quick.ledger()) == 2


def test_an_answer_that_is_long_in_coming_is_told_of(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account_lookup, "PATIENCE", 0.1)
    quick.fault({"kind": "delay", "held": True}, path=ACCOUNT)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].problem is not None)
    assert "not known yet" in session.jobs[job.id].problem.text
    quick.clear_faults()
    done = session.wait(job.id)
    assert (done.state, done.problem) == (State.READY, None)


def test_a_service_that_never_tells_the_account_is_not_waited_for_without_end(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account_lookup, "LONGEST_SECONDS", 0.3)
    quick.fault({"kind": "merge", "patch": {"data": {"id": None}}}, path=ACCOUNT, times=None)
    job = image_job()
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert quick.ledger() == []


def test_a_key_that_is_refused_ends_what_was_not_sent(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    session, job = open_session(key="ak_wrong"), image_job()
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "Enter your API key" in done.problem.text
    assert asked_for(quick, "/generations") == 0


def test_while_the_account_is_not_known_a_job_can_be_cancelled(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 503}, path=ACCOUNT, times=None)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].problem is not None)
    session.engine.cancel(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.CANCELLED)
    assert session.jobs[job.id].problem.charged is False


# Another key


def test_what_waits_after_a_429_is_not_sent_under_another_account(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault(BUSY, method="POST")
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].problem is not None)
    use_key(session, quick.other_api_key)
    session.wait_until(lambda: session.jobs[job.id].elsewhere)
    told = session.jobs[job.id]
    assert (told.state, told.problem.text) == (State.QUEUED, OTHER_ACCOUNT.text)
    quick.skip(5)
    look(session)
    assert quick.ledger() == []
    use_key(session, quick.api_key)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert charged(quick) == ["main"]


def test_what_waits_after_a_429_outlives_a_wrong_key(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault(BUSY, method="POST")
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].problem is not None)
    use_key(session, "ak_wrong")
    session.wait_until(lambda: "not known yet" in session.jobs[job.id].problem.text)
    assert "Enter your API key" in session.jobs[job.id].problem.text
    use_key(session, quick.api_key)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert charged(quick) == ["main"]


@pytest.mark.parametrize("at", ["the baseline", "the answer"])
def test_a_key_that_is_changed_on_the_way_charges_no_other_account(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, at: str
) -> None:
    delay = {"kind": "delay", "held": True}
    quick.fault(delay, method="GET" if at == "the baseline" else "POST", path="*/generations*")
    job = image_job()
    session.start([job])
    path = "/generations" if at == "the baseline" else "/image"
    session.wait_until(lambda: asked_for(quick, path) == 1)
    use_key(session, quick.other_api_key)
    quick.clear_faults()
    session.wait_until(lambda: session.jobs[job.id].elsewhere)
    sent = [] if at == "the baseline" else ["main"]
    assert charged(quick) == sent
    use_key(session, quick.api_key)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert charged(quick) == ["main"]


def test_a_running_job_is_not_asked_for_under_another_account(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    use_key(session, quick.other_api_key)
    session.wait_until(lambda: session.jobs[job.id].elsewhere)
    quick.forget_requests()
    quick.skip(600)
    for _ in range(2):
        look(session)
    assert session.jobs[job.id].state is State.RUNNING
    assert {request["path"] for request in quick.requests()} <= {"/api/v1/account/me"}
    use_key(session, quick.api_key)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)


def test_two_keys_of_one_account_are_one_account(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    """The other key's account answers with the first one's name."""
    quick.settings(image_delay=600)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    mine = {"kind": "merge", "patch": {"data": {"id": account_of(quick, quick.api_key)}}}
    quick.fault(mine, path=ACCOUNT, times=None)
    use_key(session, quick.other_api_key)
    quick.forget_requests()
    session.wait_until(lambda: asked_for(quick, session.jobs[job.id].generation_id) > 0)
    assert not session.jobs[job.id].elsewhere


def test_what_has_no_account_yet_waits_for_a_press_when_the_key_is_changed(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 503}, path=ACCOUNT, times=None)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].problem is not None)
    use_key(session, quick.other_api_key)
    session.wait_until(lambda: session.jobs[job.id].state is State.UNSENT)
    assert "key was changed" in session.jobs[job.id].problem.text
    quick.clear_faults()
    look(session)
    assert quick.ledger() == []
    session.submit_unsent(session.unsent)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert charged(quick) == ["other"]


# Two accounts on one folder


@pytest.mark.parametrize(
    "state", [State.QUEUED, State.SUBMITTING, State.UNCONFIRMED, State.RUNNING, State.UNSENT]
)
def test_what_another_account_left_is_shown_and_untouched(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, state: State
) -> None:
    theirs = open_session(key=quick.other_api_key)
    mine = account_of(quick, quick.api_key)
    job = image_job(state=state, account=mine, generation_id=mine if state is State.RUNNING else "")
    leave(theirs, job)
    before = rows(theirs)
    theirs.start_engine()
    theirs.wait_until(lambda: job.id in theirs.jobs and theirs.jobs[job.id].elsewhere)
    theirs.wait_until(lambda: theirs.jobs[job.id].problem.text == OTHER_ACCOUNT.text)
    theirs.engine.retry(job.id)
    theirs.engine.submit_again(job.id)
    theirs.engine.submit_unsent([job.id])
    theirs.engine.cancel(job.id)
    theirs.engine.dismiss(job.id)
    theirs.wait_until(lambda: theirs.jobs[job.id].dismissed)
    theirs.resume()
    theirs.wait_until_settled()
    assert theirs.unsent == []
    assert rows(theirs) == before
    assert {request["path"].rpartition("/")[2] for request in quick.requests()} == {"artists", "me"}


def test_what_is_paid_reaches_the_one_who_paid(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    first, running = open_session(), image_job("paid")
    first.start([running])
    first.wait_until(lambda: first.jobs[running.id].state is State.RUNNING)
    assert first.close()
    theirs = open_session(key=quick.other_api_key)
    theirs.start_engine()
    theirs.wait_until(lambda: running.id in theirs.jobs and theirs.jobs[running.id].elsewhere)
    quick.skip(600)
    mine = open_session()  # while the other Blender is open
    mine.start_engine()
    mine.wait_until(lambda: running.id in mine.jobs and mine.jobs[running.id].state is State.READY)
    theirs.wait_until(lambda: theirs.jobs[running.id].state is State.READY)
    assert charged(quick) == ["main"]


def test_equal_requests_of_two_accounts_are_not_mixed_up(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    keys = [quick.api_key, quick.other_api_key]
    jobs = [
        image_job("the same", state=State.UNCONFIRMED, account=account_of(quick, key), created_at=float(n))
        for n, key in enumerate(keys)
    ]
    request = {"artistId": jobs[0].parameters["artist_id"], "prompt": "the same"}
    made = [quick.call("POST", "/generations/image", request, key=key).json["generationId"] for key in keys]
    sessions = [open_session(key=key) for key in keys]
    leave(sessions[0], *jobs)
    for session, job, generation_id in zip(sessions, jobs, made, strict=True):
        session.start_engine()
        session.wait_until(partial(is_ready, session, job))
        assert session.jobs[job.id].generation_id == generation_id


def is_ready(session: Session, job: Job) -> bool:
    return job.id in session.jobs and session.jobs[job.id].state is State.READY


# Rows that name no account


def test_what_was_sent_belongs_to_the_account_that_can_read_it(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    request = {"artistId": image_job().parameters["artist_id"], "prompt": "a fox"}
    made = quick.call("POST", "/generations/image", request).json["generationId"]
    theirs = open_session(key=quick.other_api_key)
    job = image_job(state=State.RUNNING, generation_id=made)
    leave(theirs, job)
    theirs.start_engine()
    theirs.wait_until(lambda: job.id in theirs.jobs and theirs.jobs[job.id].elsewhere)
    assert theirs.jobs[job.id].problem.text == NOBODYS.text
    assert rows(theirs)[job.id] == (State.RUNNING, "", "")
    mine = open_session()
    mine.start_engine()
    mine.wait_until(lambda: job.id in mine.jobs and mine.jobs[job.id].state is State.READY)
    assert rows(mine)[job.id][1] == account_of(quick, quick.api_key)


def test_what_was_never_answered_is_not_taken_for_absent_by_an_account_that_may_not_be_its(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    request = {"artistId": image_job().parameters["artist_id"], "prompt": "a fox"}
    quick.call("POST", "/generations/image", request)
    theirs = open_session(key=quick.other_api_key)
    job = image_job(state=State.UNCONFIRMED)
    leave(theirs, job)
    theirs.start_engine()
    theirs.wait_until(lambda: job.id in theirs.jobs and theirs.jobs[job.id].problem is not None)
    theirs.wait_until(lambda: theirs.jobs[job.id].problem.text == NOBODYS.text)
    assert rows(theirs)[job.id] == (State.UNCONFIRMED, "", "")
    mine = open_session()
    mine.start_engine()
    mine.wait_until(lambda: job.id in mine.jobs and mine.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


@pytest.mark.parametrize("press", ["cancel", "dismiss", "retry"])
def test_what_may_be_anothers_is_not_touched_before_the_account_is_known(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, press: str
) -> None:
    quick.settings(image_delay=600)
    ended, job = open_session(), image_job()
    ended.start([job])
    ended.wait_until(lambda: ended.jobs[job.id].state is State.RUNNING)
    assert ended.close()
    before = rows(ended)
    quick.fault({"kind": "answer", "status": 503}, origin="api", path=ACCOUNT, times=None)
    other = open_session(key=quick.other_api_key)
    other.resume()
    other.wait_until(lambda: other.knows_recent)
    getattr(other.engine, press)(job.id)
    other.wait_until(lambda: any("not known yet" in text for text in other.notices))
    assert rows(ended) == before
    quick.clear_faults()
    quick.skip(600)
    assert other.close()
    look(ended := open_session())
    assert ended.wait(job.id).state is State.READY

# SPDX-License-Identifier: GPL-3.0-or-later
"""Two Blenders on one journal: each job has one owner, and a dead one's jobs are taken over."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import recovery
from antekirt_addon.jobs.job import Job, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.owner_lock import OwnerLock, remove_dead
from antekirt_addon.jobs.results_folder import ResultsFolder
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from tests.unit.jobs.conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sandbox.client import Sandbox


class Other:
    """Another Blender: a process that has submitted a job and looks after it until it is killed."""

    def __init__(self, settings: Settings, job: Job) -> None:
        self.job_id = job.id
        self._journal_path = ResultsFolder(settings.folder).journal_path
        self.pid = os.fork()
        if self.pid == 0:
            with suppress(BaseException):  # nothing of the parent's may run here, however this ends
                session = Session(settings, QUICK)
                session.start([job])
                session.wait_until(lambda: False)
            os._exit(1)
        results_folder = ResultsFolder(settings.folder)
        end = time.monotonic() + 20
        while _state(results_folder, job.id) is not State.RUNNING:
            assert time.monotonic() < end, "the other process did not get to work"
            time.sleep(0.02)

    def hang(self) -> None:
        """Stop the process between two writes: one stopped within a write shuts all out of the journal."""
        while True:
            os.kill(self.pid, signal.SIGSTOP)
            os.waitpid(self.pid, os.WUNTRACED)
            if self._is_journal_free():
                return
            os.kill(self.pid, signal.SIGCONT)
            time.sleep(0.02)

    def _is_journal_free(self) -> bool:
        with closing(sqlite3.connect(self._journal_path, timeout=0)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            connection.rollback()
        return True

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _state(results_folder: ResultsFolder, job_id: str) -> State | None:
    if not results_folder.journal_path.exists():
        return None
    journal = Journal(results_folder.journal_path)
    try:
        job = journal.get(job_id)
    finally:
        journal.close()
    return job.state if job else None


@pytest.fixture
def settings(quick: Sandbox, tmp_path: Path) -> Settings:
    quick.settings(image_delay=600)
    return Settings(quick.base_url, quick.api_key, tmp_path / "Antekirt", "antekirt-tests")


@pytest.fixture
def other(settings: Settings, image_job: Callable[..., Job]) -> Iterator[Other]:
    made = Other(settings, image_job())
    yield made
    with suppress(ProcessLookupError, ChildProcessError):
        made.kill()


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "CHECK_SECONDS", 0.2)


@pytest.mark.usefixtures("often")
def test_a_job_is_left_to_its_owner_and_taken_over_when_it_dies(
    other: Other, open_session: Callable[..., Session], quick: Sandbox
) -> None:
    session = open_session()
    session.start_engine()
    session.wait_until(lambda: session.knows_recent and bool(session.client.known_account))
    assert session.jobs[other.job_id].elsewhere
    session.engine.retry(other.job_id)
    session.engine.submit_again(other.job_id)
    session.wait_until(lambda: any("Another running Blender" in notice for notice in session.notices))
    assert session.jobs[other.job_id].elsewhere

    other.kill()
    session.wait_until(lambda: not session.jobs[other.job_id].elsewhere)
    quick.skip(600)
    assert session.wait(other.job_id).state is State.READY
    assert len(quick.ledger()) == 1


@pytest.mark.usefixtures("often")
def test_a_job_of_another_blender_is_followed_to_its_end(
    other: Other, open_session: Callable[..., Session], quick: Sandbox
) -> None:
    session = open_session()
    session.start_engine()
    session.wait_until(lambda: session.knows_recent)
    assert session.jobs[other.job_id].elsewhere
    quick.skip(600)
    session.wait_until(lambda: session.jobs[other.job_id].state is State.READY)
    assert not session.jobs[other.job_id].elsewhere
    assert session.results_folder.holds(session.jobs[other.job_id])
    assert len(quick.ledger()) == 1


def test_of_two_that_come_for_a_dead_ones_job_one_gets_it(
    other: Other, open_session: Callable[..., Session], quick: Sandbox
) -> None:
    other.kill()
    sessions = [open_session(), open_session()]
    for session in sessions:
        session.start_engine()
    for session in sessions:
        session.wait_until(partial(knows, session, other.job_id))
    while sorted(session.jobs[other.job_id].elsewhere for session in sessions) != [False, True]:
        for session in sessions:  # both ask whose key it is, before one of them takes the job
            session.pump()
    (owner,) = (session for session in sessions if not session.jobs[other.job_id].elsewhere)
    quick.skip(600)
    assert owner.wait(other.job_id).state is State.READY
    assert len(quick.ledger()) == 1


def knows(session: Session, job_id: str) -> bool:
    return session.knows_recent and job_id in session.jobs


def test_an_owner_that_only_hangs_keeps_its_job(
    other: Other, open_session: Callable[..., Session], quick: Sandbox
) -> None:
    other.hang()
    session = open_session()
    session.start_engine()
    session.wait_until(lambda: session.knows_recent)
    assert session.jobs[other.job_id].elsewhere
    os.kill(other.pid, signal.SIGCONT)
    assert len(quick.ledger()) == 1


def test_two_at_once_write_one_journal(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    sessions = [open_session(), open_session()]
    jobs = [[image_job(f"fox {number}") for _ in range(5)] for number, _ in enumerate(sessions)]
    for session, mine in zip(sessions, jobs, strict=True):
        session.start(mine)
    for session, mine in zip(sessions, jobs, strict=True):
        assert {session.wait(job.id).state for job in mine} == {State.READY}
    generations = {
        session.jobs[job.id].generation_id
        for session, mine in zip(sessions, jobs, strict=True)
        for job in mine
    }
    assert generations == {charge["generationId"] for charge in quick.ledger()}
    assert len(generations) == 10


def test_an_owner_is_alive_until_it_lets_go(tmp_path: Path) -> None:
    mine, other = OwnerLock(tmp_path), OwnerLock(tmp_path)
    assert mine.is_alive(mine.id)
    assert mine.is_alive(other.id)
    assert other.is_alive(mine.id)
    other.release()
    assert not mine.is_alive(other.id)
    assert not mine.is_alive("never there")
    left = tmp_path / "ended.lock"
    left.touch()
    assert not mine.is_alive("ended")
    assert not left.exists()
    mine.release()
    assert list(tmp_path.iterdir()) == []


def test_an_owner_whose_lock_cannot_be_opened_keeps_its_jobs(tmp_path: Path) -> None:
    (tmp_path / "somebody else's.lock").mkdir()
    lock = OwnerLock(tmp_path)
    assert lock.is_alive("somebody else's")
    lock.release()


def test_what_dead_owners_left_is_removed(tmp_path: Path) -> None:
    mine, other = OwnerLock(tmp_path), OwnerLock(tmp_path)
    for number in range(3):
        (tmp_path / f"ended {number}.lock").touch()
    (tmp_path / "something else").touch()
    remove_dead(tmp_path)
    left = {mine.id + ".lock", other.id + ".lock", "something else"}
    assert {path.name for path in tmp_path.iterdir()} == left
    assert mine.is_alive(other.id)
    assert other.is_alive(mine.id)
    mine.release()
    other.release()


def test_a_start_removes_what_dead_owners_left(session: Session) -> None:
    session.results_folder.prepare()
    left = session.results_folder.owners / "ended.lock"
    left.touch()
    session.start_engine()
    session.wait_until(lambda: not left.exists())
    assert len(list(left.parent.iterdir())) == 1, "its own"


def test_a_starting_owner_keeps_its_file_while_others_remove_what_is_dead(tmp_path: Path) -> None:
    """A file that was made and is not locked yet looks like that of a dead owner."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):  # until it is killed
            while True:
                remove_dead(tmp_path)
        os._exit(1)
    other = OwnerLock(tmp_path)
    try:
        for _ in range(500):
            lock = OwnerLock(tmp_path)
            assert other.is_alive(lock.id)
            lock.release()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        other.release()

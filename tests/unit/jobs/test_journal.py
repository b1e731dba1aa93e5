# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal is locked, damaged, of another version, or of another time."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import journal_file
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.job_json import to_json
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.results_folder import ResultsFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

YEAR = 365 * 86400.0  # seconds


@pytest.fixture
def results_folder(tmp_path: Path) -> ResultsFolder:
    made = ResultsFolder(tmp_path / "Antekirt")
    made.prepare()
    return made


@pytest.fixture
def journal(results_folder: ResultsFolder) -> Iterator[Journal]:
    made = Journal(results_folder.journal_path)
    yield made
    made.close()


def written(results_folder: ResultsFolder) -> dict[str, Job]:
    made = Journal(results_folder.journal_path)
    try:
        return {job.id: job for job in made.recent(100)}
    finally:
        made.close()


# Recent


def test_a_problem_is_recent_until_it_is_put_aside(journal: Journal) -> None:
    absent = Job(Kind.IMAGE, {}, "https://antekirt.com", state=State.ABSENT, created_at=1.0)
    waiting = Job(
        Kind.SVG, {}, "https://antekirt.com", state=State.WAITING, parent_id=absent.id, created_at=2.0
    )
    ready = [
        Job(Kind.IMAGE, {}, "https://antekirt.com", state=State.READY, created_at=3.0 + n) for n in range(9)
    ]
    for job in (absent, waiting, *ready):
        journal.save(job, "somebody")
    assert [job.id for job in journal.recent(2)] == [ready[8].id, ready[7].id, waiting.id, absent.id]
    journal.save(replace(absent, dismissed=True), "somebody")
    assert [job.id for job in journal.recent(2)] == [ready[8].id, ready[7].id, waiting.id]


# Locked


@pytest.fixture
def lock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], sqlite3.Connection]]:
    """Hold a journal as another program may, say one that makes a backup."""
    monkeypatch.setattr(journal_file, "BUSY_SECONDS", 0.1)
    held: list[sqlite3.Connection] = []

    def hold(path: Path) -> sqlite3.Connection:
        held.append(sqlite3.connect(path, isolation_level=None))
        held[-1].execute("BEGIN IMMEDIATE")
        return held[-1]

    yield hold
    for connection in held:
        connection.close()


def test_a_locked_journal_costs_nothing(
    session: Session,
    run: Callable[[Job], Job],
    image_job: Callable[..., Job],
    quick: Sandbox,
    lock: Callable[[Path], sqlite3.Connection],
) -> None:
    run(image_job())
    held = lock(session.results_folder.journal_path)
    done = run(image_job())
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "locked" in done.problem.text
    assert len(quick.ledger()) == 1
    held.close()
    assert run(image_job()).state is State.READY


def test_a_journal_that_is_locked_before_the_submit_costs_nothing(
    session: Session,
    image_job: Callable[..., Job],
    quick: Sandbox,
    lock: Callable[[Path], sqlite3.Connection],
) -> None:
    quick.fault({"kind": "delay", "seconds": 1}, origin="api", method="GET", path="*/generations")
    job = image_job()
    session.start([job])
    session.wait_until(lambda: any("/generations" in asked["path"] for asked in quick.requests()))
    held = lock(session.results_folder.journal_path)
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "locked" in done.problem.text
    assert quick.ledger() == []
    held.close()


def test_what_was_told_as_not_sent_is_not_sent_after_a_kill(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    quick: Sandbox,
    lock: Callable[[Path], sqlite3.Connection],
) -> None:
    """The journal was locked when that was to be written, and says to this day that it is to be sent."""
    quick.fault({"kind": "delay", "seconds": 1}, origin="api", method="GET", path="*/generations")
    first, job = open_session(), image_job()
    child = os.fork()
    if not child:
        with suppress(BaseException):  # nothing of the parent's may run here
            first.start([job])
            os._exit(first.wait(job.id).state is State.FAILED)
        os._exit(2)
    while not any("/generations" in asked["path"] for asked in quick.requests()):
        time.sleep(0.01)
    held = lock(first.results_folder.journal_path)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    held.close()
    assert written_state(first.results_folder, job) is State.QUEUED
    second = open_session()
    second.resume()
    second.wait_until_settled()
    assert (second.jobs[job.id].state, second.has_left_over, quick.ledger()) == (State.UNSENT, True, [])
    second.submit_unsent(second.unsent)
    assert second.wait(job.id).state is State.READY
    assert len(quick.ledger()) == 1


def test_a_journal_that_is_locked_for_a_while_catches_up(
    session: Session,
    image_job: Callable[..., Job],
    quick: Sandbox,
    lock: Callable[[Path], sqlite3.Connection],
) -> None:
    quick.settings(image_delay=0.5)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    held = lock(session.results_folder.journal_path)
    assert session.wait(job.id).state is State.READY
    assert written_state(session.results_folder, job) is State.RUNNING
    assert any("locked" in notice for notice in session.notices)
    held.close()
    session.wait_until(lambda: written_state(session.results_folder, job) is State.READY)


def written_state(results_folder: ResultsFolder, job: Job) -> State:
    """Read past any lock."""
    with sqlite3.connect(results_folder.journal_path) as connection:
        (body,) = connection.execute("SELECT body FROM job WHERE id = ?", (job.id,)).fetchone()
    connection.close()
    return State(json.loads(body)["state"])


# Damaged, or of a newer version


def scribble(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 100)


def truncate(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def age(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def replace_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE job; CREATE TABLE job (other TEXT)")
    connection.close()


def damage(path: Path) -> None:
    """Where the jobs are, which is not read when the journal is opened."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'job'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


@pytest.mark.parametrize("spoil", [scribble, truncate, age, replace_table, damage])
def test_an_unreadable_journal_is_set_aside_and_what_was_paid_for_is_fetched_again(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    quick: Sandbox,
    spoil: Callable[[Path], None],
) -> None:
    quick.settings(credits={"poor": 100})
    first = open_session(key=quick.poor_api_key)
    job = image_job()
    first.start([job])
    paid = first.wait(job.id)
    assert first.close()

    path = first.results_folder.journal_path
    spoil(path)
    before = path.read_bytes()
    second = open_session(key=quick.poor_api_key)
    second.start_engine()
    second.wait_until(
        lambda: any(found.generation_id == paid.generation_id for found in second.jobs.values())
    )
    second.wait_until_settled()
    found = {job.generation_id: job for job in second.jobs.values()}[paid.generation_id]
    assert (found.state, found.free) == (State.READY, True)
    assert [(file.path, file.sha256) for file in found.files] == [
        (file.path, file.sha256) for file in paid.files
    ]
    (aside,) = path.parent.glob("journal-set-aside-*.sqlite")
    assert aside.read_bytes() == before
    assert any(aside.name in notice for notice in second.notices)
    assert len(quick.ledger()) == 1


def test_two_journals_set_aside_in_one_second_are_both_kept(results_folder: ResultsFolder) -> None:
    for number in range(3):
        results_folder.journal_path.write_bytes(b"junk %d" % number * 100)
        Journal(results_folder.journal_path).close()
    kept = {path.read_bytes()[:6] for path in results_folder.folder.glob("journal-set-aside-*.sqlite")}
    assert kept == {b"junk 0", b"junk 1", b"junk 2"}


def test_a_journal_of_a_newer_addon_with_the_same_table_is_read(
    journal: Journal, results_folder: ResultsFolder
) -> None:
    job = Job(Kind.IMAGE, {"artist_id": "a", "prompt": "x"}, "https://example.com")
    journal.save(job, "me")
    with sqlite3.connect(results_folder.journal_path) as connection:
        body = json.dumps(to_json(job) | {"a_field_of_tomorrow": [1, 2]})
        connection.execute("UPDATE job SET body = ?", (body,))
    connection.close()
    assert written(results_folder) == {job.id: job}


# Of another time


@pytest.mark.parametrize("skew", [-YEAR, -3600.0, 3600.0, YEAR])
def test_a_clock_that_was_set_does_no_harm(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, skew: float
) -> None:
    quick.settings(image_delay=0.5)
    first = open_session()
    job = image_job()
    first.start([job])
    first.wait_until(lambda: first.jobs[job.id].state is State.RUNNING)
    assert first.close()
    change_times(first.results_folder, job.id, skew)

    second = open_session()
    second.start_engine()
    second.wait_until_settled()
    done = second.jobs[job.id]
    assert done.state is State.READY
    assert 0 <= done.took_seconds <= 3600 + 60
    assert len(quick.ledger()) == 1


def change_times(results_folder: ResultsFolder, job_id: str, skew: float) -> None:
    made = Journal(results_folder.journal_path)
    job = made.get(job_id)
    assert job
    assert abs(job.submitted_at - time.time()) < 60
    made.save(replace(job, submitted_at=job.submitted_at + skew, created_at=job.created_at + skew), "gone")
    made.close()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Several Blenders on one journal, at the same moment: nothing has two owners, and nothing is overlooked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import file_system, journal_file
from antekirt_addon.jobs.job import UNFINISHED, Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SERVICE = "https://antekirt.com"


@pytest.fixture(params=["ext4", "nfs4"])
def open_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Callable[[], Journal]]:
    """On a disk of the machine, and on one that another machine may be at, too."""
    monkeypatch.setattr(journal_file, "BUSY_SECONDS", 0.05)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"27 1 254:0 / / rw - {request.param} /dev/vda rw\n")
    monkeypatch.setattr(file_system, "MOUNTS", str(mounts))
    opened: list[Journal] = []

    def open_one() -> Journal:
        opened.append(Journal(tmp_path / "journal.sqlite"))
        return opened[-1]

    yield open_one
    for journal in opened:
        journal.close()


@pytest.fixture
def journal(open_journal: Callable[[], Journal]) -> Journal:
    return open_journal()


def job(state: State, **fields: object) -> Job:
    return Job(Kind.IMAGE, {}, SERVICE, state=state, **fields)


def dead(_owner: str) -> bool:
    return False


def alive(_owner: str) -> bool:
    return True


def test_while_one_claims_no_other_can(open_journal: Callable[[], Journal]) -> None:
    mine, other = open_journal(), open_journal()
    left = job(State.RUNNING)
    mine.save(left, "gone")

    def looks_while_the_other_comes(_owner: str) -> bool:
        with pytest.raises(FileProblem, match="locked"):
            other.claim("other", dead, SERVICE)
        with pytest.raises(FileProblem, match="locked"):
            other.take(left.id, "other", dead)
        return False

    assert mine.claim("me", looks_while_the_other_comes, SERVICE) == [left]
    assert other.claim("other", alive, SERVICE) == []


def test_what_is_claimed_has_a_new_owner(journal: Journal) -> None:
    left = job(State.RUNNING)
    journal.save(left, "gone")
    assert journal.claim("me", dead, SERVICE) == [left]
    assert journal.claim("me", dead, SERVICE) == [], "mine already"
    assert journal.claim("other", lambda owner: owner == "me", SERVICE) == []


def test_all_that_is_unfinished_is_claimed_the_oldest_first(journal: Journal) -> None:
    jobs = [job(state, created_at=100.0 - number) for number, state in enumerate(State)]
    for each in jobs:
        journal.save(each, "gone")
    journal.save(job(State.RUNNING, created_at=1.0), "alive")
    journal.save(replace(job(State.RUNNING, created_at=2.0), service="https://example.com"), "gone")
    journal.save(job(State.ABSENT, created_at=3.0, dismissed=True), "gone")
    claimed = journal.claim("me", lambda owner: owner == "alive", SERVICE)
    assert claimed == [each for each in reversed(jobs) if each.state in UNFINISHED | {State.ABSENT}]


@pytest.mark.parametrize("state", State)
def test_a_job_is_taken_unless_a_living_owner_is_at_work_on_it(journal: Journal, state: State) -> None:
    each = job(state)
    journal.save(each, "other")
    at_work = state in UNFINISHED
    assert journal.take(each.id, "me", alive) == replace(each, elsewhere=at_work)
    assert journal.take(each.id, "me", dead) == each
    assert journal.take(each.id, "me", alive) == each, "mine by now"
    assert journal.take("unknown", "me", dead) is None


def test_equal_requests_are_sought_among_those_of_all_blenders(journal: Journal) -> None:
    jobs = [job(state, created_at=100.0 - number) for number, state in enumerate(State)]
    others = [
        replace(job(State.UNCONFIRMED), service="https://example.com"),
        replace(job(State.UNCONFIRMED), kind=Kind.SVG, parameters={"image_index": 0}),
    ]
    for number, each in enumerate([*jobs, *others]):
        journal.save(each, f"owner {number}")
    sought = [each.state for each in journal.unconfirmed_images(SERVICE)]
    assert sought == [State.UNCONFIRMED, State.SUBMITTING]


def test_what_was_brought_for_nothing_may_be_what_was_paid_for(journal: Journal) -> None:
    """An import of a generation does not make it known: the paid job that seeks it shall find it."""
    journal.save(job(State.READY, generation_id="paid"), "me")
    journal.save(job(State.READY, generation_id="imported", free=True), "me")
    journal.save(job(State.UNCONFIRMED), "me")
    assert journal.generation_ids() == {"paid"}


def test_a_journal_that_another_program_holds_is_not_set_aside(
    open_journal: Callable[[], Journal], tmp_path: Path
) -> None:
    first, left = open_journal(), job(State.RUNNING)
    first.save(left, "me")
    first.close()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileProblem, match="locked"):
            open_journal()
    assert not list(tmp_path.glob("*set-aside*"))
    second = open_journal()
    assert second.set_aside is None
    assert second.get(left.id) == left


def test_that_jobs_are_missing_is_known_until_the_service_was_asked(
    open_journal: Callable[[], Journal], tmp_path: Path
) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"junk" * 500)
    first = open_journal()
    assert first.is_incomplete
    first.close()
    second = open_journal()
    assert second.set_aside is None
    assert second.is_incomplete
    second.is_incomplete = False
    second.close()
    assert not open_journal().is_incomplete


def test_what_a_newer_addon_is_just_writing_is_set_aside_whole(
    open_journal: Callable[[], Journal], tmp_path: Path
) -> None:
    """SQLite keeps what was written last in a file beside the journal while somebody has it open."""
    first, left = open_journal(), job(State.RUNNING)
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as newer:
        newer.execute("PRAGMA wal_autocheckpoint = 0")
        newer.execute("PRAGMA user_version = 99")
        newer.commit()
        first.save(left, "me")
        second = open_journal()
        assert second.set_aside is not None
        assert second.recent(10) == []
        with closing(sqlite3.connect(second.set_aside)) as aside:
            assert aside.execute("PRAGMA user_version").fetchone() == (99,)
            assert aside.execute("SELECT id FROM job").fetchall() == [(left.id,)]

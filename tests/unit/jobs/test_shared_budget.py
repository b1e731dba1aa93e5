# SPDX-License-Identifier: GPL-3.0-or-later
"""What all seats on one folder may spend together: counted once, also when one is killed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api import transport
from antekirt_addon.jobs import spending_ledger
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import Problem, Remedy
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from antekirt_addon.jobs.shared_budget import BudgetSpent, SharedBudget, Spent, day_of
from tests.unit.jobs.conftest import QUICK
from tests.utc_day import begin_within_a_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.client import Sandbox

SEAT = Path(__file__).with_name("seat_target.py")
SERVICE = "https://antekirt.com"
NOON = 1_764_417_600.0  # 2025-11-29, 12:00 UTC
BUDGET = SharedBudget(per_day=10, per_project=20, contact="Ada")


def sent(number: int = 0, **fields: object) -> Job:
    """A picture's request that is about to leave: 3 credits."""
    made = Job(Kind.IMAGE, {}, SERVICE, id=str(number), **fields)
    return replace(made, state=State.SUBMITTING, submitted_at=NOON + number)


# What is said


def test_the_last_credit_can_be_spent_and_what_is_told_else() -> None:
    assert BUDGET.hindrance(Spent(7, 17, "fox", NOON), 3) == ""
    assert BUDGET.hindrance(Spent(99, 99, "fox", NOON), 0) == "", "what is free is never too dear"
    told = BUDGET.hindrance(Spent(8, 8, "fox", NOON), 3)
    for part in ("10 credits", "8 spent", "2 left", "3 needed", "00:00 UTC", "Ask Ada"):
        assert part in told
    assert "“fox”" in BUDGET.hindrance(Spent(0, 18, "fox", NOON), 3)
    assert "no project" in BUDGET.hindrance(Spent(0, 18, "", NOON), 3)
    assert (BUDGET.left(Spent(4, 19)), SharedBudget().left(Spent(4, 19))) == (1, None)
    assert SharedBudget(per_day=0).hindrance(Spent(), 3), "0 is nothing, not any number"


def test_it_is_told_when_that_is_by_the_clock_on_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone, told in (("UTC0", "00:00"), ("CET-1", "01:00"), ("IST-5:30", "05:30")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert Spent(now=NOON).renewed_at == told
    monkeypatch.undo()
    time.tzset()


# What is counted


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with closing(Journal(tmp_path / "journal.sqlite")) as opened:
        yield opened


def spent(journal: Journal, project: str = "", now: float = NOON) -> tuple[int, int]:
    found = spending_ledger.spent(journal._path, project, now)  # noqa: SLF001
    assert found
    return found.today, found.on_project


def test_a_request_counts_from_the_moment_it_may_leave(journal: Journal) -> None:
    assert journal.save_if_free(sent(project="fox"), "me", BUDGET, NOON)
    assert (spent(journal, "fox"), spent(journal, "hen")) == ((3, 3), (3, 0))


def test_two_seats_cannot_both_have_the_last_credits(journal: Journal) -> None:
    with closing(Journal(journal._path)) as other:  # noqa: SLF001
        for number in range(3):
            assert (journal, other)[number % 2].save_if_free(sent(number), "me", BUDGET, NOON)
        with pytest.raises(BudgetSpent, match="1 left, 3 needed"):
            other.save_if_free(sent(9), "me", BUDGET, NOON)
        assert journal.get("9") is None, "nothing of it is written"
        assert journal.save_if_free(sent(9), "me", None, NOON), "a seat without a budget is counted, too"
    assert spent(journal) == (12, 12)


def test_a_day_is_one_of_utc_and_a_project_goes_on(journal: Journal) -> None:
    assert day_of(NOON) == "2025-11-29"
    for number in range(3):
        journal.save_if_free(sent(number, project="fox"), "me", BUDGET, NOON)
    night = NOON + 12 * 3600
    with pytest.raises(BudgetSpent, match="today"):
        journal.save_if_free(sent(3, project="fox"), "me", BUDGET, night - 1)
    for number in range(3, 6):
        journal.save_if_free(sent(number, project="fox"), "me", BUDGET, night)
    with pytest.raises(BudgetSpent, match=r"“fox” is 20 credits.*2 left"):
        journal.save_if_free(sent(6, project="fox"), "me", BUDGET, night + 86400)
    assert journal.save_if_free(sent(6, project="hen"), "me", BUDGET, night + 86400)


@pytest.mark.parametrize(
    ("fate", "took"),
    [
        (sent().to(State.RUNNING, credits_used=3), 3),
        (sent().to(State.RUNNING, credits_used=2), 2),
        (sent().to(State.UNCONFIRMED), 3),
        (sent().to(State.UNCONFIRMED).to(State.ABSENT), 0),
        (sent().to(State.UNCONFIRMED).to(State.ABSENT).to(State.RUNNING, credits_used=3), 3),
        (sent().to(State.QUEUED), 0),
        (sent().to(State.FAILED, problem=Problem("refused", charged=False)), 0),
        (sent().to(State.CANCELLED, problem=Problem("too late", charged=True)), 3),
        (sent().to(State.CANCELLED, problem=Problem("who knows", charged=None)), 3),
        (sent().not_taken(), 0),
        (sent().to(State.RUNNING).to(State.HELD), 3),
    ],
)
def test_what_a_request_took_is_set_right_once_it_is_known(journal: Journal, fate: Job, took: int) -> None:
    journal.save_if_free(sent(), "me", BUDGET, NOON)
    journal.save(fate, "me")
    assert spent(journal) == (took, took)


def test_each_request_of_a_job_counts_by_itself(journal: Journal) -> None:
    journal.save_if_free(sent(), "me", BUDGET, NOON)
    journal.save(sent().to(State.UNCONFIRMED).to(State.ABSENT), "me")
    again = replace(sent(), submitted_at=NOON + 60)
    journal.save_if_free(again, "me", BUDGET, NOON + 60)
    journal.save(again.to(State.RUNNING, credits_used=3), "me")
    assert spent(journal) == (3, 3)


def test_a_journal_that_knows_no_spending_gets_to_know_it(tmp_path: Path) -> None:
    data = Path(__file__).resolve().parents[2] / "data" / "journal-0.1.0.sqlite"
    path = tmp_path / "journal.sqlite"
    path.write_bytes(data.read_bytes())
    assert spending_ledger.spent(path, "", NOON) is None
    with closing(Journal(path)) as journal:
        journal.save_if_free(sent(), "me", BUDGET, NOON)
        assert spent(journal) == (3, 3)


def test_what_was_counted_outlives_a_damaged_list_of_jobs(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with closing(Journal(path)) as journal:
        for number in range(3):
            journal.save_if_free(sent(number, project="fox"), "me", BUDGET, NOON)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'job'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with closing(Journal(path, damaged=True)) as journal:
        assert journal.set_aside
        assert (list(journal.all()), spent(journal, "fox")) == ([], (9, 9))
        with pytest.raises(BudgetSpent):
            journal.save_if_free(sent(3), "me", BUDGET, NOON)
    path.write_bytes(b"no database at all" * 100)
    with closing(Journal(path)) as journal:
        assert (bool(journal.set_aside), spent(journal, "fox")) == (True, (0, 0))


# Killed


@pytest.mark.parametrize(("instant", "counted"), [("before", 0), ("after", 3)])
def test_what_is_killed_in_the_midst_counts_as_it_is_written(
    tmp_path: Path, instant: str, counted: int
) -> None:
    program = f"""
import os, signal, sys
from pathlib import Path
from antekirt_addon.jobs.journal import Journal
from tests.unit.jobs.test_shared_budget import BUDGET, NOON, sent

def die(*_): os.kill(os.getpid(), signal.SIGKILL)
journal = Journal(Path({str(tmp_path)!r}) / "journal.sqlite")
if {instant!r} == "before":
    journal._insert = die
journal.save_if_free(sent(), "me", BUDGET, NOON)
die()
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, cwd=SEAT.parents[3], timeout=60)
    assert done.returncode == -signal.SIGKILL
    with closing(Journal(tmp_path / "journal.sqlite")) as journal:
        assert spent(journal) == (counted, counted)
        assert (journal.get("0") is not None) is bool(counted)


# Seats at work


@pytest.fixture
def settings(quick: Sandbox, tmp_path: Path) -> Settings:
    begin_within_a_day()
    (tmp_path / "share").mkdir()
    return Settings(
        quick.base_url, quick.api_key, tmp_path / "share", "antekirt-tests", budget=SharedBudget(per_day=7)
    )


@pytest.fixture
def seat(settings: Settings) -> Iterator[Session]:
    session = Session(settings, QUICK)
    yield session
    assert session.close()


def test_seats_in_processes_of_their_own_spend_what_they_may_and_no_more(
    settings: Settings, quick: Sandbox
) -> None:
    arguments = [settings.base_url, quick.api_key, str(settings.folder), "7", "2"]
    seats = [
        subprocess.Popen(
            [sys.executable, str(SEAT), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for each in seats:
        assert each.stdout
        assert each.stdout.readline() == "ready\n"
    told = [line for each in seats for line in each.communicate("go\n", timeout=120)[0].splitlines()]
    assert sorted(told) == ["failed None"] * 2 + ["ready 3"] * 2
    assert sum(entry["credits"] for entry in quick.ledger()) == 6


def test_what_goes_over_it_is_not_sent_and_told(
    seat: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    jobs = [image_job(f"fox {number}", batch="all") for number in range(4)]
    seat.start(jobs)
    done = [seat.wait(job.id) for job in jobs]
    assert [job.state for job in done] == [State.READY, State.READY, State.FAILED, State.UNSENT]
    refused = done[2].problem
    assert refused
    assert "6 spent, 1 left" in refused.text
    assert (refused.charged, refused.remedy, done[2].can_be_sent) == (False, Remedy.SUBMIT_AGAIN, True)
    assert len(quick.ledger()) == 2
    seat.learn_seats()
    assert "1 left" in seat.budget.beyond_shared(3)
    with pytest.raises(BudgetSpent):
        seat.budget.check(3, limit=0)


def test_what_waits_to_be_sent_is_not_left_to_others(seat: Session, image_job: Callable[..., Job]) -> None:
    seat.learn_seats()
    assert (seat.budget.beyond_shared(3), "7 left" in seat.budget.beyond_shared(8)) == ("", True)
    seat.start([seat_job := image_job()])
    seat.wait(seat_job.id)
    seat.learn_seats()
    waiting = image_job()
    seat.purse.begin([waiting.id])
    seat.jobs[waiting.id] = waiting
    assert "1 left" in seat.budget.beyond_shared(3)


def test_a_job_is_counted_for_the_project_it_was_begun_in(
    settings: Settings, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    session = Session(replace(settings, budget=SharedBudget(per_project=4)), QUICK)
    for project, state in (("fox", State.READY), ("fox", State.FAILED), ("hen", State.READY)):
        session.project = project
        session.start([job := image_job()])
        assert session.wait(job.id).state is state
    assert session.close()
    assert len(quick.ledger()) == 2


def test_a_share_that_is_not_there_is_not_made(
    settings: Settings, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    settings.folder.rmdir()
    session = Session(settings, QUICK)
    session.start([job := image_job()])
    done = session.wait(job.id)
    assert done.problem
    assert "is not there" in done.problem.text
    assert (done.problem.charged, quick.ledger(), settings.folder.exists()) == (False, [], False)
    assert session.close()


def test_a_share_that_goes_away_in_the_midst_is_not_made_anew(
    seat: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    seat.start([first := image_job()])
    assert seat.wait(first.id).state is State.READY
    folder = seat.settings.folder
    away = folder.rename(folder.with_name("away"))
    seat.start([job := image_job()])
    problem = seat.wait(job.id).problem
    assert problem
    assert "is not there" in problem.text
    assert (problem.charged, len(quick.ledger()), folder.exists()) == (False, 1, False)
    away.rename(folder)


def test_the_day_is_the_services_and_not_that_of_a_clock_that_is_wrong(
    seat: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, wrong = time.time, SimpleNamespace(time=lambda: time.time() - 86400 * 3, monotonic=time.monotonic)
    monkeypatch.setattr(transport, "time", wrong)
    assert seat.client.transport.now() < right() - 86400
    seat.client.account()
    assert abs(seat.client.transport.now() - right()) < 10

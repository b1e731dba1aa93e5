# SPDX-License-Identifier: GPL-3.0-or-later
"""A batch: one press, written as a whole, with so many jobs under way at once; none is paid for twice."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.job import AT_THE_SERVICE, State
from antekirt_addon.jobs.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from antekirt_addon.jobs.job import Job
    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


def rows(image_job: Callable[..., Job], count: int, at_once: int) -> list[Job]:
    return [image_job(f"row {number}", batch="b", at_once=at_once) for number in range(count)]


def states(session: Session, jobs: list[Job]) -> list[State]:
    return [session.jobs[job.id].state for job in jobs]


def charged(quick: Sandbox) -> int:
    return len(quick.ledger())


def test_so_many_are_under_way_at_once(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    jobs, most = rows(image_job, 5, at_once=2), []
    session.on_job = lambda _job: most.append(sum(state in AT_THE_SERVICE for state in states(session, jobs)))
    session.start(jobs)
    session.wait_until_settled()
    assert states(session, jobs) == [State.READY] * 5
    assert (max(most), charged(quick)) == (2, 5)


def test_after_a_kill_what_was_sent_goes_on_and_the_rest_is_sent_once_by_a_press(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, tmp_path: Path
) -> None:
    """The folder as it is at an instant is what a killed process leaves."""
    quick.settings(image_delay=600)
    first, jobs = open_session(), rows(image_job, 4, at_once=2)
    first.start(jobs)
    first.wait_until(lambda: states(first, jobs).count(State.RUNNING) == 2)
    killed = tmp_path / "killed"
    shutil.copytree(first.results_folder.folder, killed, ignore=shutil.ignore_patterns("*.lock"))
    assert first.close()
    second = open_session(folder=killed)
    second.resume()
    second.wait_until(lambda: second.knows_left)
    assert sorted(states(second, jobs)) == [State.RUNNING] * 2 + [State.UNSENT] * 2
    assert charged(quick) == 2
    second.submit_unsent(second.unsent)
    quick.skip(600)
    quick.settings(image_delay=0.1)
    second.wait_until_settled()
    assert (states(second, jobs), charged(quick)) == ([State.READY] * 4, 4)


def test_stopped_between_two_the_rest_waits_for_a_press(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    jobs = rows(image_job, 3, at_once=1)
    session.start(jobs)
    session.wait_until(lambda: session.jobs[jobs[0].id].state is State.RUNNING)
    session.engine.keep_unsent([job.id for job in jobs])
    session.wait_until(lambda: session.jobs[jobs[2].id].state is State.UNSENT)
    assert (states(session, jobs)[:2], session.promised) == ([State.RUNNING, State.UNSENT], 0)
    quick.skip(600)
    assert session.wait(jobs[0].id).state is State.READY
    assert (states(session, jobs)[1:], charged(quick)) == ([State.UNSENT] * 2, 1)


def test_without_credits_the_others_are_not_tried(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(credits={"main": 4})
    jobs = rows(image_job, 5, at_once=1)
    session.start(jobs)
    session.wait_until_settled()
    assert states(session, jobs) == [State.READY, State.FAILED, *[State.UNSENT] * 3]
    assert "was stopped before this was sent" in session.jobs[jobs[4].id].problem.text
    assert [request["method"] for request in quick.requests()].count("POST") == 2


def test_all_of_a_press_is_written_or_nothing(image_job: Callable[..., Job], tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    with pytest.raises(TypeError):
        journal.begin_all([image_job("a"), image_job("b", purpose={"never": object()})], "me")
    assert list(journal.all()) == []
    journal.close()


def test_a_press_that_cannot_be_written_whole_is_not_begun(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    jobs = rows(image_job, 3, at_once=2)
    session.start([*jobs, image_job("", batch="b")])
    session.wait_until_settled()
    assert states(session, jobs) == [State.FAILED] * 3
    assert charged(quick) == 0


def test_what_two_begin_at_the_same_moment_is_paid_for_once(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    first, second = open_session(), open_session()
    jobs = [image_job(f"row {number}", batch="b", at_once=2, id=f"b{number}") for number in range(3)]
    first.start(jobs)
    first.wait_until(lambda: State.QUEUED not in states(first, jobs[:1]))
    second.start([*jobs, image_job("one more", batch="b", id="b3")])
    first.wait_until_settled()
    second.wait_until(lambda: bool(second.notices))
    second.resume()
    second.wait_until_settled()
    assert sorted(charge["body"]["prompt"] for charge in quick.ledger()) == ["row 0", "row 1", "row 2"]
    assert "Nothing was sent here" in second.notices[0]
    assert second.jobs["b3"].state is State.FAILED
    assert states(second, jobs) == [State.READY] * 3
    assert (second.spent, second.promised) == (0, 0)


def test_a_press_made_twice_is_one(session: Session, image_job: Callable[..., Job], quick: Sandbox) -> None:
    jobs = [image_job(f"row {number}", batch="b", at_once=2, id=f"b{number}") for number in range(3)]
    session.start(jobs)
    session.start(jobs)
    session.wait_until_settled()
    assert (states(session, jobs), charged(quick)) == ([State.READY] * 3, 3)

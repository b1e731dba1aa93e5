# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist chooses another folder: what is under way ends in the old one, what is held in the new one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

FULL = {"kind": "answer", "status": 403}  # any download that fails for good


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return tmp_path / "Another"


def written(folder: Path) -> dict[str, State]:
    with closing(Journal(folder / "journal.sqlite")) as journal:
        return {job.id: job.state for job in journal.recent(100)}


def test_a_job_under_way_keeps_its_folder(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, other: Path
) -> None:
    quick.settings(image_delay=600)
    before, job = session.settings, image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    session.configure(replace(before, folder=other))
    session.configure(replace(before, folder=other))
    assert session.settings == before
    assert session.notices == [
        f"Jobs under way end in {before.folder}. {other} is used for what comes after them."
    ]
    quick.skip(600)
    assert session.wait(job.id).state is State.READY
    assert session.results_folder.holds(session.jobs[job.id])
    assert not other.exists()
    session.configure(replace(before, folder=other))
    assert session.results_folder.folder == other
    assert session.jobs == {}
    assert written(before.folder) == {job.id: State.READY}


def test_what_is_held_is_fetched_into_the_new_folder(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, other: Path
) -> None:
    ready = run(image_job("a fox that is there"))
    quick.fault(FULL, origin="cdn", times=None)
    held = run(image_job())
    assert held.state is State.HELD
    quick.clear_faults()
    session.configure(replace(session.settings, folder=other))
    assert session.jobs[held.id].state is State.RUNNING
    done = session.wait(held.id)
    assert (done.state, done.credits_used, done.free) == (State.READY, 3, False)
    assert session.results_folder.holds(done)
    assert session.results_folder.folder == other
    assert ready.id not in session.jobs
    session.wait_until(lambda: written(other) == {held.id: State.READY})
    assert session.spent == 6
    assert len(quick.ledger()) == 2


def test_what_another_blender_holds_is_left_to_it(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, other: Path
) -> None:
    quick.fault(FULL, origin="cdn", times=None)
    first, second, job = open_session(), open_session(), image_job()
    first.start([job])
    assert first.wait(job.id).state is State.HELD
    second.start_engine()
    second.wait_until(lambda: second.knows_recent)
    assert second.jobs[job.id].elsewhere
    second.configure(replace(second.settings, folder=other))
    assert second.jobs == {}
    quick.clear_faults()


def test_only_a_free_job_is_fetched_and_only_a_paid_one_sent(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    free = Job(
        Kind.IMAGE, {}, image.service, free=True, state=State.RUNNING, generation_id=image.generation_id
    )
    paid = image_job("another fox")
    session.start([free, paid])
    assert [session.wait(job.id).state for job in (free, paid)] == [State.READY] * 2
    assert [charge["body"]["prompt"] for charge in quick.ledger()] == ["a fox", "another fox"]

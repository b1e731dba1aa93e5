# SPDX-License-Identifier: GPL-3.0-or-later
"""Another key, another address, another Blender's jobs, a lost journal: each job goes on where it can."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.journal import Journal
from antekirt_addon.jobs.problem import OTHER_SERVICE
from antekirt_addon.jobs.results_folder import ResultsFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ELSEWHERE = "http://localhost:9"  # nobody answers there


# Another key or address


def test_what_is_held_for_a_wrong_key_goes_on_with_the_right_one(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    right, job = session.settings, image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    session.configure(replace(right, key="ak_wrong"))
    session.wait_until(lambda: session.jobs[job.id].state is State.HELD)
    quick.skip(600)
    session.configure(right)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_a_job_waits_for_the_address_that_it_belongs_to(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    right, job = session.settings, image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    session.configure(replace(right, base_url=ELSEWHERE))
    session.wait_until(lambda: session.jobs[job.id].elsewhere)
    assert (session.jobs[job.id].state, session.jobs[job.id].problem) == (State.RUNNING, OTHER_SERVICE)
    session.configure(right)
    session.wait_until(lambda: not session.jobs[job.id].elsewhere)
    quick.skip(600)
    assert session.wait(job.id).state is State.READY


def test_what_an_earlier_blender_left_is_taken_over_with_its_address(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    first, job = open_session(), image_job()
    first.start([job])
    first.wait_until(lambda: first.jobs[job.id].state is State.RUNNING)
    assert first.close()
    second = open_session()
    right = second.settings
    second.configure(replace(right, base_url=ELSEWHERE))
    second.start_engine()
    second.wait_until(lambda: second.knows_recent)
    assert second.jobs[job.id].elsewhere
    quick.skip(600)
    second.configure(right)
    second.wait_until(lambda: second.jobs[job.id].state is State.READY)


def test_a_change_of_settings_in_the_middle_of_a_submit_sends_nothing_twice(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "delay", "seconds": 0.5}, origin="api", path="*/generations*", times=None)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: any(asked["path"].endswith("/generations") for asked in quick.requests()))
    session.configure(replace(session.settings, user_agent="changed while the baseline is taken"))
    session.wait_until(lambda: session.jobs[job.id].state is State.SUBMITTING)
    session.configure(replace(session.settings, user_agent="changed while the request is on the wire"))
    assert session.wait(job.id).state is State.READY
    assert [request["method"] for request in quick.requests()].count("POST") == 1
    assert len(quick.ledger()) == 1


def test_what_is_held_is_tried_again_when_asked_to_go_on(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 403}, origin="cdn", times=None)
    held = run(image_job())
    assert held.state is State.HELD
    quick.clear_faults()
    session.resume()
    session.wait_until_settled()
    assert session.jobs[held.id].state is State.READY
    assert len(quick.ledger()) == 1


# Another Blender's jobs


def test_a_job_finds_the_picture_that_it_waited_for_in_the_journal(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox, tmp_path: Path
) -> None:
    """Its Blender ended just when the picture was there."""
    image = replace(run(image_job()), id="of another time")
    svg = Job(Kind.SVG, {"image_index": 0}, image.service, parent_id=image.id, state=State.WAITING)
    journal = Journal(ResultsFolder(tmp_path / "Antekirt").journal_path)
    for job in (image, svg):
        journal.save(job, "gone")
    journal.close()
    session.resume()
    session.wait_until(lambda: [job.id for job in session.unsent] == [svg.id])
    session.submit_unsent(session.unsent)
    done = session.wait(svg.id)
    assert (done.state, done.generation_id) == (State.READY, image.generation_id)
    assert [charge["credits"] for charge in quick.ledger()] == [3, 5]


def test_only_what_this_address_holds_is_tried_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "answer", "status": 403}, origin="cdn", times=None)
    right, held = session.settings, run(image_job())
    assert held.state is State.HELD
    quick.clear_faults()
    session.configure(replace(right, base_url=ELSEWHERE))
    session.resume()
    session.wait_until(lambda: session.knows_recent)
    assert session.jobs[held.id].state is State.HELD
    session.configure(right)
    session.wait_until(lambda: session.jobs[held.id].state is State.READY)
    assert len(quick.ledger()) == 1
    assert session.spent == 3

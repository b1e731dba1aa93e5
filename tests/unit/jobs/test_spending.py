# SPDX-License-Identifier: GPL-3.0-or-later
"""What the session knows of the artist's credits: spent, promised, left."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api.error import InvalidRequest
from antekirt_addon.jobs.job import Job, Kind, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


PURPOSE = {"import_as": "PLANE"}


def free(job: Job) -> Job:
    """The history's import of what a job has brought."""
    parameters = {} if job.kind is Kind.IMAGE else {"image_index": 0}
    return Job(
        job.kind, parameters, job.service, free=True, state=State.RUNNING, generation_id=job.generation_id
    )


def test_what_is_imported_again_is_not_spent_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job]
) -> None:
    paid = run(image_job())
    assert session.spent == 3
    assert run(free(paid)).files == paid.files
    assert session.spent == 3


def test_what_jobs_under_way_will_take_is_promised(
    session: Session, image_job: Callable[..., Job], follow: Callable[[Job, Kind], Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    image = image_job()
    children = [follow(image, Kind.SVG), follow(image, Kind.VIDEO)]
    session.start([image, *children])
    assert session.promised == 3 + 5 + 25
    session.wait_until(lambda: session.spent == 3)
    assert session.promised == 5 + 25
    quick.skip(600)
    for child in children:
        session.wait(child.id)
    assert (session.spent, session.promised) == (33, 0)


def test_what_was_taken_without_an_answer_is_spent(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "drop_after"}, method="POST")
    assert run(image_job()).state is State.READY
    assert session.spent == 3


def test_the_newest_of_two_videos_is_the_one_in_the_history(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    video = Job(
        Kind.VIDEO,
        {"image_index": 0, "prompt": "slowly", "duration": 2, "fps": 12},
        quick.base_url,
        generation_id=image.generation_id,
    )
    first = run(video)
    second = run(replace(video, id="another", parameters={**video.parameters, "prompt": "fast"}))
    assert first.files != second.files
    assert run(free(second)).files == second.files


@pytest.mark.usefixtures("slow_machine")
def test_an_import_does_not_hide_the_picture_that_an_unconfirmed_request_looks_for(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "hang", "after": True, "held": True}, method="POST")
    job = image_job()
    session.start([job])
    session.wait_until(lambda: bool(quick.ledger()))
    imported = free(replace(job, generation_id=str(quick.ledger()[0]["generationId"])))
    session.start([imported])
    assert session.wait(imported.id).state is State.READY
    assert session.jobs[job.id].state is State.SUBMITTING
    quick.clear_faults()
    assert session.wait(job.id).state is State.READY
    assert len(quick.ledger()) == 1


def test_an_address_is_the_same_with_a_slash_at_its_end(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    session.configure(replace(session.settings, base_url=f" {quick.base_url}/"))
    job = replace(image_job(), service=session.service)
    session.start([job])
    assert session.wait(job.id).state is State.READY


def test_an_unusable_address_changes_nothing_however_often_it_is_given(session: Session) -> None:
    before, client = session.settings, session.client
    for _ in range(2):
        with pytest.raises(InvalidRequest):
            session.configure(replace(before, base_url="http://example.com", key="another"))
        assert (session.settings, session.client) == (before, client)


def test_an_import_of_what_is_on_disk_belongs_to_itself(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    paid = run(image_job())
    session.engine.dismiss(paid.id)
    session.wait_until(lambda: session.jobs[paid.id].dismissed)
    asked = replace(free(paid), purpose=PURPOSE)
    brought = run(asked)
    assert (brought.id, brought.purpose, brought.dismissed) == (asked.id, PURPOSE, False)
    assert (brought.free, brought.credits_used, brought.credits_remaining) == (True, None, None)
    assert len(quick.ledger()) == 1


def test_an_import_without_a_folder_says_why(session: Session, image_job: Callable[..., Job]) -> None:
    session.results_folder.folder.write_text("a file is in the way")
    job = free(replace(image_job(), generation_id=str(uuid.uuid4())))
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert str(session.results_folder.folder) in done.problem.text


def test_an_import_of_what_failed_cost_nothing(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(fail=["image"])
    failed = run(image_job())
    assert (failed.state, failed.problem.charged) == (State.FAILED, True)
    brought = run(free(failed))
    assert (brought.state, brought.problem.charged) == (State.FAILED, False)

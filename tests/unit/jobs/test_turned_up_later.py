# SPDX-License-Identifier: GPL-3.0-or-later
"""A request that was never answered turns up without a press: now and then, and at the next start."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.job import Job, Kind, State

from .conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

PRESSED_ONLY = replace(QUICK, longest_after_errors=600.0)  # no search of its own comes before the press
LISTS = "*/generations"


def another_program(quick: Sandbox, job: Job, prompt: str) -> str:
    request = {"artistId": job.parameters["artist_id"], "prompt": prompt}
    return str(quick.call("POST", "/generations/image", request).json["generationId"])


@pytest.mark.parametrize("pressed", [False, True])
def test_what_turns_up_later_goes_on_by_itself(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, pressed: bool
) -> None:
    session = open_session(policy=QUICK)
    quick.settings(list_delay=600)
    quick.fault({"kind": "drop_after"}, method="POST")
    job = image_job()
    session.start([job])
    assert session.wait(job.id).state is State.ABSENT
    if pressed:
        quick.fault({"kind": "answer", "status": 503}, method="GET", path=LISTS, times=None)
        session.submit_again(job.id)
        session.wait_until(lambda: not session.searching)
        quick.clear_faults()
    quick.skip(601)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_a_conversion_that_turns_up_later_goes_on_by_itself(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    session = open_session(policy=QUICK)
    image = image_job()
    session.start([image])
    image = session.wait(image.id)
    quick.fault({"kind": "take_late", "seconds": 600}, method="POST")
    job = Job(Kind.SVG, {"image_index": 0}, quick.base_url, generation_id=image.generation_id)
    session.start([job])
    assert session.wait(job.id).state is State.ABSENT
    quick.skip(601)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 2


def test_what_turns_up_later_and_may_be_it_is_shown(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    session = open_session(policy=QUICK)
    quick.settings(image_delay=600)
    quick.fault({"kind": "drop_before"}, method="POST")
    job = image_job()
    session.start([job])
    assert session.wait(job.id).state is State.ABSENT
    other = another_program(quick, job, "a red fox")
    session.wait_until(lambda: bool(session.jobs[job.id].candidates))
    (candidate,) = session.jobs[job.id].candidates
    assert (candidate.generation_id, candidate.picture_url) == (other, "")
    quick.skip(600)
    session.wait_until(lambda: session.jobs[job.id].candidates[0].picture_url != "")


def test_what_turns_up_while_blender_is_closed_goes_on_at_the_next_start(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    first = open_session(policy=PRESSED_ONLY)
    quick.settings(list_delay=600)
    quick.fault({"kind": "drop_after"}, method="POST")
    job = image_job()
    first.start([job])
    assert first.wait(job.id).state is State.ABSENT
    assert first.close()
    quick.skip(601)
    after = open_session(policy=PRESSED_ONLY)
    after.start_engine()
    after.wait_until(lambda: job.id in after.jobs and after.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1

# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way of a job with a service that answers in other shapes than it documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.job import Job, Kind, State
from sandbox.answer_shape import ANSWER_SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ALONE = ["list_as_items", "list_as_results", "list_without_data"]  # of which one only can be laid on
OTHERS = [name for name in ANSWER_SHAPES if name not in ALONE and not name.startswith("error_")]


@pytest.mark.parametrize("shape", ALONE)
def test_image_and_svg_come_in_every_shape(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, follow: Callable[..., Job], shape: str
) -> None:
    quick.settings(answer_shape=[*OTHERS, shape])
    image = image_job()
    jobs = [image, follow(image, Kind.SVG), image_job("another")]
    session.start(jobs)
    done = [session.wait(job.id) for job in jobs]
    assert [job.state for job in done] == [State.READY] * 3
    assert [job.credits_used for job in done] == [3, 5, 3]
    assert all(job.artist_name for job in done)
    assert len(quick.ledger()) == 3


@pytest.mark.parametrize(
    "body", ["[]", "{}", '{"data": []}', '{"data": {"id": null}}', '"x"', '{"error": "We are busy"}', "<p>"]
)
def test_what_cannot_be_read_ends_no_job_and_is_told(
    session: Session, image_job: Callable[..., Job], quick: Sandbox, body: str
) -> None:
    quick.settings(image_delay=600)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    quick.fault({"kind": "answer", "status": 200, "body": body}, path="*/generations*", times=None)
    session.wait_until(lambda: session.jobs[job.id].problem is not None)
    assert session.jobs[job.id].state is State.RUNNING
    assert ("We are busy" in session.jobs[job.id].problem.text) is ("busy" in body)
    quick.clear_faults()
    quick.skip(600)
    assert session.wait(job.id).state is State.READY


@pytest.mark.parametrize("shape", ["error_strings", "error_message", "error_text"])
def test_why_a_request_is_refused_is_told_in_every_shape(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, shape: str
) -> None:
    quick.settings(answer_shape=[shape])
    poor = open_session(quick.poor_api_key)
    job = image_job()
    poor.start([job])
    done = poor.wait(job.id)
    assert done.state is State.FAILED
    assert "Insufficient credits" in done.problem.text

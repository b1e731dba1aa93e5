# SPDX-License-Identifier: GPL-3.0-or-later
"""The answer to a paid request names a generation that is not there, or another job's."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.problem import Remedy

from .conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    """It searches for nothing by itself before the press."""
    return open_session(policy=replace(QUICK, longest_after_errors=600.0))


def test_an_answer_that_names_a_foreign_generation_is_searched_for(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "merge", "patch": {"generationId": str(uuid.uuid4())}}, method="POST")
    job = run(image_job())
    (charge,) = quick.ledger()
    assert (job.state, job.generation_id, job.claimed_id) == (State.READY, charge["generationId"], "")
    assert job.credits_used == 3


def test_an_answer_that_names_another_jobs_generation_is_searched_for(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    first = run(image_job("a bear"))
    quick.fault({"kind": "merge", "patch": {"generationId": first.generation_id}}, method="POST")
    job = run(image_job())
    assert (job.state, job.generation_id) == (State.READY, quick.ledger()[1]["generationId"])


def test_a_conversion_whose_answer_names_a_foreign_generation_goes_on(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    quick.fault({"kind": "merge", "patch": {"generationId": str(uuid.uuid4())}}, method="POST")
    job = run(Job(Kind.SVG, {"image_index": 0}, quick.base_url, generation_id=image.generation_id))
    assert (job.state, job.generation_id, job.credits_used) == (State.READY, image.generation_id, 5)


def test_what_was_taken_but_is_nowhere_is_held_and_never_offered_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(list_delay=600)
    quick.fault({"kind": "merge", "patch": {"generationId": str(uuid.uuid4())}}, method="POST")
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.HELD, True, Remedy.CHECK_AGAIN)
    quick.forget_requests()
    session.submit_again(job.id)
    session.wait_until(lambda: not session.searching)
    quick.skip(601)
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert {request["method"] for request in quick.requests()} == {"GET"}
    assert len(quick.ledger()) == 1

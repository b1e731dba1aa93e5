# SPDX-License-Identifier: GPL-3.0-or-later
"""Several equal requests of one press: each is charged once, and each result is one job's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs.job import Job, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

COUNT = 9


@pytest.fixture
def press(session: Session, image_job: Callable[..., Job]) -> Callable[[], list[Job]]:
    """Begin nine equal jobs at once, and wait until each can go no further."""

    def begin() -> list[Job]:
        jobs = [image_job("the same", purpose={"press": "one"}) for _ in range(COUNT)]
        session.start(jobs)
        return [session.wait(job.id) for job in jobs]

    return begin


def charged(service: Sandbox) -> list[str]:
    return sorted(charge["generationId"] for charge in service.ledger())


@pytest.mark.parametrize("skip", [0, 4, 8])
@pytest.mark.parametrize("fault", [{"kind": "drop_after"}, {"kind": "half_body"}], ids=lambda f: f["kind"])
def test_a_lost_answer_is_found_among_equal_ones(
    press: Callable[[], list[Job]], quick: Sandbox, fault: dict[str, Any], skip: int
) -> None:
    quick.fault(fault, method="POST", skip=skip)
    done = press()
    assert {job.state for job in done} == {State.READY}
    assert len(charged(quick)) == COUNT
    assert sorted(job.generation_id for job in done) == charged(quick)


@pytest.mark.parametrize("skip", [0, 8])
def test_what_never_arrived_takes_no_equal_ones_result(
    session: Session, press: Callable[[], list[Job]], quick: Sandbox, skip: int
) -> None:
    quick.fault({"kind": "drop_before"}, method="POST", skip=skip)
    done = press()
    (absent,) = [job for job in done if job.state is not State.READY]
    assert absent.state is State.ABSENT
    assert absent.candidates == ()
    assert sorted(job.generation_id for job in done if job is not absent) == charged(quick)
    session.submit_again(absent.id)
    session.wait_until(lambda: session.jobs[absent.id].state is State.READY)
    assert len(charged(quick)) == COUNT
    assert session.jobs[absent.id].generation_id in charged(quick)


def test_all_answers_lost_are_found_each_once(press: Callable[[], list[Job]], quick: Sandbox) -> None:
    quick.fault({"kind": "drop_after"}, method="POST", times=None)
    done = press()
    assert {job.state for job in done} == {State.READY}
    assert sorted(job.generation_id for job in done) == charged(quick)
    assert len(charged(quick)) == COUNT


def test_a_refusal_among_equal_ones_is_one_jobs_alone(press: Callable[[], list[Job]], quick: Sandbox) -> None:
    quick.fault({"kind": "answer", "status": 404}, method="POST", skip=3)
    done = press()
    (refused,) = [job for job in done if job.state is State.FAILED]
    assert refused.problem is not None
    assert refused.problem.charged is False
    assert sorted(job.generation_id for job in done if job is not refused) == charged(quick)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of the time that a job still takes: learnt from the latest of its kind, and never too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs import remaining_time
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.job_json import from_json, to_json
from antekirt_addon.jobs.poll_policy import LATE_SECONDS, late_after

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

SENT = 1_000_000.0


def job(state: State = State.RUNNING, **fields: object) -> Job:
    made = {"submitted_at": SENT, "expected_seconds": 20.0, "late_seconds": 60.0} | fields
    return Job(Kind.IMAGE, {}, "https://example.org", state=state, **made)


@pytest.mark.parametrize(
    ("durations", "late"),
    [([], LATE_SECONDS), ([5.0, 900.0], LATE_SECONDS), ([5.0, 9.0, 7.0], 9.0), ([700.0] * 20, 700.0)],
)
def test_it_is_late_after_the_longest_of_the_latest(durations: list[float], late: float) -> None:
    assert late_after(durations) == late


def test_a_job_learns_from_those_of_its_kind(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    assert [run(image_job()).late_seconds for _ in range(3)] == [LATE_SECONDS] * 3
    longest = max(known.took_seconds for known in session.jobs.values())
    quick.settings(image_delay=600)
    fourth = image_job()
    session.start([fourth])
    session.wait_until(lambda: session.jobs[fourth.id].state is State.RUNNING)
    fourth = session.jobs[fourth.id]
    assert fourth.late_seconds == longest
    assert not remaining_time.is_late(fourth, fourth.submitted_at + longest)
    assert remaining_time.is_late(fourth, fourth.submitted_at + longest + 1)


def test_what_an_earlier_version_wrote_is_late_after_ten_minutes() -> None:
    written = to_json(job())
    del written["late_seconds"]
    assert from_json(written).late_seconds == LATE_SECONDS


@pytest.mark.parametrize(
    ("seconds", "left"), [(0, 20.0), (15, 5.0), (20, 0.0), (30, 0.0), (31, None), (61, None)]
)
def test_nothing_is_nearly_done_for_long(seconds: float, left: float | None) -> None:
    assert remaining_time.seconds_left(job(), SENT + seconds) == left


@pytest.mark.parametrize(
    "fields",
    [{"elsewhere": True}, {"free": True}, {"submitted_at": 0.0}, {"state": State.UNCONFIRMED}],
    ids=lambda fields: next(iter(fields)),
)
def test_nothing_is_said_of_what_is_not_at_work_for_us(fields: dict[str, object]) -> None:
    told = job(**fields)
    assert remaining_time.seconds_left(told, SENT + 5) is None
    assert not remaining_time.is_late(told, SENT + 5000)


def test_all_are_done_with_the_last_of_a_chain() -> None:
    image = job()
    video = job(State.WAITING, parent_id=image.id, submitted_at=0.0, expected_seconds=90.0)
    others = [job(expected_seconds=50.0), job(State.DOWNLOADING), job(State.QUEUED, submitted_at=0.0)]
    assert remaining_time.seconds_left_of_all([image, video, *others], SENT + 5) == 15 + 90
    assert remaining_time.seconds_left_of_all([image, *others], SENT + 5) == 45
    assert remaining_time.seconds_left_of_all([], SENT) is None


@pytest.mark.parametrize(
    "unknown", [job(State.UNCONFIRMED), job(expected_seconds=0.0), job(State.WAITING, parent_id="another")]
)
def test_what_one_of_them_takes_is_not_guessed(unknown: Job) -> None:
    assert remaining_time.seconds_left_of_all([job(), unknown], SENT + 5) is None

# SPDX-License-Identifier: GPL-3.0-or-later
"""How much longer jobs will take, as far as earlier ones of their kind tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .job import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .job import Job

OVERDUE = 1.5  # times what is expected: until then a job may be called nearly done


def is_timed(job: Job) -> bool:
    """Whether the service is at work on it, so that its time counts."""
    return job.state is State.RUNNING and bool(job.submitted_at) and not (job.free or job.elsewhere)


def is_moving(job: Job) -> bool:
    """Whether what is said of it changes while nothing happens."""
    return is_timed(job) or (job.state is State.DOWNLOADING and not job.elsewhere)


def so_far(job: Job, now: float) -> float:
    """Seconds since it was sent. now: seconds since 1970."""
    return max(0.0, now - job.submitted_at)


def is_late(job: Job, now: float) -> bool:
    """Whether it takes longer than any such job did lately."""
    return is_timed(job) and so_far(job, now) > job.late_seconds


def seconds_left(job: Job, now: float) -> float | None:
    """What is left of the time that such jobs take; None when nothing can be said."""
    if not is_timed(job) or not job.expected_seconds:
        return None
    left = job.expected_seconds - so_far(job, now)
    is_overdue = left < (1 - OVERDUE) * job.expected_seconds
    return None if is_overdue or is_late(job, now) else max(left, 0.0)


def seconds_left_of_all(jobs: Iterable[Job], now: float) -> float | None:
    """Until all of these are done, which go on side by side; None when that cannot be said of one of them.

    What waits for its image begins when that is there.
    """
    by_id = {job.id: job for job in jobs}
    ends = [_until_end(job, by_id, now) for job in by_id.values()]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _until_end(job: Job, by_id: dict[str, Job], now: float) -> float | None:
    if job.state is State.DOWNLOADING:
        return 0.0
    if job.state in {State.QUEUED, State.SUBMITTING}:
        return job.expected_seconds or None
    if job.state is not State.WAITING:
        return seconds_left(job, now)
    parent = by_id.get(job.parent_id)
    image = _until_end(parent, by_id, now) if parent else None
    return None if image is None or not job.expected_seconds else image + job.expected_seconds

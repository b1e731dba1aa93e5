# SPDX-License-Identifier: GPL-3.0-or-later
"""What was never sent and can be: all of it, or one job and what it is to be made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .job import Job, State

if TYPE_CHECKING:
    from collections.abc import Mapping


def unsent_jobs(jobs: Mapping[str, Job]) -> list[Job]:
    """Those that wait for the artist, the oldest first: a job that waits for another comes after it."""
    waiting = (job for job in jobs.values() if _can_be_sent_here(job) and not job.dismissed)
    return sorted(waiting, key=lambda job: job.created_at)


def unsent_chain(jobs: Mapping[str, Job], job_id: str) -> list[Job]:
    """A job, and before it the image that it is to be made from, if that was not sent either."""
    chain: list[Job] = []
    job = jobs.get(job_id)
    while job and _can_be_sent_here(job):
        chain.insert(0, job)
        job = jobs.get(job.parent_id)
    return chain


def price_of(jobs: list[Job]) -> int:
    return sum(job.price for job in jobs)


def _can_be_sent_here(job: Job) -> bool:
    return job.state is State.UNSENT and not job.elsewhere

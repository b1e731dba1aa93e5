# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of a job whose request was never answered, or with a generation that is not there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from . import problem
from .job import Job, Kind, State

if TYPE_CHECKING:
    from .candidate import Candidate


def misnamed(job: Job) -> Job | None:
    """The job, looked for because the service does not have the generation that it named in its answer.

    None if there is nothing else to look for: an SVG or a video is made of a generation that is known, and
    what the list shows under that very name was found before.
    """
    known = "" if job.kind is Kind.IMAGE else job.baseline.get("generation_id", job.generation_id)
    if job.free or job.files or job.generation_id in {known, job.claimed_id}:
        return None
    return replace(job, claimed_id=job.generation_id, generation_id=known).sought_again()


def not_found(job: Job, candidates: tuple[Candidate, ...]) -> Job:
    """The job, left to the artist. One of which the service has said that it took it is held.

    One that was cancelled is over: it cost nothing, unless something new is there that may be its.
    """
    if job.cancelled and not candidates:
        return job.not_taken()
    if job.cancelled:
        return job.to(State.CANCELLED, problem=problem.CANCELLED_ABSENT)
    if job.claimed_id:
        return job.to(State.HELD, candidates=candidates, problem=problem.MISNAMED_ABSENT)
    told = problem.POSSIBLE if candidates else problem.ABSENT
    return job.to(State.ABSENT, candidates=candidates, problem=told)


def asked_again(job: Job, not_this: tuple[str, ...]) -> Job:
    """The job, to be looked for once more and, if it is not there, sent again.

    Until that is known it is shown as it is.
    """
    return job.to(
        State.QUEUED,
        dismissed=False,
        unanswered=job.sought,
        not_this=tuple(dict.fromkeys((*job.not_this, *not_this))),
        seen_processing=False,
    )


def found(job: Job, generation_id: str) -> Job:
    """The job, once it is known what its request made: it was taken, for its price."""
    return job.to(
        State.RUNNING,
        generation_id=generation_id,
        baseline=job.sought,
        unanswered=None,
        claimed_id=generation_id if generation_id == job.claimed_id else "",
        candidates=(),
        problem=None,
        dismissed=False,
        credits_used=job.price if job.credits_used is None else job.credits_used,
    )

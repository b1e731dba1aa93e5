# SPDX-License-Identifier: GPL-3.0-or-later
"""Which jobs have a card in the panel that the artist can dismiss, and which of them show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs.job import State

if TYPE_CHECKING:
    from ..jobs.job import Job


def has_problem(job: Job) -> bool:
    """Whether a job is shown as a problem: it needs the artist, or was cancelled when it might have cost.

    Once that was said, so is how it came out.
    """
    if job.problem is None or job.is_partial:  # which its result says
        return False
    return job.needs_the_artist or (can_be_awaited(job) and not job.dismissed)


def has_result(job: Job) -> bool:
    """Whether a job's result waits to be imported, or was and is not put aside."""
    return job.waits_for_import or job.is_imported


def can_be_awaited(job: Job) -> bool:
    """Whether a job was cancelled when it might have cost, so that there may be something to wait for."""
    charged = job.problem.charged if job.problem else None
    paid_for_nothing = job.state is State.CANCELLED and charged is not False
    return (paid_for_nothing or job.cancelled) and not job.elsewhere


def output_of(job: Job) -> tuple[str, str, int, int | None]:
    """What is the same for each import of one output, and for no other."""
    return job.generation_id, job.kind, job.image_index, job.purpose.get("image_index")

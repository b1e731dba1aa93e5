# SPDX-License-Identifier: GPL-3.0-or-later
"""What a verb gives to be printed: names and values, of a job among others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..jobs.session import Session

Row: TypeAlias = dict[str, Any]


def row_of(session: Session, job: Job) -> Row:
    """How a job stands, and its files."""
    return {
        "generation_id": job.generation_id,
        "kind": job.kind,
        "state": job.state,
        "prompt": job.prompt,
        "artist_name": job.artist_name,
        "credits_used": job.credits_used,
        "credits_remaining": job.credits_remaining,
        "files": [str(session.results_folder.path(file)) for file in job.files],
        "problem": job.problem.sentence() if job.problem else None,
    }

# SPDX-License-Identifier: GPL-3.0-or-later
"""What a result stands in a row with: what one press has brought, and what is made of one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..scene.id_reference import note
from . import job_session, whereabouts

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..scene.id_reference import IdReference
    from ..scene.import_target import Target

NEAR = 1e-4  # of its size: a cursor so near to where it was has not been moved


def row_of(job: Job, target: Target) -> tuple[IdReference, ...]:
    """The objects that a result stands beside, in the order in which their jobs were begun.

    None where the artist has moved the cursor since: that says where to.
    """
    return tuple(
        note(thing)
        for other in job_session.session().jobs.values()
        if other.imported and _belongs_together(job, other) and _has_same_cursor(other, target)
        for thing in whereabouts.things(other)
        if isinstance(thing, bpy.types.Object)
    )


def _belongs_together(job: Job, other: Job) -> bool:
    """Whether two jobs are of one press, or their results differ and are of one generation."""
    press = job.purpose.get("press")
    if press and press == other.purpose.get("press"):
        return True
    is_same_result = (job.kind, _index(job)) == (other.kind, _index(other))
    return bool(job.generation_id) and job.generation_id == other.generation_id and not is_same_result


def _index(job: Job) -> Any:  # noqa: ANN401 - JSON
    return job.parameters.get("image_index", job.purpose.get("image_index"))


def _has_same_cursor(other: Job, target: Target) -> bool:
    noted = other.purpose.get("target", {}).get("location", ())
    limit = NEAR * target.size
    try:
        return all(abs(was - now) <= limit for was, now in zip(noted, target.location, strict=False))
    except TypeError:  # a journal that is damaged
        return False

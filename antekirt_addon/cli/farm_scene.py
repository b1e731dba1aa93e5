# SPDX-License-Identifier: GPL-3.0-or-later
"""The results of a farm's bundle come into the open scene, as a batch would have brought them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import bpy

from ..jobs.job import Job, State
from ..operators import batch_plan, import_ready
from ..operators.shared_row import row_of
from ..scene.error import SceneError
from .farm_bundle import CannotFarm

if TYPE_CHECKING:
    from ..jobs.batch_file import BatchRow
    from ..jobs.session import Session
    from ..operators.job_purpose import Purpose
    from .farm_bundle import FarmBundle


def bring_all(session: Session, bundle: FarmBundle) -> list[Job]:
    """Import what each row has brought, where it says. Needs neither key nor network. Raises CannotFarm."""
    jobs = [session.past.find(bundle.job_id(row)) for row in bundle.rows]
    ready = [job for job in jobs if job and job.state is State.READY and session.results_folder.holds(job)]
    if len(ready) < len(jobs):
        there = {job.id for job in ready}
        first, *others = (row.number for row in bundle.rows if bundle.job_id(row) not in there)
        more = f" Nor has {', '.join(map(str, others))}." if others else ""
        raise CannotFarm(first, f"it has not come.{more} Nothing was placed.")
    purposes = [batch_plan.purpose_of(bpy.context, row, bundle.choices, bundle.id) for row in bundle.rows]
    known = {
        job.id: _as_meant(job, purpose, row)
        for row, job, purpose in zip(bundle.rows, ready, purposes, strict=True)
    }
    for job_id in known:  # in their rows' turn, not the farm's: each stands beside the one before it
        session.jobs.pop(job_id, None)
    for row, job, purpose in zip(bundle.rows, list(known.values()), purposes, strict=True):
        if purpose.import_as == "NONE":
            continue
        session.jobs.update(known)  # what the journal says of them comes in between
        try:
            import_ready.run(job, purpose.beside(row_of(job, purpose.target)))
        except SceneError as error:
            raise CannotFarm(row.number, str(error)) from error
        known[job.id] = replace(job, imported=session.jobs[job.id].imported)
    return ready


def _as_meant(job: Job, purpose: Purpose, row: BatchRow) -> Job:
    """The job as if it had been begun in the open scene, where nothing of it is yet."""
    of_row = job.purpose["row"] | {"object": row.object}
    return replace(job, purpose=purpose.to_json() | {"row": of_row}, imported=None)

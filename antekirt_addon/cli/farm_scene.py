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
    from ..jobs.session import Session
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
    for row, job in zip(bundle.rows, ready, strict=True):
        purpose = batch_plan.purpose_of(bpy.context, row, bundle.choices, bundle.id)
        if purpose.import_as == "NONE":
            continue
        known = replace(
            job,
            purpose=purpose.to_json() | {"row": job.purpose["row"] | {"object": row.object}},
            imported=None,
        )
        session.jobs[job.id] = known  # it was generated without the scene
        try:
            import_ready.run(known, purpose.beside(row_of(known, purpose.target)))
        except SceneError as error:
            raise CannotFarm(row.number, str(error)) from error
    return ready

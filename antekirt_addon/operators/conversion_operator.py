# SPDX-License-Identifier: GPL-3.0-or-later
"""What the operators share that make something of a picture: what the account has of it costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy  # noqa: TC002 - Blender evaluates the annotations of properties

from ..translations import translated
from . import job_import, job_session, owned_output
from .job_purpose import Purpose
from .paid_operator import PaidOperator
from .use_generation import entry

if TYPE_CHECKING:
    from ..jobs.job import Job


class ConversionOperator(PaidOperator):
    """Mixed into a bpy.types.Operator that gives `plan` of a single job."""

    again: bpy.props.BoolProperty(
        name="Again",
        description="Pay for a new one, also where the account has one already",
        options={"SKIP_SAVE"},
    )

    def plan_job(self, context: bpy.types.Context) -> Job:
        """Give the job as if the account had nothing."""
        raise NotImplementedError

    def plan(self, context: bpy.types.Context) -> list[Job]:
        """In a window nobody is asked: what is not known here the engine finds out before it sends."""
        job = self.plan_job(context)
        if self.again:
            return [job]
        return [owned_output.decided_at_once(job_session.session(), job, entry(job.generation_id))]

    def begin(self, context: bpy.types.Context) -> list[Job]:
        if not self._planned and not self.again:  # a script
            session, wanted = job_session.session(), self.plan_job(context)
            job_import.check_import(wanted.kind, Purpose.from_json(wanted.purpose))
            job = owned_output.decided(session, wanted)
            if job.id != wanted.id:  # it is under way
                self._purpose = Purpose.from_json(wanted.purpose)
                return [session.jobs.setdefault(job.id, job)]
            self._planned = [job]
        jobs = super().begin(context)
        if jobs[0].free:
            self.report({"INFO"}, translated(owned_output.ALREADY_THERE))
        return jobs

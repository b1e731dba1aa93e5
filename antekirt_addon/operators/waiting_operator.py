# SPDX-License-Identifier: GPL-3.0-or-later
"""What all operators share that wait for a job: blocking when executed, modal when invoked.

The operator does not own the job. When it ends early (a file is loaded, a window closed, the add-on
disabled) the job goes on, and its result waits in the panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import bpy

from ..api.error import ApiError
from ..jobs.interruption import STOPPED_WAITING
from ..jobs.job import Job, State
from ..jobs.problem import FileProblem
from ..message import Message
from ..scene.error import SceneError
from ..translations import translated
from . import import_lock, runtime, shared_timer
from .building_operator import BuildingOperator
from .import_deferral import Deferral
from .job_import import JobImport
from .job_purpose import Purpose

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class WaitingOperator(BuildingOperator):
    """Mixed into a bpy.types.Operator that gives `begin`; the first job it names is the one it waits for.

    Its bl_options hold UNDO but never REGISTER: adjusting or repeating the last operation would submit,
    and pay, again.
    """

    from_properties: ClassVar[dict[str, str]] = {}  # what an unset property takes from Scene.antekirt

    properties: Any  # an Operator's

    _purpose: Purpose | None = None  # in place of the job's own
    _deferral: Deferral
    _job_id = ""
    _shared_timer: shared_timer.SharedTimer | None = None

    def begin(self, context: bpy.types.Context) -> list[Job]:
        """Begin jobs, or name one that is under way. Raises ApiError or FileProblem, with nothing begun."""
        raise NotImplementedError

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Run to the end, for scripts: all jobs, and the import of each result."""
        try:
            for begun in self.begin(context):
                job = runtime.session().wait(begun.id)
                if job.state is not State.READY:
                    runtime.session().engine.dismiss(job.id)  # the script is told now, and nobody later
                    told = Message("The job was {state}", state=job.state)
                    return self.fail(job.problem.sentence() if job.problem else told)
                self.report({"INFO"}, translated(JobImport(job, self._purpose_of(job)).run()))
                self._put_aside(job)
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error)
        except (KeyboardInterrupt, TimeoutError):
            return self.fail(STOPPED_WAITING)
        return {"FINISHED"}

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Begin, and go on in the background."""
        self.take_properties(context)
        return self.go_on(context)

    def take_properties(self, context: bpy.types.Context) -> None:
        """Set what the caller has not set as it is chosen in the panel."""
        for name, choice in self.from_properties.items():
            if not self.properties.is_property_set(name):
                setattr(self, name, getattr(context.scene.antekirt, choice))

    def go_on(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        try:
            first, *others = self.begin(context)
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error)
        for job in others:
            bpy.ops.antekirt.await_job("INVOKE_DEFAULT", job_id=job.id)  # type: ignore[attr-defined]  # ours
        return self._wait_for(context, first)

    def _wait_for(self, context: bpy.types.Context, job: Job) -> set[OperatorReturnItems]:
        self._job_id = job.id
        runtime.await_job(job.id)
        self._deferral = Deferral()
        self._shared_timer = shared_timer.of(context.window)
        self._shared_timer.join()
        context.window_manager.modal_handler_add(self)  # type: ignore[arg-type]  # an Operator
        return {"RUNNING_MODAL"}

    def tick(self, context: bpy.types.Context) -> set[OperatorReturnItems] | None:
        """Take in news; once the result is there, build it. None as long as there is more to come."""
        session = runtime.running()
        if self._shared_timer is None or session is None:
            return None
        self._shared_timer.pump()
        job = session.jobs.get(self._job_id)
        if job is None:  # the artist has chosen another folder for results
            self.leave()
            return {"CANCELLED"}
        if job.is_settled and job.state is not State.READY:
            self.leave()
            if job.state is State.CANCELLED or job.problem is None:
                return {"CANCELLED"}
            return self.fail(job.problem.sentence())
        if job.state is not State.READY or import_lock.is_anothers(self._build):
            return None
        if not self.is_building and self._deferral.must_wait():
            return self._give_up(job) if self._deferral.has_expired() else None
        if self._build is None:
            self.start_building(JobImport(job, self._purpose_of(job)), context.window)
        return super().tick(context)

    def built(self, build: JobImport) -> set[OperatorReturnItems]:
        self._put_aside(runtime.session().jobs[self._job_id])
        self.report({"INFO"}, translated(build.result))
        return {"FINISHED"}

    def stop(self) -> set[OperatorReturnItems]:
        """Esc: an import is taken back, a job is no longer waited for."""
        if self._build is None:
            runtime.session().engine.cancel(self._job_id)
        else:
            self.report({"INFO"}, "The import was stopped. The result waits in the panel")
        self.leave()
        return {"CANCELLED"}

    def leave(self) -> None:
        """The single exit. The job goes on, whatever happened."""
        super().leave()
        if self._shared_timer:
            self._shared_timer.leave()
            self._shared_timer = None
        runtime.leave_job(self._job_id)

    def _give_up(self, job: Job) -> set[OperatorReturnItems]:
        self.leave()
        self.report({"INFO"}, translated(Message("“{name}” is ready in the Antekirt panel", name=job.title)))
        return {"CANCELLED"}

    def _purpose_of(self, job: Job) -> Purpose:
        return self._purpose or Purpose.from_json(job.purpose)

    def _put_aside(self, job: Job) -> None:
        """What has been imported need not wait in the panel, unless some of it is still to be had."""
        if job.problem and job.purpose.get("image_index") is None:
            self.report({"WARNING"}, translated(job.problem.text))
        elif self._purpose_of(job).import_as != "NONE":
            runtime.session().engine.dismiss(job.id)

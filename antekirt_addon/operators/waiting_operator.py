# SPDX-License-Identifier: GPL-3.0-or-later
"""What all operators share that wait for a job: blocking when executed, modal when invoked.

The operator does not own the job. When it ends early (a file is loaded, a window closed, the add-on
disabled) the job goes on, and its result waits in the panel.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import bpy

from ..api.error import ApiError
from ..jobs.job import Job, State
from ..jobs.problem import FileProblem
from ..message import Message
from ..scene.error import SceneError
from ..translations import translated
from . import import_lock, job_import, runtime, shared_timer, status_bar
from .deferral import Deferral
from .error_sentence import error_sentence
from .scene_operator import SceneOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

SLICE_SECONDS = 0.008  # of importing, between two events of the window


class WaitingOperator(SceneOperator):
    """Mixed into a bpy.types.Operator that gives `begin`; the first job it names is the one it waits for.

    Its bl_options hold UNDO but never REGISTER: adjusting or repeating the last operation would submit,
    and pay, again.
    """

    from_properties: ClassVar[dict[str, str]] = {}  # what an unset property takes from Scene.antekirt

    properties: Any  # these two are an Operator's
    report: Any

    _purpose: dict[str, Any] | None = None  # in place of the job's own
    _deferral: Deferral
    _job_id = ""
    _timer: shared_timer.SharedTimer | None = None
    _import: job_import.Import | None = None

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
                self.report({"INFO"}, translated(job_import.Import(self._purposed(job)).run()))
                self._put_aside(job)
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error_sentence(error))
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
            return self.fail(error_sentence(error))
        for job in others:
            bpy.ops.antekirt.await_job("INVOKE_DEFAULT", job_id=job.id)  # type: ignore[attr-defined]  # ours
        return self._wait_for(context, first)

    def modal(self, _context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        if event.type == "ESC" and event.value == "PRESS" and not import_lock.is_anothers(self._import):
            return self._stop()
        if event.type == "TIMER":
            try:
                if ended := self._tick():
                    return ended
            except SceneError as problem:
                self._leave()
                return self.fail(error_sentence(problem))
            except Exception:
                self._leave()  # Blender does not call cancel() for an exception in modal()
                raise
        # Once building has begun, an undo would take away what it builds on.
        return {"RUNNING_MODAL"} if self._is_building else {"PASS_THROUGH"}

    def cancel(self, _context: bpy.types.Context) -> None:
        """Called by Blender when it ends the operator: the job goes on."""
        self._leave()

    @property
    def _is_building(self) -> bool:
        return self._import is not None and self._import.progress > 0

    def _wait_for(self, context: bpy.types.Context, job: Job) -> set[OperatorReturnItems]:
        self._job_id = job.id
        runtime.await_job(job.id)
        self._deferral = Deferral()
        self._timer = shared_timer.of(context.window)
        self._timer.join()
        context.window_manager.modal_handler_add(self)  # type: ignore[arg-type]  # an Operator
        return {"RUNNING_MODAL"}

    def _tick(self) -> set[OperatorReturnItems] | None:
        """Take in news; once the result is there, import it slice by slice, as one undo step.

        Gives None as long as there is more to come.
        """
        session = runtime.running()
        if self._timer is None or session is None:
            return None
        self._timer.pump()
        job = session.jobs.get(self._job_id)
        if job is None:  # the artist has chosen another folder for results
            self._leave()
            return {"CANCELLED"}
        if job.is_settled and job.state is not State.READY:
            self._leave()
            if job.state is State.CANCELLED or job.problem is None:
                return {"CANCELLED"}
            return self.fail(job.problem.sentence())
        if job.state is not State.READY or import_lock.is_anothers(self._import):
            return None
        if not self._is_building and self._deferral.must_wait():
            return self._give_up(job) if self._deferral.has_expired() else None
        if self._import is None:
            self._import = job_import.Import(self._purposed(job))
        import_lock.take(self._import)
        message = self._import.step(SLICE_SECONDS)
        if message is None:
            status_bar.show_importing(self._import.progress)
            return None
        self._leave()
        self._put_aside(job)
        self.report({"INFO"}, translated(message))
        return {"FINISHED"}

    def _give_up(self, job: Job) -> set[OperatorReturnItems]:
        self._leave()
        self.report({"INFO"}, translated(Message("“{name}” is ready in the Antekirt panel", name=job.title)))
        return {"CANCELLED"}

    def _stop(self) -> set[OperatorReturnItems]:
        """Esc: an import is taken back, a job is no longer waited for."""
        if self._import is None:
            runtime.session().engine.cancel(self._job_id)
        else:
            self.report({"INFO"}, "The import was stopped. The result waits in the panel")
        self._leave()
        return {"CANCELLED"}

    def _leave(self) -> None:
        """The single exit: whatever happened, nothing of the operator stays behind."""
        if self._import:
            self._import.stop()
            self._import = None
            status_bar.show_importing(None)
        if self._timer:
            self._timer.leave()
            self._timer = None
        runtime.leave_job(self._job_id)

    def _purposed(self, job: Job) -> Job:
        return job if self._purpose is None else replace(job, purpose=self._purpose)

    def _put_aside(self, job: Job) -> None:
        """What has been imported need not wait in the panel."""
        if self._purposed(job).purpose["import_as"] != "NONE":
            runtime.session().engine.dismiss(job.id)

    def fail(self, sentence: str) -> set[OperatorReturnItems]:
        self.report({"ERROR"}, translated(sentence))
        return {"CANCELLED"}

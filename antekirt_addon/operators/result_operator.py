# SPDX-License-Identifier: GPL-3.0-or-later
"""What all operators share that ask for a job's result: blocking when executed, at once over when invoked.

The operator does not own the job, and in a window does not wait for it: result_queue.py does. When that
forgets it (a file is loaded, the window closed, the add-on disabled) the job goes on, and its result waits in
the panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ..api.error import ApiError
from ..jobs.interruption import STOPPED_WAITING
from ..jobs.job import Job, State
from ..jobs.problem import FileProblem
from ..scene.error import SceneError
from ..translations import translated
from . import import_ready, job_session, result_queue, scene_draft
from .error_sentence import error_sentence
from .job_purpose import Purpose
from .press_outcome import PressOutcome, is_several, reason_of
from .scene_operator import SceneOperator
from .shared_row import row_of

if TYPE_CHECKING:
    import bpy
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from .job_import import JobImport


class ResultOperator(SceneOperator):
    """Mixed into a bpy.types.Operator that gives `begin`.

    Its bl_options hold no UNDO, as it changes nothing in the blend file: the import is an operator of its
    own. And never REGISTER: adjusting or repeating the last operation would submit, and pay, again.
    """

    from_properties: ClassVar[dict[str, str]] = {}  # what an unset property takes from Scene.antekirt

    properties: Any  # an Operator's

    _purpose: Purpose | None = None  # in place of the job's own
    _is_told_align = False  # whether the caller has said how the result is turned

    def begin(self, context: bpy.types.Context) -> list[Job]:
        """Begin jobs, or name one that is under way. Raises ApiError or FileProblem, with nothing begun."""
        raise NotImplementedError

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Run to the end, for scripts: all jobs, and the import of each result.

        Of several pictures, what came counts, and what did not is told.
        """
        try:
            jobs = self.begin(context)
            if is_several(jobs):
                return self._finish_each(jobs)
            return self._finish_chain(jobs)
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error_sentence(error))
        except (KeyboardInterrupt, TimeoutError):
            return self.fail(STOPPED_WAITING)

    def _finish_chain(self, jobs: list[Job]) -> set[OperatorReturnItems]:
        """What does not come keeps nothing else away: it is paid for, and is imported as well."""
        failure: SceneError | None = None
        for begun in jobs:
            try:
                done = self._finish(begun)
            except SceneError as error:
                failure = failure or error
                continue
            self.report({"INFO"}, translated(done.result.message))
            if done.missing:
                self.report({"WARNING"}, translated(done.missing))
        return self.fail(failure) if failure else {"FINISHED"}

    def _finish(self, begun: Job, *, in_row: bool = False) -> JobImport:
        """Wait for a job and import its result. Raises SceneError when there is none.

        in_row: beside what the same press has brought.
        """
        job = job_session.session().wait(begun.id)
        if job.state is not State.READY:
            is_listed = job.batch or job.state in {State.ABSENT, State.UNSENT}  # to be sent by a press
            if not is_listed:
                job_session.session().engine.dismiss(job.id)  # the script is told now, and nobody later
            raise SceneError(reason_of(job))
        purpose = self._purpose_of(job)
        return import_ready.run(job, purpose.beside(row_of(job, purpose.target)) if in_row else purpose)

    def _finish_each(self, jobs: list[Job]) -> set[OperatorReturnItems]:
        outcome = PressOutcome()
        for begun in jobs:
            try:
                missing, failure = self._finish(begun, in_row=True).missing, ""
            except SceneError as error:
                missing, failure = "", error_sentence(error)
            outcome.note(job_session.session().jobs[begun.id], failure)
            if missing:
                self.report({"WARNING"}, translated(missing))
        if not outcome.came:
            return self.fail(outcome.sentence())
        self.report({"WARNING"} if outcome.has_failures else {"INFO"}, translated(outcome.sentence()))
        return {"FINISHED"}

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Begin, and go on in the background."""
        self.take_properties(context)
        return self.go_on(context)

    def take_properties(self, context: bpy.types.Context) -> None:
        """Set what the caller has not set as it is chosen in the panel."""
        if self.from_properties:
            scene_draft.note_use(context)
        self._is_told_align = "align" in self.properties and self.properties.is_property_set("align")
        for name, choice in self.from_properties.items():
            if not self.properties.is_property_set(name):
                setattr(self, name, getattr(context.scene.antekirt, choice))

    def go_on(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        try:
            jobs = self.begin(context)
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error_sentence(error))
        for job in jobs:
            purpose = self._purpose_of(job)
            if not self._is_told_align:
                purpose = purpose.come_by_itself(context.scene.antekirt.align)
            result_queue.await_result(context, job, purpose)
        return {"FINISHED"}

    def _purpose_of(self, job: Job) -> Purpose:
        return self._purpose or Purpose.from_json(job.purpose)

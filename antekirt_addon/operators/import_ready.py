# SPDX-License-Identifier: GPL-3.0-or-later
"""The one operator by which results of jobs come into the scene, each as a step of undo.

Who asked for a result is another operator, which has ended long ago, or, in a script, waits for this one.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy

from ..scene.error import SceneError
from ..translations import translated
from . import awaited_result, import_lock, job_session, keyboard_focus, runtime, variant_choice, whereabouts
from .awaited_result import AwaitedResult  # noqa: TC001 - Blender evaluates the annotations of its classes
from .building_operator import BuildingOperator
from .import_adjustment import ImportAdjustment
from .job_import import JobImport

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.job import Job
    from .job_purpose import Purpose


PAUSE_SECONDS = 1.0  # without a key, after which somebody who writes has paused


class Handover:
    """What the next operator is to import, as no property can hold it."""

    def __init__(self) -> None:
        self.build: JobImport | None = None
        self.awaited: AwaitedResult | None = None


def start(job: Job, awaited: AwaitedResult) -> bool:
    """Import in the background what is awaited, or tell of its failure. False when this cannot be here."""
    operator = bpy.ops.antekirt.import_ready  # type: ignore[attr-defined]  # ours
    if not operator.poll():
        return False
    handover = runtime.state(Handover)
    handover.build, handover.awaited = JobImport(job, awaited.purpose), awaited
    is_modal: bool = operator("INVOKE_DEFAULT") == {"RUNNING_MODAL"}
    return is_modal


def run(job: Job, purpose: Purpose) -> JobImport:
    """Import in one go, for a script; gives what is to be reported. Raises SceneError.

    It is a step of undo where the script's operator may make one.
    """
    handover = runtime.state(Handover)
    build = handover.build = JobImport(job, purpose)
    bpy.ops.antekirt.import_ready("EXEC_DEFAULT", True)  # type: ignore[attr-defined]  # ours
    if build.error:
        raise build.error
    return build


class ANTEKIRT_OT_import_ready(BuildingOperator, ImportAdjustment, bpy.types.Operator):
    """Bring the result of a finished job into the scene"""

    bl_idname = "antekirt.import_ready"
    bl_label = "Import Result"
    bl_options = {"REGISTER", "UNDO", "INTERNAL"}

    _awaited: AwaitedResult | None = None
    _typed_at = 0.0

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        build, self._awaited = _taken()
        import_lock.take(build)
        return self.build_in_window(build, context)

    def modal(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        if keyboard_focus.is_typed(event):
            self._typed_at = time.monotonic()
            if context.window and keyboard_focus.has_open_field(context.window):
                return {"PASS_THROUGH"}
        return {"PASS_THROUGH"} if self._must_wait() else super().modal(context, event)

    def _must_wait(self) -> bool:
        """Whether somebody is writing: what is built holds keys back, and Esc may be for what is open."""
        return not self.is_building and time.monotonic() - self._typed_at < PAUSE_SECONDS

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        if self.is_remembered:
            return self._bring_again(context)
        build, _ = _taken()
        try:
            build.run()
        except SceneError as error:
            build.error = error
            return {"CANCELLED"}
        return self._end(build)

    def _bring_again(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        """For Adjust Last Operation and Repeat Last. Of several pictures of one press it is but this one."""
        try:
            build = self.adjusted_import(context)
            build.run()
        except SceneError as error:
            return self.fail(error)
        return self.built(build)

    def built(self, build: JobImport) -> set[OperatorReturnItems]:
        self.report({"INFO"}, translated(build.result.message))
        if build.missing:
            self.report({"WARNING"}, translated(build.missing))
        return self._end(build)

    def _end(self, build: JobImport) -> set[OperatorReturnItems]:
        """What has been imported is said to be, and keeps its card where somebody may see it.

        What has not is no step of undo.
        """
        if build.purpose.import_as == "NONE" and not build.purpose.place:
            return {"CANCELLED"}
        session = job_session.session()
        if build.purpose.place:
            pass  # where it is by now is known to another alone
        elif build.purpose.instead:
            variant_choice.note_shown(session, build.purpose.instead, build.job, build.result)
        else:
            job = session.past.find(build.job.id) or build.job
            session.note_imported(job.id, whereabouts.noted(build.purpose.import_as, build.result, job))
        if bpy.app.background and not build.missing:
            session.engine.dismiss(build.job.id)
        self.remember(build.job, build.purpose)
        return {"FINISHED"}

    def stop(self) -> set[OperatorReturnItems]:
        self.report({"INFO"}, "The import was stopped. The result waits in the panel")
        self.leave()
        return {"CANCELLED"}

    def leave(self) -> None:
        super().leave()
        awaited = awaited_result.waiting()
        if self._awaited in awaited:  # and no other file was loaded
            awaited.remove(self._awaited)


def _taken() -> tuple[JobImport, AwaitedResult | None]:
    handover = runtime.state(Handover)
    build, awaited = handover.build, handover.awaited
    handover.build = handover.awaited = None
    assert build is not None, "antekirt.import_ready is called by import_ready.start and run alone"
    return build, awaited


CLASSES = (ANTEKIRT_OT_import_ready,)

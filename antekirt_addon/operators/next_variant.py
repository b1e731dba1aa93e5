# SPDX-License-Identifier: GPL-3.0-or-later
"""The next picture of a family where one is shown: on a plane, in a material, as a reference or a world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_n as n_
from bpy.app.translations import pgettext_tip as tip_

from ..api.error import ApiError
from ..jobs.interruption import STOPPED_WAITING
from ..jobs.job import State
from ..jobs.problem import FileProblem
from ..message import Message, joined
from ..scene.error import SceneError
from ..scene.source_file import SourceFile
from ..scene.variant.shown_picture import ShownPicture, shown_by_active
from ..translations import translated
from . import job_session, result_queue, variant_choice, variant_fetch
from .error_sentence import error_sentence
from .import_result import known_job
from .job_import import attribution_of
from .job_purpose import Purpose
from .preflight import check_connection
from .press_outcome import reason_of
from .scene_operator import SceneOperator

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.picture_family import Relative
    from ..jobs.session import Session
    from ..scene.import_outcome import ImportOutcome

BACK = n_("Show the former picture of the same prompt in the place of this one. It costs nothing")


class ANTEKIRT_OT_next_variant(SceneOperator, bpy.types.Operator):
    """Show the next picture of the same prompt in the place of this one. It costs nothing"""

    bl_idname = "antekirt.next_variant"
    bl_label = "Next Variant"
    bl_options = {"REGISTER", "UNDO"}

    step: bpy.props.IntProperty(
        name="Step", description="How many pictures further; below 0 it goes back", default=1
    )
    # The job whose card was pressed, and the key of one texture of a material.
    job_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})
    texture: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    _is_invoked = False

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        return tip_(cls.__doc__ if properties.step >= 0 else BACK)

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """A window does not wait for the service."""
        self._is_invoked = True
        return self.execute(context)

    @property
    def _is_in_window(self) -> bool:
        return self._is_invoked or bool(self.options.is_repeat)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        remarks: list[str] = []
        try:
            session = job_session.session()
            shown = self._shown(context, session)
            relative = self._next(context, session, shown, remarks)
            if relative is None:
                self.report({"INFO"}, "It is being fetched, and costs nothing")
                return {"CANCELLED"}
            done = _show(session, shown, relative)
        except (ApiError, FileProblem, SceneError) as error:
            return self.fail(error_sentence(error))
        except (KeyboardInterrupt, TimeoutError):
            return self.fail(STOPPED_WAITING)
        told = joined([done.message, *remarks])
        self.report({"WARNING"} if remarks or done.warnings else {"INFO"}, translated(told))
        return {"FINISHED"}

    def _shown(self, context: bpy.types.Context, session: Session) -> ShownPicture:
        found = (
            variant_choice.shown_by_card(session, known_job(self.job_id))
            if self.job_id
            else shown_by_active(context, self.texture)
        )
        if found is None:
            raise SceneError("Neither the active object nor the world shows the picture of a result")
        return found

    def _next(
        self, context: bpy.types.Context, session: Session, shown: ShownPicture, remarks: list[str]
    ) -> Relative | None:
        """The picture that is due and lies here; None if a window is to wait for it.

        remarks: joined by what is to be said of those that cannot be had.
        """
        if not variant_choice.is_all_known(session, shown.generation_id):
            try:
                if not self._fetch(context, session, shown, shown.generation_id, None):
                    return None
            except (ApiError, FileProblem, SceneError) as error:
                remarks.append(_unknown(error))
        for wanted in variant_choice.in_turn(session, shown, self.step):
            if wanted.file:
                return wanted
            try:
                if not self._fetch(context, session, shown, wanted.generation_id, wanted.index):
                    return None
            except (ApiError, FileProblem, SceneError) as error:
                remarks.append(_skipped(error))
                continue
            if brought := variant_choice.brought(session, shown, wanted):
                return brought
        raise SceneError(
            joined([Message("There is no other picture of this prompt that could be shown"), *remarks])
        )

    def _fetch(
        self,
        context: bpy.types.Context,
        session: Session,
        shown: ShownPicture,
        generation_id: str,
        index: int | None,
    ) -> bool:
        """Have the pictures of a generation brought, for nothing. Whether they are here; raises why not.

        index: of the one that takes the place of what is shown in a window, once it has come; None for
        whichever is due when it is known which there are.
        """
        check_connection(session)
        purpose = Purpose.capture(context, "NONE", image_index=index)
        instead = purpose.instead_of(shown, variant_choice.import_as_of(session, shown))
        begun = variant_choice.fetched_already(session, generation_id) if self._is_in_window else None
        if begun and begun.problem:  # it goes on by itself, and is shown when its turn comes again
            result_queue.leave(begun)
            raise SceneError(begun.problem.sentence())
        job = begun or variant_fetch.begin(
            session, generation_id, shown, purpose if index is None else instead
        )
        if self._is_in_window:
            if not result_queue.is_awaited(job, shown):
                result_queue.await_result(context, job, instead, self.step if index is None else None)
            return False
        done = session.wait(job.id)
        session.engine.dismiss(job.id)
        if done.state is not State.READY:
            raise SceneError(reason_of(done))
        return True


def _show(session: Session, shown: ShownPicture, relative: Relative) -> ImportOutcome:
    from ..scene.variant.swap import swap  # not read at Blender's start

    assert relative.job
    assert relative.file
    path = session.results_folder.path(relative.file)
    done = swap(shown, SourceFile(path, attribution_of(relative.job, relative.file)))
    variant_choice.note_shown(session, shown, relative.job, done)
    return done


def _unknown(error: Exception) -> str:
    return Message("What else was made with it is not known: {reason}", reason=error_sentence(error))


def _skipped(error: Exception) -> str:
    return Message("A picture that is not on this disk was skipped: {reason}", reason=error_sentence(error))


CLASSES = (ANTEKIRT_OT_next_variant,)

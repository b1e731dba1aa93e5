# SPDX-License-Identifier: GPL-3.0-or-later
"""What operators share that build something large in a window, which goes on answering meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..scene.error import SceneError
from . import import_lock, shared_timer, status_bar
from .import_deferral import Deferral
from .scene_operator import SceneOperator
from .slice_pace import SlicePace
from .sliced_import import SlicedImport  # noqa: TC001 - Blender evaluates the annotations of its classes

if TYPE_CHECKING:
    import bpy
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class BuildingOperator(SceneOperator):
    """Mixed into a bpy.types.Operator that gives `built` and `stop`: modal while it builds.

    What is built is one undo step; Esc takes it back, once the status bar has said so: until then Esc is for
    whatever else is going on. Nobody else builds meanwhile, and nothing is begun while the artist is at
    something of which that step would hold the half.
    """

    _invoked = False  # in a window, which must go on answering; set by those that a script may execute
    _build: SlicedImport[Any] | None = None
    _told = status_bar.IMPORTING  # by the status bar
    _is_told = False  # whether the status bar names the import, and Esc
    _build_timer: shared_timer.SharedTimer | None = None
    _deferral: Deferral
    _pace: SlicePace

    def built(self, build: Any) -> set[OperatorReturnItems]:  # noqa: ANN401 - the SlicedImport of this operator
        """Report what was built; called after `leave`."""
        raise NotImplementedError

    def stop(self) -> set[OperatorReturnItems]:
        """Leave, because the artist has pressed Esc."""
        raise NotImplementedError

    def build_in_window(
        self, build: SlicedImport[Any], context: bpy.types.Context
    ) -> set[OperatorReturnItems]:
        """Have `modal` build it, slice by slice; gives what `invoke` does."""
        self._invoked = False  # when its settings are adjusted, Blender executes the operator again
        self._build = build
        self._deferral, self._pace = Deferral(), SlicePace()
        self._build_timer = shared_timer.of(context.window)
        self._build_timer.join()
        context.window_manager.modal_handler_add(self)  # type: ignore[arg-type] # an Operator
        return {"RUNNING_MODAL"}

    def modal(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        if event.type == "ESC" and event.value == "PRESS" and self._is_told:
            return self.stop()
        if event.type == "TIMER":
            try:
                if ended := self.tick(context):
                    return ended
            except SceneError as problem:
                self.leave()
                return self.fail(problem)
            except Exception:
                self.leave()  # Blender does not call cancel() for an exception in modal()
                raise
        # Once anything is built, an undo would take away what the rest builds on. Only what is pressed is
        # held back: a drag that was begun before must learn of its end.
        is_held_back = self.is_building and event.value not in {"RELEASE", "NOTHING"}
        return {"RUNNING_MODAL"} if is_held_back else {"PASS_THROUGH"}

    def tick(self, _context: bpy.types.Context) -> set[OperatorReturnItems] | None:
        """Build the next slice. None as long as there is more to come."""
        build = self._build
        if build is None or import_lock.is_anothers(build):
            return None
        if not self.is_building and self._deferral.must_wait():
            return None
        import_lock.take(build)
        if not build.step(self._pace.next_slice()):
            status_bar.show_importing(build.progress, self._told)
            self._is_told = True
            if self.is_building:
                self._pace.slice_ended()
            return None
        self.leave()
        return self.built(build)

    def cancel(self, _context: bpy.types.Context) -> None:
        """Called by Blender when it ends the operator, for a file that is loaded among others."""
        self.leave()

    @property
    def is_building(self) -> bool:
        """Whether something is in the blend file already."""
        return self._build is not None and self._build.progress > 0

    def leave(self) -> None:
        """The single exit: whatever happened, nothing half done stays behind."""
        if self._build:
            self._build.stop()
            self._build = None
        if self._build_timer:
            self._build_timer.leave()
            self._build_timer = None
            status_bar.show_importing(None)

# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork follows its file, which has been changed since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message
from ..scene import compat
from ..scene.artwork.artwork_root import root_of
from ..scene.error import SceneError
from ..scene.import_target import capture
from ..scene.kept_reading import KeptReadings
from ..translations import translated
from . import runtime
from .artwork_operator import ObjectModeOperator
from .building_operator import BuildingOperator
from .sliced_import import SlicedImport

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..scene.import_outcome import ImportOutcome


class ANTEKIRT_OT_reload_artwork(BuildingOperator, ObjectModeOperator, bpy.types.Operator):
    """Bring the file of this artwork in again, in place; what is still there keeps its transforms, materials and animation"""  # noqa: E501 - a tooltip

    bl_idname = "antekirt.reload_artwork"
    bl_label = "Reload"
    bl_options = {"REGISTER", "UNDO"}

    filepath: bpy.props.StringProperty(
        name="File",
        description="Another file to take its place; none for the same one",
        subtype="FILE_PATH",
        options={"SKIP_SAVE"} | compat.RELATIVE_PATH,
    )
    filter_glob: bpy.props.StringProperty(default="*.svg;*.svgz", options={"HIDDEN"})
    choose: bpy.props.BoolProperty(
        name="Choose", description="Choose another file to take its place", options={"HIDDEN", "SKIP_SAVE"}
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        root = root_of(context.object)
        if root and root.override_library:  # pieces that come and go would be those of the other file
            cls.poll_message_set(rpt_("It is linked: do so in the file it comes from"))
            return False
        return super().poll(context)

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        from ..scene.artwork import source_note

        self._invoked = True
        noted = source_note.read(self.root(context))
        if not self.filepath and noted and (self.choose or not noted.source.path.is_file()):
            self.filepath = str(noted.source.path)
            if not noted.source.path.is_file():
                gone = Message(
                    "{file} is no longer there: choose where it is now", file=noted.source.path.name
                )
                self.report({"INFO"}, translated(gone))
            context.window_manager.fileselect_add(self)
            return {"RUNNING_MODAL"}
        return self.execute(context)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.reload.reload_artwork import reload_artwork  # not read at Blender's start

        path = Path(bpy.path.abspath(self.filepath)).absolute() if self.filepath else None
        try:
            kept = runtime.state(KeptReadings)
            build = SlicedImport(reload_artwork(self.root(context), path, capture(context), kept))
            if not self._invoked:
                return self.built_at_once(build)
        except SceneError as problem:
            return self.fail(problem)
        return self.build_in_window(build, context)

    def built_at_once(self, build: SlicedImport[ImportOutcome]) -> set[OperatorReturnItems]:
        """Build without a pause, and report."""
        build.run()
        return self.built(build)

    def stop(self) -> set[OperatorReturnItems]:
        """Leave the artwork as it was; once that is being changed, go on to the end."""
        from ..scene.reload.reload_artwork import PAST_RETURN  # not read at Blender's start

        if self._build and self._build.progress >= PAST_RETURN:
            return {"RUNNING_MODAL"}
        self.leave()
        return {"CANCELLED"}

    def built(self, build: SlicedImport[ImportOutcome]) -> set[OperatorReturnItems]:
        done = build.result
        self.report({"WARNING" if done.warnings else "INFO"}, translated(done.message))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_reload_artwork,)

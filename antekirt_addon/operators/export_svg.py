# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the scene leaves Blender as an SVG file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message
from ..scene import compat
from ..scene.error import SceneError
from ..translations import translated
from . import status_bar
from .building_operator import BuildingOperator
from .sliced_import import SlicedImport
from .written_file import WrittenFile, ask_to_replace

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..scene.export_svg.scene_page import Drawn

_ops: Any = bpy.ops  # the stubs know none of ours
OPERATORS = _ops.antekirt
ENDING = ".svg"
SOURCES = (
    ("ARTWORK", "Artwork", "The artwork that is active and all that is selected, seen from its front"),
    ("CAMERA", "Camera View", "What the scene's camera sees of curves, meshes and Grease Pencil"),
)


class ANTEKIRT_OT_export_svg(WrittenFile, BuildingOperator, bpy.types.Operator):
    """Write curves, meshes and Grease Pencil as an SVG file that looks like them"""

    bl_idname = "antekirt.export_svg"
    bl_label = "Export SVG (Antekirt)"
    bl_options = {"PRESET"}

    filepath: bpy.props.StringProperty(
        name="File",
        description="The file to write",
        subtype="FILE_PATH",
        options={"SKIP_SAVE"} | compat.RELATIVE_PATH,
    )
    filter_glob: bpy.props.StringProperty(default=f"*{ENDING}", options={"HIDDEN"})
    source: bpy.props.EnumProperty(name="Source", description="What is written", items=SOURCES)

    is_agreed: bpy.props.BoolProperty(
        name="Replace", description="Replace a file that is there", options={"HIDDEN", "SKIP_SAVE"}
    )
    _path: Path
    _told = status_bar.EXPORTING

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.mode == "EDIT_MESH":  # in which the attributes of a mesh are empty
            cls.poll_message_set(rpt_("Leave this mode first: it works in Object Mode"))
            return False
        return True  # nothing of the scene is changed

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        self._invoked = True
        if self.is_agreed:
            return self.execute(context)
        self.filepath = self.filepath or self.written("")
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    @property
    def ending(self) -> str:
        return ENDING

    def with_ending(self, filepath: str) -> str:
        return filepath if filepath.lower().endswith(ENDING) else filepath + ENDING

    def draw(self, _context: bpy.types.Context) -> None:
        layout: Any = self.layout
        layout.use_property_split = True
        layout.prop(self, "source")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.export_svg.svg_file import export  # not read at Blender's start

        path = self._path = Path(bpy.path.abspath(self.written(self.filepath))).absolute()
        if self._invoked and path.exists() and not self.is_agreed:
            OPERATORS.replace_svg("INVOKE_DEFAULT", filepath=str(path), source=self.source)
            return {"CANCELLED"}  # and begun anew by that, if it is to be
        build = SlicedImport(export(context, path, self.source))
        if self._invoked:
            return self.build_in_window(build, context)
        try:
            build.run()
        except (SceneError, OSError) as problem:
            return self.fail(problem)
        return self.built(build)

    def tick(self, context: bpy.types.Context) -> set[OperatorReturnItems] | None:
        try:
            return super().tick(context)
        except OSError as problem:
            self.leave()
            return self.fail(problem)

    @property
    def is_building(self) -> bool:
        """Never: an export builds nothing, and what the artist does meanwhile is the artist's."""
        return False

    def stop(self) -> set[OperatorReturnItems]:
        self.leave()
        return {"CANCELLED"}

    def built(self, build: SlicedImport[Drawn]) -> set[OperatorReturnItems]:
        for remark in build.result.remarks():
            self.report({"WARNING"}, translated(remark))
        self.report({"INFO"}, translated(Message("Written: {file}", file=self._path.name)))
        return {"FINISHED"}

    def fail(self, problem: SceneError | OSError | str) -> set[OperatorReturnItems]:
        if isinstance(problem, OSError):
            reason = problem.strerror or str(problem)
            problem = Message("{file} cannot be written: {reason}", file=self._path.name, reason=reason)
        return super().fail(problem)


class ANTEKIRT_OT_replace_svg(bpy.types.Operator):
    """Write an SVG file in the place of one that is there"""

    bl_idname = "antekirt.replace_svg"
    bl_label = "Replace"
    bl_options = {"INTERNAL"}

    filepath: bpy.props.StringProperty(name="File", description="The file to write", options={"SKIP_SAVE"})
    source: bpy.props.EnumProperty(
        name="Source", description="What is written", items=SOURCES, options={"SKIP_SAVE"}
    )

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        return ask_to_replace(self, context, event, Path(self.filepath))

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        OPERATORS.export_svg("INVOKE_DEFAULT", filepath=self.filepath, source=self.source, is_agreed=True)
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_export_svg, ANTEKIRT_OT_replace_svg)

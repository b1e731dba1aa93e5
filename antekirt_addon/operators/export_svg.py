# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the scene leaves Blender as an SVG file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..message import Message
from ..scene import compat
from ..scene.error import SceneError
from ..translations import translated
from .error_sentence import error_sentence

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

ENDING = ".svg"
SOURCES = (
    ("ARTWORK", "Artwork", "The artwork that is active and all that is selected, seen from its front"),
    ("CAMERA", "Camera View", "What the scene's camera sees of curves, meshes and Grease Pencil"),
)


class ANTEKIRT_OT_export_svg(bpy.types.Operator):
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
    check_existing: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})
    source: bpy.props.EnumProperty(name="Source", description="What is written", items=SOURCES)

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        if not self.filepath:
            self.filepath = _offered()
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def check(self, _context: bpy.types.Context) -> bool:
        """Have the file browser show the name that is written, and whether a file has it already."""
        written = _written(self.filepath)
        if written == self.filepath:
            return False
        self.filepath = written
        return True

    def draw(self, _context: bpy.types.Context) -> None:
        layout: Any = self.layout
        layout.use_property_split = True
        layout.prop(self, "source")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.export_svg import scene_page, svg_file  # not read at Blender's start

        path = Path(bpy.path.abspath(_written(self.filepath or _offered()))).absolute()
        page_of = scene_page.camera_page if self.source == "CAMERA" else scene_page.artwork_page
        try:
            drawn = page_of(context, path.parent)
            svg_file.write(path, drawn.page)
        except SceneError as error:
            return self._fail(error_sentence(error))
        except OSError as error:
            reason = error.strerror or str(error)
            return self._fail(Message("{file} cannot be written: {reason}", file=path.name, reason=reason))
        for remark in drawn.remarks():
            self.report({"WARNING"}, translated(remark))
        self.report({"INFO"}, translated(Message("Written: {file}", file=path.name)))
        return {"FINISHED"}

    def _fail(self, sentence: str) -> set[OperatorReturnItems]:
        self.report({"ERROR"}, translated(sentence))
        return {"CANCELLED"}


def _offered() -> str:
    """The name that no other was chosen instead of: that of the blend file."""
    return str(Path(bpy.data.filepath or "untitled").with_suffix(ENDING))


def _written(filepath: str) -> str:
    """The name with the ending of an SVG: a blend file's name would be written over."""
    return filepath if filepath.lower().endswith(ENDING) else filepath + ENDING


CLASSES = (ANTEKIRT_OT_export_svg,)

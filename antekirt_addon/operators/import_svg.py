# SPDX-License-Identifier: GPL-3.0-or-later
"""SVG files of the artist's own come into the scene the way results do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..scene import compat
from ..scene.artwork import value_attribute
from ..scene.import_target import capture
from ..scene.kept_reading import KeptReadings
from ..scene.source_file import SourceFile
from ..translations import translated
from . import runtime
from .building_operator import BuildingOperator
from .file_operator import FileOperator
from .scene_properties import SVG_IMPORTS
from .svg_batch_import import SvgBatchImport
from .vector_options import VectorOptions

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..scene.import_target import Target


class ANTEKIRT_OT_import_svg(BuildingOperator, VectorOptions, FileOperator, bpy.types.Operator):
    """Import SVG files as curves, as a mesh or as a Grease Pencil drawing that look like the artwork"""

    bl_idname = "antekirt.import_svg"
    bl_label = "Import SVG (Antekirt)"  # what Blender writes into the menu of a dropped file
    bl_options = {"REGISTER", "UNDO", "PRESET"}

    filter_glob: bpy.props.StringProperty(default="*.svg;*.svgz", options={"HIDDEN"})
    directory: bpy.props.StringProperty(
        subtype="DIR_PATH", options={"HIDDEN", "SKIP_SAVE"} | compat.RELATIVE_PATH
    )
    files: bpy.props.CollectionProperty(
        type=bpy.types.OperatorFileListElement, options={"HIDDEN", "SKIP_SAVE"}
    )
    import_as: bpy.props.EnumProperty(
        name="Import As", description="What the vectors become", items=SVG_IMPORTS[1:], default="CURVES"
    )

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        self._invoked = True
        if self.filepath or self.files:  # dropped into the window
            return self.execute(context)
        return super().invoke(context, event)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        settings = self.vector_settings(self.import_as)
        kept = runtime.state(KeptReadings)
        batch = SvgBatchImport(self._source_files(), settings, self._target(context), kept)
        if not self._invoked:
            batch.run()
            return self.built(batch)
        return self.build_in_window(batch, context)

    def stop(self) -> set[OperatorReturnItems]:
        """Take back the file under way; those before it stay."""
        batch = self._build
        assert isinstance(batch, SvgBatchImport)
        self.leave()
        return self.built(batch)

    def built(self, build: SvgBatchImport) -> set[OperatorReturnItems]:
        """Report what has been imported, be it all or not."""
        if not build.imported:
            return self.fail(build.message()) if build.problems else {"CANCELLED"}
        self.report({"WARNING" if build.is_doubtful else "INFO"}, translated(build.message()))
        return {"FINISHED"}

    def draw(self, _context: bpy.types.Context) -> None:
        layout: Any = self.layout
        layout.use_property_split = True
        layout.prop(self, "import_as")
        self.draw_size(layout)
        layout.prop(self, "align")
        self.draw_vectors(layout)

    def _source_files(self) -> list[SourceFile]:
        names = [file.name for file in self.files if file.name]
        folder = Path(bpy.path.abspath(self.directory))  # a Path would not keep the // of a relative one
        paths = [folder / name for name in names] if self.directory else []
        return [SourceFile(path.absolute()) for path in paths or [Path(bpy.path.abspath(self.filepath))]]

    def _target(self, context: bpy.types.Context) -> Target:
        return capture(context, align=self.align, size=self.size)


class ANTEKIRT_FH_svg(bpy.types.FileHandler):
    """SVG files dropped into a 3D view."""

    bl_idname = "ANTEKIRT_FH_svg"
    bl_label = "SVG (Antekirt)"
    bl_import_operator = "antekirt.import_svg"
    bl_file_extensions = ".svg;.svgz"

    @classmethod
    def poll_drop(cls, context: bpy.types.Context | None) -> bool:
        return bool(context and context.area and context.area.type == "VIEW_3D")


CLASSES = (ANTEKIRT_OT_import_svg, ANTEKIRT_FH_svg)
unregister = value_attribute.unregister


def register() -> None:
    value_attribute.register()
    runtime.watch(runtime.state(KeptReadings).forget)

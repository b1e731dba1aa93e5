# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of the artist's own comes into the scene in the same ways as a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..scene.import_target import capture
from ..scene.source_file import SourceFile
from .file_operator import FileOperator
from .scene_properties import IMAGE_IMPORTS, with_icons
from .texture_choices import TextureChoices, texture_options

if TYPE_CHECKING:
    from pathlib import Path

    from ..scene.import_outcome import ImportOutcome


class ANTEKIRT_OT_import_image(FileOperator, TextureChoices, bpy.types.Operator):
    """Import a picture as a plane, a material, a reference or the world"""

    bl_idname = "antekirt.import_image"
    bl_label = "Import Image"
    bl_options = {"REGISTER", "UNDO"}

    filter_image: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})
    filter_folder: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})
    import_as: bpy.props.EnumProperty(
        name="Import As",
        description="What the image becomes",
        items=with_icons(IMAGE_IMPORTS[1:]),
        default="PLANE",
    )
    pack: bpy.props.BoolProperty(name="Pack", description="Keep the image inside the blend file")

    def bring(self, path: Path, context: bpy.types.Context) -> ImportOutcome:
        from ..scene import import_image  # not read at Blender's start

        target = capture(
            context,
            align=self.align,
            size=self.size,
            shading=self.shading,
            pack=self.pack,
            texture=texture_options(self),
        )
        import_image.check(target, self.import_as)
        return import_image.import_image([SourceFile(path)], self.import_as, target)

    def draw(self, _context: bpy.types.Context) -> None:
        self.layout.use_property_split = True
        self.layout.prop(self, "import_as")
        if self.import_as in {"PLANE", "REFERENCE"}:
            self.layout.prop(self, "size")
            self.layout.prop(self, "align")
        if self.import_as in {"PLANE", "MATERIAL"}:
            self.layout.prop(self, "shading")
        self.layout.prop(self, "pack")


CLASSES = (ANTEKIRT_OT_import_image,)

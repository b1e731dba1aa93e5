# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of the artist's own comes into the scene in the same ways as a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..scene.import_target import capture
from ..scene.source_file import SourceFile
from .file_operator import FileOperator
from .scene_properties import IMAGE_IMPORTS, SHADED, SIZED, with_icons
from .texture_choices import TextureChoices, draw_texture, texture_options

if TYPE_CHECKING:
    from pathlib import Path

    from ..scene.import_outcome import ImportOutcome


class ANTEKIRT_OT_import_image(FileOperator, TextureChoices, bpy.types.Operator):
    """Import a picture as a plane, a material, a decal, a reference, the world and more"""

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
        layout: Any = self.layout
        layout.use_property_split = True
        layout.prop(self, "import_as")
        if self.import_as in SIZED:
            layout.prop(self, "size")
            if self.import_as != "DECAL":
                layout.prop(self, "align")
        if self.import_as in SHADED:
            layout.prop(self, "shading")
        if self.import_as == "MATERIAL":
            draw_texture(layout, self)
        layout.prop(self, "pack")


CLASSES = (ANTEKIRT_OT_import_image,)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Import a picture of the artist's own, in the same ways as a result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import bpy
from bpy_extras.io_utils import ImportHelper

from ..scene import import_image, placement
from ..scene.error import SceneError
from ..scene.work import Work
from .choices import ALIGNS, IMAGE_IMPORTS

if TYPE_CHECKING:
    from ..scene.import_image import ImageChoice
    from ..scene.placement import Align


class ANTEKIRT_OT_import_image(bpy.types.Operator, ImportHelper):
    bl_idname = "antekirt.import_image"
    bl_label = "Import Image"
    bl_description = "Import a WebP, PNG or JPEG picture as a plane, a material, a reference or the world"
    bl_options = {"REGISTER", "UNDO"}

    filter_glob: bpy.props.StringProperty(default="*.webp;*.png;*.jpg;*.jpeg", options={"HIDDEN"})
    import_as: bpy.props.EnumProperty(
        name="Import As", description="What the image becomes", items=IMAGE_IMPORTS, default="PLANE"
    )
    size: bpy.props.FloatProperty(
        name="Size", description="Length of the longer side", default=2.0, min=0.001, unit="LENGTH"
    )
    align: bpy.props.EnumProperty(name="Align", description="How the result is turned", items=ALIGNS)
    lit: bpy.props.BoolProperty(
        name="Lit", description="Shade the picture by the scene's lights; otherwise it shines as it is"
    )
    pack: bpy.props.BoolProperty(name="Pack", description="Keep the image inside the blend file")

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.scene.library:
            cls.poll_message_set("The scene is linked from another file")
            return False
        return True

    def draw(self, _context: bpy.types.Context) -> None:
        self.layout.use_property_split = True
        self.layout.prop(self, "import_as")
        if self.import_as in {"PLANE", "REFERENCE"}:
            self.layout.prop(self, "size")
            self.layout.prop(self, "align")
        if self.import_as in {"PLANE", "MATERIAL"}:
            self.layout.prop(self, "lit")
        self.layout.prop(self, "pack")

    def execute(self, context: bpy.types.Context) -> set[str]:
        path = Path(bpy.path.abspath(self.filepath)).absolute()
        choice = cast("ImageChoice", self.import_as)
        align = cast("Align", self.align)
        target = placement.capture(context, align=align, size=self.size, lit=self.lit, pack=self.pack)
        try:
            import_image.check(target, choice)
            done = import_image.import_image([Work(path)], choice, target)
        except SceneError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        self.report({"WARNING" if done.warnings else "INFO"}, done.message)
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_import_image,)

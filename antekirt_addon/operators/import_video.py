# SPDX-License-Identifier: GPL-3.0-or-later
"""Import a video of the artist's own, in the same ways as a result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import bpy
from bpy_extras.io_utils import ImportHelper

from ..scene import placement
from ..scene.error import SceneError
from ..scene.import_video import import_video
from ..scene.work import Work
from .choices import ALIGNS, VIDEO_IMPORTS

if TYPE_CHECKING:
    from ..scene.import_video import VideoChoice
    from ..scene.placement import Align


class ANTEKIRT_OT_import_video(bpy.types.Operator, ImportHelper):
    bl_idname = "antekirt.import_video"
    bl_label = "Import Video"
    bl_description = "Import an MP4 or WebM video, from the current frame on, as a plane or as a strip"
    bl_options = {"REGISTER", "UNDO"}

    filter_glob: bpy.props.StringProperty(default="*.mp4;*.m4v;*.mov;*.webm", options={"HIDDEN"})
    import_as: bpy.props.EnumProperty(
        name="Import As", description="What the video becomes", items=VIDEO_IMPORTS, default="PLANE"
    )
    size: bpy.props.FloatProperty(
        name="Size", description="Length of the longer side", default=2.0, min=0.001, unit="LENGTH"
    )
    align: bpy.props.EnumProperty(name="Align", description="How the result is turned", items=ALIGNS)
    lit: bpy.props.BoolProperty(
        name="Lit", description="Shade the video by the scene's lights; otherwise it shines as it is"
    )
    loop: bpy.props.BoolProperty(
        name="Loop", description="Begin again after the last frame; otherwise the last frame stays"
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.scene.library:
            cls.poll_message_set("The scene is linked from another file")
            return False
        return True

    def draw(self, _context: bpy.types.Context) -> None:
        self.layout.use_property_split = True
        self.layout.prop(self, "import_as")
        if self.import_as == "PLANE":
            for name in ("size", "align", "lit", "loop"):
                self.layout.prop(self, name)

    def execute(self, context: bpy.types.Context) -> set[str]:
        path = Path(bpy.path.abspath(self.filepath)).absolute()
        align = cast("Align", self.align)
        target = placement.capture(context, align=align, size=self.size, lit=self.lit, loop=self.loop)
        try:
            done = import_video(Work(path), cast("VideoChoice", self.import_as), target)
        except SceneError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        self.report({"WARNING" if done.warnings else "INFO"}, done.message)
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_import_video,)

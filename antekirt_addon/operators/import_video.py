# SPDX-License-Identifier: GPL-3.0-or-later
"""A video of the artist's own comes into the scene in the same ways as a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..scene.import_target import capture
from ..scene.source_file import SourceFile
from .file_operator import FileOperator
from .scene_properties import FILM_CHOICES, VIDEO_IMPORTS, FilmChoices, with_icons

if TYPE_CHECKING:
    from pathlib import Path

    from ..scene.import_outcome import ImportOutcome


class ANTEKIRT_OT_import_video(FilmChoices, FileOperator, bpy.types.Operator):
    """Import a video as a plane or a strip that plays from the current frame on"""

    bl_idname = "antekirt.import_video"
    bl_label = "Import Video"
    bl_options = {"REGISTER", "UNDO"}

    filter_movie: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})
    filter_folder: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})
    import_as: bpy.props.EnumProperty(
        name="Import As",
        description="What the video becomes",
        items=with_icons(VIDEO_IMPORTS[1:]),
        default="PLANE",
    )
    loop: bpy.props.BoolProperty(
        name="Loop",
        description="Begin again after the last frame; otherwise the last frame stays",
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def bring(self, path: Path, context: bpy.types.Context) -> ImportOutcome:
        from ..scene import import_video  # not read at Blender's start

        played = {name: getattr(self, name) for name in FILM_CHOICES}
        if self.loop:
            played["after_end"] = "LOOP"
        target = capture(context, align=self.align, size=self.size, shading=self.shading, **played)
        import_video.check(target, self.import_as)
        return import_video.import_video(SourceFile(path), self.import_as, target)

    def draw(self, _context: bpy.types.Context) -> None:
        self.layout.use_property_split = True
        self.layout.prop(self, "import_as")
        if self.import_as == "PLANE":
            for name in ("size", "align", "shading"):
                self.layout.prop(self, name)
        for name in FILM_CHOICES:
            self.layout.prop(self, name)


CLASSES = (ANTEKIRT_OT_import_video,)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences about files and names, which those without an account have, too."""

from __future__ import annotations

import bpy

from ..addon_id import ADDON_ID, IS_FREE_PART
from . import preferences_library


class FilePreferences:
    """Mixed into a bpy.types.AddonPreferences."""

    library: bpy.props.StringProperty(
        name="Asset Library",
        description="Where results are copied to for the asset browser of all your files",
        subtype="DIR_PATH",
    )
    copy_on_save: bpy.props.EnumProperty(
        name="Copy on Save",
        description="Whose results are copied to a folder beside the blend file when it is saved",
        items=(
            ("NEW", "New Files", "Those of a file that had no name yet, and with Save As what was copied"),
            ("ALWAYS", "All Files", "All results that a blend file uses, each time it is saved"),
            ("NEVER", "Never", "None: they are copied when asked for"),
        ),
        default="NEW",
    )
    keep_attribution: bpy.props.BoolProperty(
        name="Update Attribution Text",
        description="Bring the text that names the artists up to date before each save and render, once you "
        "have had it written",
        default=True,
    )


class AntekirtImportPreferences(FilePreferences, bpy.types.AddonPreferences):
    """Those of the free part; the whole add-on has them among its own."""

    bl_idname = ADDON_ID

    layout: bpy.types.UILayout

    def draw(self, _context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        layout.prop(self, "copy_on_save")
        layout.prop(self, "keep_attribution")
        preferences_library.draw(layout, self)


CLASSES = (AntekirtImportPreferences,) if IS_FREE_PART else ()

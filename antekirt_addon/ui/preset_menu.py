# SPDX-License-Identifier: GPL-3.0-or-later
"""Presets of what is to be generated, through Blender's own preset system."""

from __future__ import annotations

import bpy
from bl_operators.presets import AddPresetBase
from bl_ui.utils import PresetPanel

from ..operators import scene_draft
from ..operators.scene_properties import FILM_CHOICES, VIDEO_SETTINGS
from ..operators.texture_choices import TEXTURE_CHOICES
from ..operators.vector_choices import VECTOR_CHOICES

IMPORT_SETTINGS = ("image_import_as", "then", "svg_import_as", "video_import_as")
PLACEMENT = ("size", "align", "pack", *FILM_CHOICES)
FURTHER_ARTISTS = ("artist_ids", "artist_names", "count")
KEPT = (
    "artist_id",
    "artist_name",
    *FURTHER_ARTISTS,
    "prompt",
    *IMPORT_SETTINGS,
    "motion",
    *VIDEO_SETTINGS,
    *PLACEMENT,
    *TEXTURE_CHOICES,
    *VECTOR_CHOICES,
)


class ANTEKIRT_PT_presets(PresetPanel, bpy.types.Panel):
    bl_label = "Prompt Presets"
    preset_subdir = "antekirt"
    preset_operator = "script.execute_preset"
    preset_add_operator = "antekirt.add_preset"

    @staticmethod
    def reset_cb(context: bpy.types.Context, _path: str) -> None:
        """What Blender calls before a preset: one of an earlier version names one artist and one picture."""
        scene_draft.follow(context)
        for name in FURTHER_ARTISTS:
            context.scene.antekirt.property_unset(name)


class ANTEKIRT_OT_add_preset(AddPresetBase, bpy.types.Operator):  # type: ignore[misc]  # as Blender's own
    """Keep or remove a preset of artist, prompt and all settings below it"""

    bl_idname = "antekirt.add_preset"
    bl_label = "Add Prompt Preset"
    preset_menu = "ANTEKIRT_PT_presets"
    preset_subdir = "antekirt"
    preset_defines = ["chosen = bpy.context.scene.antekirt"]
    preset_values = [f"chosen.{name}" for name in KEPT]


CLASSES = (ANTEKIRT_PT_presets, ANTEKIRT_OT_add_preset)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel Artwork of materials, images, worlds and strips; see artwork_panel.py for objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..operators.sidebar import TAB
from ..scene import compat
from . import origin_body, origin_listing

if TYPE_CHECKING:
    from bpy.types import Context

STRIP_TAB = "Strip"  # Blender's own


class OriginPanel:
    """Mixed into a panel that says which thing it is about."""

    bl_label = "Artwork"
    layout: Any

    @staticmethod
    def thing(context: Context) -> Any:  # noqa: ANN401 - what can be stamped, or None
        raise NotImplementedError

    @classmethod
    def poll(cls, context: Context) -> bool:
        return bool(origin_listing.of(cls.thing(context)).works)

    def draw(self, context: Context) -> None:
        origin_body.draw(self.layout, context, origin_listing.of(self.thing(context)))


class PropertiesPanel(OriginPanel):
    bl_space_type: Any = "PROPERTIES"
    bl_region_type: Any = "WINDOW"


class ANTEKIRT_PT_material_artwork(PropertiesPanel, bpy.types.Panel):
    bl_context = "material"

    @staticmethod
    def thing(context: Context) -> Any:  # noqa: ANN401 - see above
        return getattr(context, "material", None)


class ANTEKIRT_PT_world_artwork(PropertiesPanel, bpy.types.Panel):
    bl_context = "world"

    @staticmethod
    def thing(context: Context) -> Any:  # noqa: ANN401 - see above
        return getattr(context, "world", None)


class ANTEKIRT_PT_image_artwork(OriginPanel, bpy.types.Panel):
    bl_space_type = "IMAGE_EDITOR"
    bl_region_type = "UI"
    bl_category = TAB
    bl_order = 1

    @staticmethod
    def thing(context: Context) -> Any:  # noqa: ANN401 - see above
        space: Any = context.space_data
        return space.image


class ANTEKIRT_PT_sequencer_artwork(OriginPanel, bpy.types.Panel):
    bl_space_type = "SEQUENCE_EDITOR"
    bl_region_type = "UI"
    bl_category = STRIP_TAB

    @staticmethod
    def thing(context: Context) -> Any:  # noqa: ANN401 - see above
        return compat.active_strip(context)


class ANTEKIRT_PT_strip_artwork(PropertiesPanel, bpy.types.Panel):
    bl_context = "strip"

    @staticmethod
    def thing(context: Context) -> Any:  # noqa: ANN401 - see above
        return compat.active_strip(context)


CLASSES = (
    ANTEKIRT_PT_material_artwork,
    ANTEKIRT_PT_world_artwork,
    ANTEKIRT_PT_image_artwork,
    ANTEKIRT_PT_sequencer_artwork,
    *((ANTEKIRT_PT_strip_artwork,) if compat.HAS_STRIP_TAB else ()),
)

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - the stubs know no properties of ours
"""The swatches of an artwork as the artist changes them (`Object.antekirt_swatches`, of its root)."""

from __future__ import annotations

from typing import Any

import bpy

from ..scene.artwork.artwork_root import is_root
from .swatch_change import change

OVERRIDABLE: Any = {"LIBRARY_OVERRIDABLE"}


def _changed(swatch: Any, _context: bpy.types.Context) -> None:
    if is_root(swatch.id_data):
        change(swatch)


SORTINGS = (
    ("SHARE", "By Share", "What covers most before the others"),
    ("LIGHTNESS", "By Lightness", "Dark colors before light ones"),
    ("HUE", "By Hue", "Along the rainbow, grays before all"),
)


def _sorted(root: Any, _context: bpy.types.Context) -> None:
    from ..scene.palette import swatch_list  # not read at Blender's start

    swatch_list.renew(root)


class AntekirtSwatch(bpy.types.PropertyGroup):
    """name: the colour as it is in the artwork; color: as the artist has it."""

    color: bpy.props.FloatVectorProperty(
        name="Color",
        description="A color of the artwork; change it, and all of the artwork that has it follows",
        subtype="COLOR_GAMMA",
        min=0.0,
        max=1.0,
        update=_changed,
        override=OVERRIDABLE,
    )
    share: bpy.props.FloatProperty(
        name="Share", description="How much of the artwork has this color", override=OVERRIDABLE
    )
    ticked: bpy.props.BoolProperty(
        name="Choose", description="Choose it for merging and swapping", override=OVERRIDABLE
    )


CLASSES = (AntekirtSwatch,)


def register() -> None:
    bpy.types.Object.antekirt_swatches = bpy.props.CollectionProperty(  # type: ignore[attr-defined]
        type=AntekirtSwatch, override={*OVERRIDABLE, "USE_INSERTION"}
    )
    bpy.types.Object.antekirt_active_swatch = bpy.props.IntProperty(name="Color", override=OVERRIDABLE)  # type: ignore[attr-defined]
    bpy.types.Object.antekirt_swatch_sorting = bpy.props.EnumProperty(  # type: ignore[attr-defined]
        name="Sort",
        description="In which order colors are listed",
        items=SORTINGS,
        update=_sorted,
        override=OVERRIDABLE,
    )


def unregister() -> None:
    del bpy.types.Object.antekirt_swatch_sorting  # type: ignore[attr-defined]
    del bpy.types.Object.antekirt_active_swatch  # type: ignore[attr-defined]
    del bpy.types.Object.antekirt_swatches  # type: ignore[attr-defined]

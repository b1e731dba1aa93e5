# SPDX-License-Identifier: GPL-3.0-or-later

"""Palettes of Blender's, made of the colours of an artwork and read for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Color

from ...message import Message
from .. import property_compat
from ..error import SceneError
from .color_name import channels, named

if TYPE_CHECKING:
    from collections.abc import Sequence


def save(name: str, colors: Sequence[str]) -> bpy.types.Palette:
    """A new palette with colours; it stays in the file although nothing uses it yet."""
    palette = bpy.data.palettes.new(name)
    palette.use_fake_user = True
    for color in colors:
        made: Any = palette.colors.new()
        shown = Color(channels(color))
        made.color = shown.from_srgb_to_scene_linear() if property_compat.is_linear(made, "color") else shown
    return palette


def colors(name: str) -> list[str]:
    """The colours of a palette in its order. Raises SceneError."""
    palette: Any = bpy.data.palettes.get(name)
    if palette is None or not palette.colors:
        raise SceneError(Message("There is no palette “{name}” with colors", name=name))
    found = []
    for one in palette.colors:
        shown: Any = Color(tuple(one.color))
        found.append(
            named(shown.from_scene_linear_to_srgb() if property_compat.is_linear(one, "color") else shown)
        )
    return list(dict.fromkeys(found))

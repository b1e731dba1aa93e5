# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as a brush of its own, for painting and sculpting; the artist's brushes stay as they are."""

from __future__ import annotations

import secrets
from contextlib import suppress
from math import hypot
from typing import TYPE_CHECKING, Any

import bpy

from ..message import Message
from . import compat
from .asset.preview import give_preview
from .attribution import stamp
from .image_datablock import MOST_PIXELS, size
from .view_shading import largest_view

if TYPE_CHECKING:
    from .import_target import Target
    from .picture import Picture
    from .placement import Place

SHOWN = "antekirt_brush"  # property of a brush and of its texture, the same of both
PAINTS = {"PAINT_TEXTURE": "image_paint", "SCULPT": "sculpt"}  # what a mode paints by
LONGEST = 512.0  # of a stencil, in pixels


def make_brush(pictures: list[Picture], _target: Target, place: Place) -> str:
    """Make one that stamps the first picture."""
    brush = _build(pictures, place)
    _have_it_dragged(brush)
    slot: Any = brush.texture_slot
    slot.map_mode = "VIEW_PLANE"
    wide, high = pictures[0].sides
    slot.scale = (hypot(wide, high) / wide, hypot(wide, high) / high, 1.0)  # all of it is in the circle
    return _sentence(brush, pictures[0])


def make_stencil(pictures: list[Picture], _target: Target, place: Place) -> str:
    """Make one that paints through the first picture, which lies over the view."""
    brush = _build(pictures, place)
    slot: Any = brush.texture_slot
    slot.map_mode = "STENCIL"
    wide, high = pictures[0].sides
    brush.stencil_dimension = [LONGEST / 2 * side / max(wide, high) for side in (wide, high)]
    if area := largest_view(bpy.context):
        brush.stencil_pos = [area.width / 2, area.height / 2]
    return _sentence(brush, pictures[0])


def _have_it_dragged(brush: bpy.types.Brush) -> None:
    """As large as wanted, and turned. Weight and Vertex Paint know no such stroke, and would not use it."""
    with suppress(TypeError):
        brush.stroke_method = "ANCHORED"


def give_textures_back() -> None:
    """After undo and redo: these leave brushes as they are, but not the textures, which brushes lose."""
    textures = {key: texture for texture in bpy.data.textures if (key := texture.get(SHOWN))}
    for brush in bpy.data.brushes:
        if brush.texture is None and not brush.library and (texture := textures.get(brush.get(SHOWN))):
            brush.texture = texture


def _build(pictures: list[Picture], place: Place) -> bpy.types.Brush:
    """A brush for both, active where something is being painted or sculpted."""
    pictures[0] = pictures[0].upright()
    image, attribution = pictures[0].image, pictures[0].source.attribution
    name = image.name.replace("/", " ")  # by which it is found as an asset
    texture: Any = bpy.data.textures.new(name, "IMAGE")
    texture.image, texture.extension = image, "CLIP"
    brush = bpy.data.brushes.new(name, mode="TEXTURE_PAINT")
    brush.use_paint_image = brush.use_paint_sculpt = True
    brush.texture, brush.strength = texture, 1.0
    _paint_in_white(brush)
    compat.set_constant_falloff(brush)
    key = secrets.token_hex(4)
    for datablock in (texture, brush):
        stamp(datablock, attribution)
        datablock[SHOWN] = key
    if compat.BRUSHES_ARE_ASSETS:
        brush.asset_mark()
        wide, high = size(image)
        if wide * high <= MOST_PIXELS:  # of a larger one, a copy takes gigabytes
            give_preview(brush)
    place.things.append(brush)
    place.where = "SCENE"
    return brush


def _paint_in_white(brush: Any) -> None:  # noqa: ANN401 - the stubs have no gradient where it has none yet
    """Have a picture keep its colors: they are multiplied by the brush's, mostly the artist's one for all."""
    brush.color_type = "GRADIENT"
    for element in brush.gradient.elements:
        element.color = (1.0, 1.0, 1.0, 1.0)


def _sentence(brush: bpy.types.Brush, picture: Picture) -> str:
    if _activate(brush):
        return Message("Made a brush of “{name}”: it is the active one", name=picture.source.name)
    return Message("Made a brush of “{name}”: choose it when you paint or sculpt", name=picture.source.name)


def _activate(brush: bpy.types.Brush) -> bool:
    """Paint with a brush, which from 4.3 on must be an asset; False where nothing is painted or sculpted."""
    context = bpy.context
    if context.mode not in PAINTS or not context.tool_settings:
        return False
    paint: Any = getattr(context.tool_settings, PAINTS[context.mode])
    if not compat.BRUSHES_ARE_ASSETS:
        paint.brush = brush
        return True
    with suppress(RuntimeError):
        bpy.ops.brush.asset_activate(
            asset_library_type="LOCAL",
            asset_library_identifier="",
            relative_asset_identifier=f"Brush/{brush.name}",
        )
    return bool(paint.brush == brush)

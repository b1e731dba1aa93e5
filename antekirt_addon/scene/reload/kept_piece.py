# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind and no custom properties
"""The object of a piece that is still there shows what the file has for it now, where the artist has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..artwork import content_note, left_out, piece_note, shape_name
from ..artwork.connection import THIN
from ..artwork.live_value import EVERY
from ..vector.layer_spacing import LAYER

if TYPE_CHECKING:
    from .piece_shape import Piece

MOVED = 1e-5
KEPT = {THIN, *(value.key for value in EVERY)}  # what is the artist's
OF_IMPORT = (  # what is no longer so if the file does not say it any more
    *(shape_name.NAME, shape_name.KEY, shape_name.NAMES, shape_name.KEYS),
    *(shape_name.SPLINES, shape_name.GROUPS, LAYER),
    *(content_note.CONTENT, left_out.LEFT_OUT, left_out.MESSAGES),
)


def follow(one: Piece, piece: Piece, heirs: dict[Any, Any]) -> None:
    """Have the object of a piece show what it is now. heirs: for new parents those that are there already."""
    obj, source = one.obj, piece.obj
    if not one.holds_the_same(piece):
        former = obj.data
        obj.data = source.data
        _keep_animation(former, obj.data)
    take_properties(obj, source)
    _follow_pose(one, piece)
    _follow_depth(obj, source)
    parent = heirs.get(source.parent, source.parent)
    if obj.parent != parent and parent and (source.parent in heirs or LAYER in source.parent):
        obj.parent = parent


def take_properties(obj: Any, source: Any) -> None:
    """Have an object say what a new one says, but for what is the artist's."""
    for key in OF_IMPORT:
        if key in obj and key not in source:
            del obj[key]
    for key, value in source.items():
        if key.startswith("antekirt_") and key not in KEPT:
            plain = getattr(value, "to_list", None) or getattr(value, "to_dict", None)
            obj[key] = plain() if plain else value


def _follow_pose(one: Piece, piece: Piece) -> None:
    """Move an object as far as the file has moved what it shows."""
    obj, now = one.obj, piece_note.pose(one.obj)
    x, y, turn, height = (
        new + is_ - was for new, is_, was in zip(piece.note.pose, now, one.note.pose, strict=True)
    )
    if any(abs(a - b) > MOVED for a, b in zip((x, y, turn, height), now, strict=True)):
        obj.location.xy, obj.rotation_euler.z, obj.scale.y = (x, y), turn, height


def _follow_depth(obj: Any, source: Any) -> None:
    """Lay an object as deep as its layer is now, unless the artist has parted it from the spacing."""
    own, driven = _depth_driver(obj), _depth_driver(source)
    if own and driven and own.driver.expression == driven.driver.expression:
        return
    if not own and abs(obj.location.z) > MOVED:
        return
    if own:
        obj.driver_remove("location", 2)
    if driven:
        obj.animation_data_create().drivers.from_existing(src_driver=driven)
    if obj.location.z != source.location.z:
        obj.location.z = source.location.z


def _depth_driver(obj: Any) -> Any:
    return obj.animation_data and obj.animation_data.drivers.find("location", index=2)


def _keep_animation(former: Any, data: Any) -> None:
    """Give data the keys that those before it had."""
    animated = former.animation_data
    if animated and animated.action:
        kept = data.animation_data_create()
        kept.action = animated.action
        if hasattr(animated, "action_slot"):  # from 4.4
            kept.action_slot = animated.action_slot

# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as a decal on what lies under the 3D cursor."""

from __future__ import annotations

from math import copysign
from typing import TYPE_CHECKING

from mathutils import Quaternion, Vector

from ...message import Message
from ..attribution import stamp
from ..error import SceneError
from ..selection import select
from .attachment import attach
from .build_decal import build, fitting_size
from .surface import graph_of, layer_of, surface_under_cursor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..import_target import Target
    from ..picture import Picture
    from ..placement import Place
    from .surface import Surface


def check(target: Target, place: Place) -> None:
    """Raise SceneError if there is nothing to put a decal on."""
    _surface(target, place)


def make(pictures: Sequence[Picture], target: Target, place: Place) -> str:
    """Put the first picture there. Raises SceneError with nothing made."""
    picture, surface = pictures[0], _surface(target, place)
    size = fitting_size(target.size, surface.obj)
    decal, world = build(
        picture, surface, size, graph_of(place.scene), lit=target.shading != "UNLIT", up=_up(target)
    )
    material = decal.data.materials[0]
    assert material
    for datablock in (material, decal):
        stamp(datablock, picture.source.attribution)
    place.collection().objects.link(decal)
    attach(decal, surface, layer_of(place.scene), world)
    select(place.scene, [decal])
    place.things += [material, decal]
    place.where, place.neighbor = "ON_SURFACE", surface.obj.name
    if size < target.size:
        place.remarks.append(
            Message(
                "The decal is half as long as {thing}, which is no longer than the chosen size",
                thing=surface.obj.name,
            )
        )
    return Message("Put “{name}” on {thing} as a decal", name=picture.source.name, thing=surface.obj.name)


def _up(target: Target) -> Vector:
    """Which way is up for a picture on a floor: as the artist sees it, if it comes as they look at it."""
    if not target.view_rotation or not (target.by_itself or target.align == "VIEW"):
        return Vector((0.0, 1.0, 0.0))
    seen: Vector = Quaternion(target.view_rotation) @ Vector((0.0, 1.0, 0.0))
    if target.align == "VIEW":
        return seen
    return Vector(
        (copysign(1.0, seen.x), 0.0, 0.0) if abs(seen.x) > abs(seen.y) else (0.0, copysign(1.0, seen.y), 0.0)
    )


def _surface(target: Target, place: Place) -> Surface:
    found = surface_under_cursor(target, place.scene)
    if found is None:
        raise SceneError("Nothing is there for a decal: put the 3D cursor on a mesh, or select one")
    return found

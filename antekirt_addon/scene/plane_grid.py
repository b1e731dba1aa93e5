# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures on planes in rows and columns, also those that come later of the same press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mathutils import Matrix

from ..message import Message
from . import picture_plane
from .decal.surface import layer_of
from .id_reference import find
from .selection import select

if TYPE_CHECKING:
    from .import_target import Target
    from .picture import Picture
    from .placement import Place

COLUMNS = 3
GAP = 0.05  # between two, as a part of their size
CELL = "antekirt_cell"  # property of a plane: which of its grid it is, row by row


def make(pictures: list[Picture], target: Target, place: Place) -> str:
    """Add all of them: beside those of the same press, or as a new grid."""
    others = [obj for reference in target.beside if (obj := find(reference)) and CELL in obj]
    pitch = target.size * (1 + GAP)
    first = 1 + max((other[CELL] for other in others), default=-1)
    if others:
        layer_of(place.scene).update()  # so that they are known to be where they are
        corner = others[0].matrix_world.normalized() @ _offset(others[0][CELL], pitch).inverted()
        place.where, place.neighbor = "IN_ROW", others[0].name
    else:
        across, down = min(len(pictures), COLUMNS), -(-len(pictures) // COLUMNS)
        base = place.spot(across * pitch - GAP * target.size, down * pitch - GAP * target.size)
        corner = base @ Matrix.Translation(((1 - across) * pitch / 2, (down - 1) * pitch / 2, 0.0))
    made = []
    for cell, picture in enumerate(pictures, first):
        plane, material = picture_plane.build(picture, target.size, lit=target.shading == "LIT")
        plane[CELL] = cell
        plane.matrix_basis = corner @ _offset(cell, pitch)
        place.collection().objects.link(plane)
        place.things.append(material)
        made.append(plane)
    place.things += made
    select(place.scene, made)
    name = pictures[0].source.name
    if len(pictures) == 1:
        return Message("Added “{name}” to a grid of planes", name=name)
    return Message("Added “{name}” and {count} more as a grid of planes", name=name, count=len(pictures) - 1)


def _offset(cell: int, pitch: float) -> Matrix:
    """From the first of a grid, in its own axes."""
    return Matrix.Translation((cell % COLUMNS * pitch, -(cell // COLUMNS) * pitch, 0.0))

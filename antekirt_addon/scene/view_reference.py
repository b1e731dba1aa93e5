# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as an empty that faces one view, is seen in that alone, and cannot be moved by accident."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import bpy
from mathutils import Euler, Matrix, Quaternion

from ..message import Message
from . import reference_image
from .attribution import stamp
from .selection import select

if TYPE_CHECKING:
    from .import_target import Target
    from .picture import Picture
    from .placement import Place

FRONT = Euler((pi / 2, 0.0, 0.0)).to_quaternion()


def make(pictures: list[Picture], target: Target, place: Place) -> str:
    """Add the first picture so."""
    picture = pictures[0]
    is_seen = target.view_rotation and not bpy.app.background
    turned = Quaternion(target.view_rotation) if is_seen and target.view_rotation else FRONT
    empty = reference_image.build(picture.image, target.size, picture.turn)
    stamp(empty, picture.source.attribution)
    empty.matrix_basis = (
        Matrix.Translation(target.location) @ turned.to_matrix().to_4x4() @ empty.matrix_basis
    )
    empty.show_empty_image_only_axis_aligned = True
    empty.empty_image_side, empty.empty_image_depth = "FRONT", "BACK"
    for lock in ("lock_location", "lock_rotation", "lock_scale"):
        setattr(empty, lock, (True, True, True))
    place.collection().objects.link(empty)
    select(place.scene, [empty])
    place.things.append(empty)
    place.where = "3D_CURSOR"
    return Message("Added “{name}” as a reference that only this view shows", name=picture.source.name)

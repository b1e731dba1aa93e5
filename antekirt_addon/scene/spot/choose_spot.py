# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a result goes: just where its target says, or, when it comes by itself, where that can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix

from ..id_reference import find, holds
from ..import_target import orientation
from .bounding_box import bounding_box, corners_between
from .facing import facing
from .find_spot import Spot, find_spot
from .nearby import obstacles_near
from .row import Member, next_in_row
from .sheet import Sheet
from .shown_view import ShownView, shown_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..import_target import Target


def choose_spot(target: Target, scene: bpy.types.Scene, width: float, height: float) -> Spot:
    """The spot for a new object of that width and height, made in the XY plane around the origin."""
    shown = shown_view(scene, target.view_at) if target.by_itself else None
    rotation = facing(shown.viewpoint.matrix) if shown and target.align == "AUTO" else orientation(target)
    sheet = Sheet(Matrix.Translation(target.location) @ rotation, width, height)
    if members := _members(target, scene):
        return spot_in_row(members, width, height, shown)
    if shown and target.align == "AUTO":
        return find_spot(shown.viewpoint, sheet, obstacles_near(shown, sheet))
    return Spot(sheet)


def spot_in_row(members: Sequence[Member], width: float, height: float, shown: ShownView | None) -> Spot:
    """The spot in a row, past what stands near its ends, which may be far apart."""
    coming = Sheet(members[-1].matrix, width, height)
    if shown is None:
        return next_in_row(members, coming, None, [])
    ends = [coming, Sheet(members[0].matrix, width, height)][: len(members)]
    obstacles = [thing for end in ends for thing in obstacles_near(shown, end)]
    return next_in_row(members, coming, shown.viewpoint, obstacles)


def _members(target: Target, scene: bpy.types.Scene) -> list[Member]:
    """What is in the scene of the things that it belongs with."""
    if not target.beside:
        return []
    found = [find(reference) for reference in target.beside]
    graph = bpy.context.evaluated_depsgraph_get()
    return [_member(obj, graph) for obj in found if obj and holds(scene.objects, obj)]


def _member(obj: bpy.types.Object, graph: bpy.types.Depsgraph) -> Member:
    matrix = obj.matrix_world.normalized()
    own = matrix.inverted_safe()
    reach = [0.0]
    for part in (obj, *obj.children_recursive):
        turned = own @ part.matrix_world
        if box := bounding_box(part.evaluated_get(graph)):
            reach.extend((turned @ corner).x for corner in corners_between(*box))
    return Member(obj.name, matrix, min(reach), max(reach))

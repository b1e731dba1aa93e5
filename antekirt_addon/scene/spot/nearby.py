# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands between a view and a spot, and around that.

Blender computes a tree of all faces before it follows the first ray to a mesh: 100,000 faces take a tenth of
a second, and in Edit Mode they take it for each ray. So of what has that many the box must do, or a part.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from .bounding_box import bounding_box
from .large_surface import surface_within
from .obstacle import VAST, Obstacle

if TYPE_CHECKING:
    from .obstacle import Meets
    from .sheet import Sheet
    from .shown_view import ShownView

FACES = 10_000  # of a mesh whose surface is looked at: some milliseconds
SPLINES = 50  # of a curve, the same
INSTANCES = 5_000  # looked through: a scene may be strewn with them
NEARBY = 64  # obstacles: more than that are beyond sorting out
REACH = 1.8  # of a sheet's size, around it: its own half, and the way that it may be moved
OUTLINED = {"CURVE", "SURFACE", "FONT"}
DRAWN_AS_LINES = {"WIRE", "BOUNDS"}


def obstacles_near(shown: ShownView, sheet: Sheet) -> list[Obstacle]:
    """The nearest first."""
    graph = bpy.context.evaluated_depsgraph_get()
    found: list[Obstacle] = []
    seen: Any
    for count, seen in enumerate(graph.object_instances):
        if count == INSTANCES:
            break
        obj = seen.object
        box = bounding_box(obj) if seen.show_self and obj.display_type not in DRAWN_AS_LINES else None
        if box is None:
            continue
        owner = seen.parent if seen.is_instance else obj  # as evaluated: its original knows no local view
        obstacle = Obstacle.of(owner.name, seen.matrix_world.copy(), *box)
        if _is_near(obstacle, shown, sheet) and owner.visible_in_viewport_get(shown.space):
            solid = seen.instance_object if seen.is_instance else obj
            is_own = not seen.is_instance or solid != seen.parent  # else its geometry is not the object's
            surface = _surface(solid, obstacle, shown, sheet) if is_own else None
            found.append(replace(obstacle, meets=surface))
    found.sort(key=lambda obstacle: (obstacle.middle - sheet.middle).length - obstacle.radius)
    return [obstacle for obstacle in found if not _surrounds(obstacle, shown)][:NEARBY]


def _surface(solid: Any, obstacle: Obstacle, shown: ShownView, sheet: Sheet) -> Meets | None:  # noqa: ANN401 - Blender's
    """Whether a ray meets an object's surface; None where only its box is to be known."""
    if solid.original.mode == "EDIT":
        return None
    if solid.type in OUTLINED:
        is_light = solid.type == "FONT" or len(solid.original.data.splines) <= SPLINES
        return _curve_surface(solid) if is_light else None
    if solid.type != "MESH":
        return None
    if _faces(solid) > FACES:
        is_vast = 2 * obstacle.radius > VAST * sheet.size
        return _part_of_surface(solid, obstacle, shown, sheet) if is_vast else None
    return lambda origin, direction, distance: bool(solid.ray_cast(origin, direction, distance=distance)[0])


def _curve_surface(solid: Any) -> Meets:  # noqa: ANN401 - an evaluated object
    """The same for a curve or text. Blender crashes when it is to follow a ray to a curve without a face."""
    mesh = solid.to_mesh()
    points = [vertex.co.copy() for vertex in mesh.vertices]
    tree = BVHTree.FromPolygons(points, [tuple(face.vertices) for face in mesh.polygons])
    solid.to_mesh_clear()
    return lambda origin, direction, distance: tree.ray_cast(origin, direction, distance)[0] is not None


def _part_of_surface(solid: Any, obstacle: Obstacle, shown: ShownView, sheet: Sheet) -> Meets | None:  # noqa: ANN401 - Blender's
    """The same for a mesh that is large in every respect: only what is near the rays."""
    if _levels(solid):
        return None
    to_view = shown.viewpoint.matrix.inverted()
    ends = [to_view @ shown.viewpoint.origin_to(sheet.middle), to_view @ sheet.middle]
    sides = [sorted(pair) for pair in zip(*(end.to_tuple() for end in ends), strict=True)]
    reach = Vector((REACH, REACH, REACH)) * sheet.size
    low, high = (Vector([side[at] for side in sides]) for at in (0, 1))
    return surface_within(solid.data, to_view @ obstacle.matrix, low - reach, high + reach)


def _faces(solid: Any) -> int:  # noqa: ANN401 - an evaluated object
    """How many faces a mesh has, near enough: to ask would have one subdivided that the GPU subdivides."""
    levels = _levels(solid)
    return int(len((solid.original if levels else solid).data.polygons) * 4**levels)


def _levels(solid: Any) -> int:  # noqa: ANN401 - an evaluated object
    return sum(m.levels for m in solid.modifiers if m.type == "SUBSURF" and m.show_viewport)


def _is_near(obstacle: Obstacle, shown: ShownView, sheet: Sheet) -> bool:
    """Whether it may be met on the way from the view to a spot around a sheet."""
    origin = shown.viewpoint.origin_to(sheet.middle)
    way = sheet.middle - origin
    along = (obstacle.middle - origin).dot(way) / way.length_squared if way.length else 0.0
    nearest = origin + way * min(max(along, 0.0), 1.0)
    return bool((obstacle.middle - nearest).length <= obstacle.radius + REACH * sheet.size)


def _surrounds(obstacle: Obstacle, shown: ShownView) -> bool:
    """Whether the view looks from within a box of which nothing else is known, such as a landscape's."""
    return (
        obstacle.meets is None
        and shown.viewpoint.has_eye
        and obstacle.holds(shown.viewpoint.matrix.translation)
    )

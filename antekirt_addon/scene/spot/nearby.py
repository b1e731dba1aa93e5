# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands between a view and a spot, and around that.

Blender computes a tree of all faces before it follows the first ray to a mesh: 100,000 faces take a tenth of
a second, and in Edit Mode they take it for each ray. So what is large is known by its box alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from .bounding_box import bounding_box
from .obstacle import Obstacle

if TYPE_CHECKING:
    from mathutils import Vector

    from .obstacle import Meets
    from .sheet import Sheet
    from .shown_view import ShownView

FACES = 10_000  # of a mesh whose surface is looked at: some milliseconds
SPLINES = 50  # of a curve, the same
INSTANCES = 5_000  # looked through: a scene may be strewn with them
NEARBY = 64  # obstacles: more than that are beyond sorting out
REACH = 2.0  # of a sheet's size, around it
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
        solid = seen.instance_object if seen.is_instance else obj
        obstacle = Obstacle.of(owner.name, seen.matrix_world.copy(), *box, _surface(solid, seen))
        if _is_near(obstacle, shown, sheet) and owner.visible_in_viewport_get(shown.space):
            found.append(obstacle)
    found.sort(key=lambda obstacle: (obstacle.middle - sheet.middle).length - obstacle.radius)
    return [obstacle for obstacle in found if not _surrounds(obstacle, shown)][:NEARBY]


def _surface(solid: Any, seen: Any) -> Meets | None:  # noqa: ANN401 - Blender's
    """Whether a ray meets an object's surface; None where only its box is to be known."""
    if seen.is_instance and solid == seen.parent:  # its geometry is not the object's own
        return None
    if solid.original.mode == "EDIT" or not _is_light(solid):
        return None

    def meets(origin: Vector, direction: Vector, distance: float) -> bool:
        try:
            return bool(solid.ray_cast(origin, direction, distance=distance)[0])
        except RuntimeError:  # it has no face at all
            return False

    return meets


def _is_light(solid: Any) -> bool:  # noqa: ANN401 - an evaluated object
    if solid.type == "MESH":
        return _faces(solid) <= FACES
    if solid.type in {"CURVE", "SURFACE"}:
        return len(solid.data.splines) <= SPLINES
    return bool(solid.type == "FONT")


def _faces(solid: Any) -> int:  # noqa: ANN401 - an evaluated object
    """How many faces a mesh has, near enough: to ask would have one subdivided that the GPU subdivides."""
    levels = sum(m.levels for m in solid.modifiers if m.type == "SUBSURF" and m.show_viewport)
    return int(len((solid.original if levels else solid).data.polygons) * 4**levels)


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

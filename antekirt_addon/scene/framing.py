# SPDX-License-Identifier: GPL-3.0-or-later
"""A 3D view moved and zoomed until objects fill it; neither they nor the selection are touched."""

from __future__ import annotations

from math import atan, sin
from typing import TYPE_CHECKING, Any

import bpy
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Vector

from ..message import Message, joined
from . import reference_image
from .error import SceneError
from .id_reference import holds

if TYPE_CHECKING:
    from collections.abc import Sequence

HALF_SENSOR = 36.0  # millimetres: a view without a camera shows twice as much as a camera of the same lens
MARGIN = 1.1
EDGE_ON = 0.1  # cosine between the view and a picture's normal, below which nothing of it is seen
REACH = 0.999  # of the way: what lies behind the picture, or it itself, is not before it


def fill_view(context: bpy.types.Context, area: bpy.types.Area, objects: Sequence[bpy.types.Object]) -> str:
    """Frame objects and their children; gives a sentence if that took more than a move.

    Raises SceneError when none of them can be seen in this view layer.
    """
    space, layer = area.spaces.active, context.view_layer
    assert isinstance(space, bpy.types.SpaceView3D)
    assert layer is not None
    family = {thing for obj in objects for thing in (obj, *obj.children_recursive)}
    there = [obj for obj in family if holds(layer.objects, obj)]
    if space.local_view:
        for obj in there:
            obj.local_view_set(space, True)
    seen = [obj for obj in there if obj.visible_get(view_layer=layer, viewport=space)]
    corners = [corner for obj in seen for corner in _corners(obj)]
    if not corners:
        raise SceneError("It is hidden in this view layer: show it in the Outliner")
    view: Any = space.region_3d
    told = []
    if view.view_perspective == "CAMERA":
        if _is_in_camera_view(context, seen, corners):
            return Message("The camera sees all of it")
        view.view_perspective = "PERSP"
        told.append(Message("The view has left the camera"))
    _move(area, space, view, corners)
    if not _is_open(context, space, seen, corners):
        before, front = view.view_rotation.copy(), reference_image.front(seen[0])
        view.view_rotation = front
        _move(area, space, view, corners)
        if _is_open(context, space, seen, corners):
            told.append(Message("The view was turned to its front"))
        else:
            view.view_rotation = before
            _move(area, space, view, corners)
            told.append(Message("Something stands before it"))
    return joined(told) if told else ""


def _corners(obj: Any) -> list[Vector]:  # noqa: ANN401 - an Object
    """The corners of what an object shows; none of an empty that is only there to move others."""
    box = obj.bound_box
    if obj.type == "EMPTY":
        half = obj.empty_display_size / 2
        box = [] if obj.children else [(x, y, 0.0) for x in (-half, half) for y in (-half, half)]
    return [obj.matrix_world @ Vector(corner) for corner in box]


def _is_in_camera_view(context: bpy.types.Context, seen: Sequence[Any], corners: Sequence[Vector]) -> bool:
    """Whether the camera has all corners in its picture, and nothing before their middle."""
    scene = context.scene
    camera = scene and scene.camera
    if not scene or not camera:
        return False
    pictured = [world_to_camera_view(scene, camera, corner) for corner in corners]
    if not all(0 <= at.x <= 1 and 0 <= at.y <= 1 and at.z > 0 for at in pictured):
        return False
    return _is_way_free(context, camera.matrix_world.translation, seen, _middle(corners))


def _is_open(context: bpy.types.Context, space: Any, seen: Sequence[Any], corners: Sequence[Vector]) -> bool:  # noqa: ANN401 - of the view
    """Whether a view has nothing before the middle of what it is moved to, and does not see it edge-on."""
    view, middle = space.region_3d, _middle(corners)
    ahead = view.view_rotation @ Vector((0.0, 0.0, 1.0))
    if len(seen) == 1 and seen[0].type in {"MESH", "EMPTY"} and not seen[0].dimensions.z:
        normal = seen[0].matrix_world.to_quaternion() @ Vector((0.0, 0.0, 1.0))
        if abs(normal.dot(ahead)) < EDGE_ON:
            return False
    return bool(space.local_view) or _is_way_free(context, middle + ahead * view.view_distance, seen, middle)


def _is_way_free(context: bpy.types.Context, eye: Vector, seen: Sequence[Any], middle: Vector) -> bool:
    scene, way = context.scene, middle - eye
    assert scene
    depsgraph = context.evaluated_depsgraph_get()
    is_hit, _, _, _, first, _ = scene.ray_cast(depsgraph, eye, way.normalized(), distance=way.length * REACH)
    return not is_hit or first.original in seen


def _move(area: bpy.types.Area, space: Any, view: Any, corners: Sequence[Vector]) -> None:  # noqa: ANN401 - of the view
    """Move the view so that a sphere around the corners fills what no sidebar covers."""
    region = next(region for region in area.regions if region.type == "WINDOW")
    covered = sum(over.width for over in area.regions if over.type == "UI" and over.width > 1)
    free = max(region.width - covered, region.width / 3)
    middle = _middle(corners)
    radius = max((corner - middle).length for corner in corners) * MARGIN
    larger = max(region.width, region.height)
    slope = HALF_SENSOR / space.lens
    view.view_distance = radius / sin(atan(slope * min(free, region.height) / larger))
    aside = (region.width - free) / larger * slope * view.view_distance
    view.view_location = middle + view.view_rotation @ Vector((aside, 0.0, 0.0))


def _middle(corners: Sequence[Vector]) -> Vector:
    lowest, highest = ([way(axis) for axis in zip(*corners, strict=True)] for way in (min, max))
    return (Vector(lowest) + Vector(highest)) / 2

# SPDX-License-Identifier: GPL-3.0-or-later
"""The surface that a decal is put on: what lies under the 3D cursor, or else what is selected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Quaternion, Vector
from mathutils.bvhtree import BVHTree

from ..id_reference import find
from ..spot.bounding_box import corners_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..import_target import Target

IS_DECAL = "antekirt_decal"  # property of an object that lies on another, and never bears one itself
TOUCHING = 0.02  # of a decal's size: a cursor so near to a surface was put on it
AWAY = 1e-4  # of a decal's size: where a ray begins that must not meet the surface it leaves
UP = Vector((0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Surface:
    """A point of an object's surface, in the world. normal: to the side that the decal is on.

    towards: the direction to who looks, or up.
    """

    obj: bpy.types.Object
    point: Vector
    normal: Vector
    towards: Vector


def surface_under_cursor(target: Target, scene: bpy.types.Scene) -> Surface | None:
    """What the cursor touches, is within of, or has behind it; else the nearest that is selected."""
    layer, graph = layer_of(scene), graph_of(scene)
    cursor = Vector(target.location)
    view = None if bpy.app.background else target.view_rotation  # there a script says where, and nobody looks
    towards = Quaternion(view) @ UP if view else UP
    bearers = [bearer for obj in layer.objects if can_bear(obj, layer) and (bearer := _Bearer.of(obj, graph))]
    selected = [find(reference) for reference in target.objects]
    chosen = [bearer for bearer in bearers if any(bearer.obj == obj for obj in selected)]
    found = (
        _touched(bearers, cursor, TOUCHING * target.size)
        or _outside(bearers, cursor, towards)
        or _first(bearers, cursor, -towards)
        or _touched(chosen, cursor)
    )
    if found is None:
        return None
    bearer, point, normal = found
    if normal.dot(towards) < 0 and not bearer.ray(point + towards * AWAY * target.size, towards):
        normal = -normal  # one sheet, seen from its back
    return Surface(bearer.obj, point, normal, towards)


def layer_of(scene: bpy.types.Scene) -> bpy.types.ViewLayer:
    """The view layer of a scene that is shown, or its first."""
    layer = bpy.context.view_layer if bpy.context.scene == scene else scene.view_layers[0]
    assert layer
    return layer


def graph_of(scene: bpy.types.Scene) -> bpy.types.Depsgraph:
    """The same as evaluated, up to date."""
    layer = layer_of(scene)
    layer.update()
    assert layer.depsgraph
    return layer.depsgraph


def can_bear(obj: bpy.types.Object, layer: bpy.types.ViewLayer) -> bool:
    """Whether a decal can be wrapped on an object: a mesh that is seen, as Shrinkwrap takes no other."""
    return obj.type == "MESH" and not obj.get(IS_DECAL) and obj.visible_get(view_layer=layer)


@dataclass(frozen=True, slots=True)
class _Bearer:
    """An object as evaluated, and the ball in the world that holds it.

    tree: of its faces while they are edited, when Blender follows no rays to them.
    """

    obj: bpy.types.Object
    solid: Any
    tree: Any
    middle: Vector
    radius: float

    @classmethod
    def of(cls, obj: bpy.types.Object, graph: bpy.types.Depsgraph) -> _Bearer | None:
        """None if it has no faces, or no extent."""
        solid: Any = obj.evaluated_get(graph)
        tree = _tree(solid) if obj.mode == "EDIT" else None
        box = [Vector(solid.bound_box[at]) for at in (0, 6)]
        if not (tree or solid.data.polygons) or box[0] == box[1] or not solid.matrix_world.determinant():
            return None
        corners = [solid.matrix_world @ corner for corner in corners_between(*box)]
        middle = sum(corners, Vector()) / len(corners)
        return cls(obj, solid, tree, middle, max((corner - middle).length for corner in corners))

    def nearest(self, point: Vector) -> tuple[Vector, Vector] | None:
        """The point of its surface that is nearest to one, and the normal there."""
        matrix = self.solid.matrix_world
        own = matrix.inverted() @ point
        if self.tree:
            at, normal, _, _ = self.tree.find_nearest(own)
            is_found = at is not None
        else:
            is_found, at, normal, _ = self.solid.closest_point_on_mesh(own)
        return (matrix @ at, _to_world(matrix, normal)) if is_found else None

    def ray(self, origin: Vector, direction: Vector) -> tuple[Vector, Vector] | None:
        """The point of its surface that a ray meets first, and the normal there."""
        beside = self.middle - origin
        along = max(beside.dot(direction), 0.0)
        if (origin + direction * along - self.middle).length > self.radius:
            return None
        matrix = self.solid.matrix_world
        own = matrix.inverted()
        ray = own @ origin, (own.to_3x3() @ direction).normalized()
        if self.tree:
            at, normal, _, _ = self.tree.ray_cast(*ray)
            is_met = at is not None
        else:
            is_met, at, normal, _ = self.solid.ray_cast(*ray)
        return (matrix @ at, _to_world(matrix, normal)) if is_met else None


def _tree(solid: Any) -> Any:  # noqa: ANN401 - an evaluated object; a BVHTree
    """The tree of the faces of an object; None if it has none."""
    mesh = solid.to_mesh()
    points = [vertex.co.copy() for vertex in mesh.vertices]
    faces = [tuple(face.vertices) for face in mesh.polygons]
    solid.to_mesh_clear()
    return BVHTree.FromPolygons(points, faces) if faces else None


def _to_world(matrix: Any, normal: Vector) -> Vector:  # noqa: ANN401 - a Matrix
    turned: Vector = (matrix.to_3x3().inverted().transposed() @ normal).normalized()
    return turned


def _touched(
    bearers: Sequence[_Bearer], cursor: Vector, reach: float = float("inf")
) -> tuple[_Bearer, Vector, Vector] | None:
    """The nearest within reach."""
    near = (one for one in bearers if (one.middle - cursor).length <= one.radius + reach)
    met = [(one, *hit) for one in near if (hit := one.nearest(cursor)) and (hit[0] - cursor).length <= reach]
    return min(met, key=lambda one: (one[1] - cursor).length, default=None)


def _outside(
    bearers: Sequence[_Bearer], cursor: Vector, towards: Vector
) -> tuple[_Bearer, Vector, Vector] | None:
    """Where a cursor that is within something would come out of it towards who looks."""
    leaving = [one for one in _met(bearers, cursor, towards) if one[2].dot(towards) > 0]
    return min(leaving, key=lambda one: (one[1] - cursor).length, default=None)


def _first(
    bearers: Sequence[_Bearer], cursor: Vector, direction: Vector
) -> tuple[_Bearer, Vector, Vector] | None:
    return min(_met(bearers, cursor, direction), key=lambda one: (one[1] - cursor).length, default=None)


def _met(
    bearers: Sequence[_Bearer], origin: Vector, direction: Vector
) -> Iterator[tuple[_Bearer, Vector, Vector]]:
    return ((one, *hit) for one in bearers if (hit := one.ray(origin, direction)))

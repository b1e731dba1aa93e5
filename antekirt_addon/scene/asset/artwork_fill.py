# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artwork's objects fill, seen from above: edges, colour and depth, whatever they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import bpy
import numpy as np
from mathutils import Matrix

from ...media import srgb
from ..export import grease_pencil_fill
from ..grease_pencil_compat import GREASE_PENCIL
from .artwork_gradient import gradient_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .artwork_gradient import Gradient

    Edges: TypeAlias = NDArray[np.float64]

STEPS = 6  # straight pieces of each piece of a curve: enough for a thumbnail
Color: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fill:
    """edges: (n, 2, 2) from one point to the next; what is inside by the even-odd rule has the colour.

    color: RGBA, sRGB-encoded. gradient: instead, for points seen from above (n, 2), colours (n, 4).
    """

    edges: Edges
    color: Color
    depth: float
    gradient: Gradient | None = None


def fills_of(datablock: Any) -> list[Fill]:  # noqa: ANN401 - an ID of any kind
    """All that an artwork's collection, or one object of it, fills; of anything else nothing."""
    if isinstance(datablock, bpy.types.Collection):
        objects = list(datablock.all_objects)
    elif isinstance(datablock, bpy.types.Object):
        objects = [datablock]
    else:
        return []
    above = next((obj for obj in objects if obj.parent not in objects), None)
    upright = above.matrix_basis.inverted_safe() if above else Matrix.Identity(4)
    return [fill for obj in objects for fill in _fills(obj, np.array(upright @ _placed(obj)))]


def _placed(obj: bpy.types.Object) -> Matrix:
    """Where an object is, also where Blender has not computed it yet."""
    return (
        _placed(obj.parent) @ obj.matrix_parent_inverse @ obj.matrix_basis if obj.parent else obj.matrix_basis
    )


def _fills(obj: bpy.types.Object, matrix: NDArray[np.float64]) -> Iterator[Fill]:
    data: Any = obj.data
    if obj.hide_render:
        return
    if obj.type == "CURVE":
        found = _of_curve(data)
    elif obj.type == "MESH":
        found = _of_mesh(data)
    elif obj.type in GREASE_PENCIL:
        found = _of_grease_pencil(obj)
    else:
        return
    gradients = [_placed_gradient(material, matrix) for material in data.materials]
    for edges, color, slot in found:
        placed = np.concatenate([edges, np.ones((*edges.shape[:2], 1))], axis=2) @ matrix.T
        gradient = gradients[slot] if 0 <= slot < len(gradients) else None
        yield Fill(placed[..., :2], color, float(placed[0, 0, 2]), gradient)


def _placed_gradient(material: bpy.types.Material | None, matrix: NDArray[np.float64]) -> Gradient | None:
    """A material's gradient by where points are seen; their depth is of no matter for a flat artwork."""
    gradient = gradient_of(material)
    if gradient is None:
        return None
    back = np.linalg.pinv(matrix)

    def colors(points: NDArray[np.float64]) -> NDArray[np.float64]:
        flat = np.column_stack([points, np.zeros(len(points)), np.ones(len(points))])
        return gradient((flat @ back.T)[:, :3])

    return colors


def _of_curve(data: Any) -> Iterator[tuple[Edges, Color, int]]:  # noqa: ANN401 - a curve
    """The splines of each slot, which Blender fills together."""
    slots: dict[int, list[Edges]] = {}
    for spline in data.splines:
        if spline.type == "BEZIER" and len(spline.bezier_points):
            slots.setdefault(spline.material_index, []).append(_edges(_flattened(spline.bezier_points)))
    for slot, parts in slots.items():
        yield np.concatenate(parts), _color(data.materials, slot), slot


def _flattened(points: Any) -> NDArray[np.float64]:  # noqa: ANN401 - Bézier points
    """A closed Bézier spline as a ring of points (n, 3)."""
    count = len(points)
    co, left, right = (np.empty(3 * count, np.float32) for _ in range(3))
    points.foreach_get("co", co)
    points.foreach_get("handle_left", left)
    points.foreach_get("handle_right", right)
    start = co.reshape(-1, 1, 3)
    out, into = right.reshape(-1, 1, 3), np.roll(left.reshape(-1, 1, 3), -1, axis=0)
    end = np.roll(start, -1, axis=0)
    t = np.linspace(0.0, 1.0, STEPS, endpoint=False).reshape(1, -1, 1)
    s = 1 - t
    ring = s**3 * start + 3 * s**2 * t * out + 3 * s * t**2 * into + t**3 * end
    return np.asarray(ring.reshape(-1, 3), np.float64)


def _edges(ring: NDArray[np.float64]) -> Edges:
    return np.stack([ring, np.roll(ring, -1, axis=0)], axis=1)


def _of_mesh(data: Any) -> Iterator[tuple[Edges, Color, int]]:  # noqa: ANN401 - a mesh
    """The faces of each colour and depth: edges between two of them cancel each other out."""
    if not data.polygons:
        return
    points = np.empty(3 * len(data.vertices), np.float32)
    data.vertices.foreach_get("co", points)
    places = points.reshape(-1, 3).astype(np.float64)
    corner, start, total, slot = (
        _ints(blocks, name)
        for blocks, name in (
            (data.loops, "vertex_index"),
            (data.polygons, "loop_start"),
            (data.polygons, "loop_total"),
            (data.polygons, "material_index"),
        )
    )
    face = np.repeat(np.arange(len(total)), total)
    following = np.arange(len(corner)) + 1
    following[start + total - 1] = start
    edges = places[np.stack([corner, corner[following]], axis=1)]
    depth = places[corner[start], 2].round(6)
    kinds, kind = np.unique(
        np.column_stack([depth, slot, _face_colors(data, start, slot)]), axis=0, return_inverse=True
    )
    order = np.argsort(kind.ravel()[face], kind="stable")
    ends = np.cumsum(np.bincount(kind.ravel()[face], minlength=len(kinds)))
    for own, (_, number, *color) in zip(np.split(edges[order], ends[:-1]), kinds.tolist(), strict=True):
        yield own, tuple(color), int(number)


def _of_grease_pencil(obj: bpy.types.Object) -> Iterator[tuple[Edges, Color, int]]:
    """Each filled area, by itself: those of one colour may overlap."""
    for fill in grease_pencil_fill.fills(obj, obj.data):
        red, green, blue, alpha = fill.color
        yield _edges(fill.points), (srgb.encoded(red), srgb.encoded(green), srgb.encoded(blue), alpha), -1


def _face_colors(data: Any, start: NDArray[np.int32], slot: NDArray[np.int32]) -> NDArray[np.float64]:  # noqa: ANN401 - a mesh
    """The colour of each face: the mesh's own where its material shows that."""
    of_slot = np.array([_color(data.materials, index) for index in range(max(1, slot.max() + 1))])
    colors = of_slot[slot]
    painted = data.color_attributes.active_color
    if painted and painted.domain == "CORNER":
        own = np.empty(4 * len(painted.data), np.float32)
        painted.data.foreach_get("color_srgb", own)
        shows = np.array([_shows_attribute(material) for material in data.materials] or [False])
        by_mesh = shows[np.minimum(slot, len(shows) - 1)]
        colors[by_mesh] = own.reshape(-1, 4)[start][by_mesh]
    return colors


def _shows_attribute(material: Any) -> bool:  # noqa: ANN401 - a material, or None
    nodes = material.node_tree.nodes if material and material.node_tree else ()
    return any(node.bl_idname == "ShaderNodeVertexColor" for node in nodes)


def _ints(blocks: Any, name: str) -> NDArray[np.int32]:  # noqa: ANN401 - loops or polygons
    values = np.empty(len(blocks), np.int32)
    blocks.foreach_get(name, values)
    return values


def _color(materials: Any, slot: int) -> Color:  # noqa: ANN401 - of data of any kind
    """What a slot's material shows in a solid view: of a gradient one of its colours."""
    material = materials[slot] if slot < len(materials) else None
    if material is None:
        return 0.8, 0.8, 0.8, 1.0
    style = material.grease_pencil
    red, green, blue, alpha = style.fill_color if style else material.diffuse_color
    return srgb.encoded(red), srgb.encoded(green), srgb.encoded(blue), alpha

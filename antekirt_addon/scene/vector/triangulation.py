# SPDX-License-Identifier: GPL-3.0-or-later
"""Simple polygons become triangles: by Blender, and exactly where its 32 bits do not suffice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.arrays import batches, cross, ranges, starts_of
from ...media.svg.geometry.monotone_triangulation import triangles
from ...media.svg.geometry.ring_set import UNITS, Rings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy
    from numpy.typing import NDArray

    from ...media.arrays import Flags, Floats, Integers
    from ...media.svg.shape import Polygons

FANS = np.array([(0, 1, 2), (0, 1, 2), (0, 2, 3)])  # of a triangle, and both of a quadrilateral
CORNERS_AT_ONCE = 20_000  # about five milliseconds
ENOUGH = 1e-6  # of a polygon's area may be filled twice, or beside it


def triangulate(
    polygons: Polygons, size: float, scratch: bpy.types.Mesh
) -> Iterator[tuple[Integers, Integers]]:
    """For some polygons at a time their triangles (m, 3), by the numbers of their points, and whose each is.

    size: the artwork's longer side, in the units of the polygons. scratch: an empty mesh, and empty again
    before the first is given.
    """
    for begin, end in batches(polygons.starts[1:], CORNERS_AT_ONCE):
        starts = polygons.starts[begin : end + 1] - polygons.starts[begin]
        corners = polygons.corners[polygons.starts[begin] : polygons.starts[end]]
        # Whole numbers about the middle: 32 bits hold them exactly.
        points = (polygons.points[corners] * (UNITS / size) - UNITS / 2) * (1, -1)
        faces, owner = _triangles(points, starts, scratch)
        yield corners[faces], begin + owner


def _triangles(points: Floats, starts: Integers, scratch: bpy.types.Mesh) -> tuple[Integers, Integers]:
    """The triangles of some polygons, and whose each is."""
    sizes = np.diff(starts)
    quads = np.flatnonzero(sizes == 4)
    quads = quads[_is_convex(points[starts[quads][:, None] + np.arange(4)])]
    three, four = starts[:-1][sizes == 3], starts[quads]
    faces = np.concatenate([first[:, None] + FANS[n] for n, first in enumerate((three, four, four))])
    owner = np.concatenate((np.flatnonzero(sizes == 3), quads, quads))
    if len(three) + len(four) == len(sizes):
        return faces, owner
    other = np.setdiff1d(np.flatnonzero(sizes > 3), quads, assume_unique=True)
    index = ranges(starts[other], sizes[other])
    own, first = points[index], starts_of(sizes[other])
    clipped = ear_clipped(np.column_stack([own, np.zeros(len(own))]), sizes[other], scratch).astype(np.int64)
    mended, whose = _mended(own, first, clipped, np.searchsorted(first, clipped[:, 0], side="right") - 1)
    return np.concatenate((faces, index[mended])), np.concatenate((owner, other[whose]))


def _is_convex(quads: Floats) -> Flags:
    """Of polygons of four corners each (n, 4, 2), counterclockwise, which are."""
    sides = np.roll(quads, -1, axis=1) - quads
    after = np.roll(sides, -1, axis=1)
    left: Flags = sides[..., 0] * after[..., 1] > sides[..., 1] * after[..., 0]
    return np.asarray(left.all(axis=1))


def ear_clipped(points: NDArray[np.float64], sizes: Integers, scratch: bpy.types.Mesh) -> NDArray[np.int32]:
    """The triangles (m, 3) of outlines that follow each other in points (n, 3), in the same order."""
    scratch.vertices.add(len(points))
    scratch.loops.add(len(points))
    scratch.polygons.add(len(sizes))
    _set(scratch, "position", "vector", points.astype(np.float32))
    _set(scratch, ".corner_vert", "value", np.arange(len(points), dtype=np.int32))
    scratch.polygons.foreach_set("loop_start", (np.cumsum(sizes) - sizes).astype(np.int32))
    scratch.update()
    scratch.calc_loop_triangles()
    faces = np.empty(3 * len(scratch.loop_triangles), np.int32)
    scratch.loop_triangles.foreach_get("loops", faces)  # here the numbers of the points as well
    scratch.clear_geometry()
    return faces.reshape(-1, 3)


def fill_mesh(data: bpy.types.Mesh, points: Floats, depth: Floats, faces: Integers) -> None:
    """Put points (n, 2), each at its depth, and faces (m, 3 or 4) between them into an empty mesh."""
    data.vertices.add(len(points))
    data.loops.add(faces.size)
    data.polygons.add(len(faces))
    _set(data, "position", "vector", np.column_stack([points, depth]).astype(np.float32))
    _set(data, ".corner_vert", "value", faces.astype(np.int32))
    data.polygons.foreach_set("loop_start", np.arange(0, faces.size, faces.shape[1], dtype=np.int32))
    data.update(calc_edges=True)


def _set(data: bpy.types.Mesh, attribute: str, field: str, values: NDArray[Any]) -> None:
    """Set an attribute that a mesh has by itself: a hundred times faster than by its elements."""
    own: Any = data.attributes[attribute]
    own.data.foreach_set(field, values.ravel())


def _mended(points: Floats, starts: Integers, faces: Integers, owner: Integers) -> tuple[Integers, Integers]:
    """The triangles, those of polygons that they do not just fill made anew."""
    count = len(starts) - 1
    a, b, c = (points[faces[:, corner]] for corner in range(3))
    filled = np.bincount(owner, weights=np.abs(cross(b - a, c - a)), minlength=count)
    following = np.arange(1, len(points) + 1)
    following[starts[1:] - 1] = starts[:-1]
    area = np.add.reduceat(cross(points, points[following]), starts[:-1])
    wrong = np.flatnonzero(np.abs(filled - area) > ENOUGH * area)
    if not len(wrong):
        return faces, owner
    sizes = np.diff(starts)[wrong]
    index = ranges(starts[wrong], sizes)
    rings = Rings(np.rint(points[index]).astype(np.int64), starts_of(sizes), np.arange(len(wrong)))
    anew = triangles(rings, lambda: None)
    owner_anew = wrong[np.searchsorted(rings.starts, anew[:, 0], side="right") - 1]
    right = ~np.isin(owner, owner_anew)
    return np.concatenate((faces[right], index[anew])), np.concatenate((owner[right], owner_anew))

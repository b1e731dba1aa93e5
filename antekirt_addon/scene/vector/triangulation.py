# SPDX-License-Identifier: GPL-3.0-or-later
"""The curves of outlines become polygons, and polygons triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ...media.svg.geometry.flatten import flatten_all
from .keyhole import without_holes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import bpy
    from numpy.typing import NDArray

    from ...media.svg.shape import Points

# The points (n, 2) of a shape and, by their numbers, the triangles (m, 3) between them.
Triangulation: TypeAlias = "tuple[Points, NDArray[np.int32]]"


def triangulate(
    shapes: Sequence[Sequence[Points]], tolerance: float, scratch: bpy.types.Mesh
) -> Iterator[Triangulation]:
    """For the closed chains of each shape what fills them by the even-odd rule, counter-clockwise.

    scratch: an empty mesh, and empty again before the first is given. Blender clips the ears of a mesh's
    faces, which copes with outlines that touch themselves; its fill of several outlines at once does not.
    """
    outlines_of_shapes = [without_holes(rings) for rings in polygons(shapes, tolerance)]
    outlines = [outline for own in outlines_of_shapes for outline in own]
    points = np.concatenate(outlines)
    sizes = np.array([len(outline) for outline in outlines])
    faces = ear_clipped(np.column_stack([points, np.zeros(len(points))]), sizes, scratch)
    ends = np.cumsum([sum(map(len, own)) for own in outlines_of_shapes])
    parts = np.split(faces, np.searchsorted(faces[:, 0], ends[:-1]))
    first = np.concatenate([[0], ends[:-1]])
    yield from zip(
        np.split(points, ends[:-1]),
        (part - start for part, start in zip(parts, first.tolist(), strict=True)),
        strict=True,
    )


def ear_clipped(
    points: NDArray[np.float64], sizes: NDArray[np.int64], scratch: bpy.types.Mesh
) -> NDArray[np.int32]:
    """The triangles (m, 3) of outlines that follow each other in points (n, 3), in the same order."""
    scratch.vertices.add(len(points))
    scratch.vertices.foreach_set("co", points.astype(np.float32).ravel())
    scratch.loops.add(len(points))
    scratch.loops.foreach_set("vertex_index", np.arange(len(points), dtype=np.int32))
    scratch.polygons.add(len(sizes))
    scratch.polygons.foreach_set("loop_start", (np.cumsum(sizes) - sizes).astype(np.int32))
    scratch.update()
    scratch.calc_loop_triangles()
    faces = np.empty(3 * len(scratch.loop_triangles), np.int32)
    scratch.loop_triangles.foreach_get("vertices", faces)
    scratch.clear_geometry()
    return faces.reshape(-1, 3)


def polygons(shapes: Sequence[Sequence[Points]], tolerance: float) -> Iterator[list[Points]]:
    """For the closed chains of each shape the polygons (n, 2) close to them, no point repeated at the end."""
    chains = [chain for own in shapes for chain in own]
    lines = flatten_all(chains, np.full(len(chains), tolerance))
    rings = iter(np.split(lines.points, lines.starts[1:-1]))
    for own in shapes:
        yield [next(rings)[:-1] for _ in own]

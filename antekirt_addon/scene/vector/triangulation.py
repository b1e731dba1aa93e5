# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines become polygons, and polygons triangles."""

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

Part: TypeAlias = "tuple[Points, NDArray[np.int32]]"  # points (n, 2), and the triangles (m, 3) between them


def triangles(
    shapes: Sequence[Sequence[Points]], tolerance: float, scratch: bpy.types.Mesh
) -> Iterator[Part]:
    """For the closed chains of each shape what fills them by the even-odd rule, counter-clockwise.

    scratch: an empty mesh, and empty again before the first part is given. Blender clips the ears of a mesh's
    faces, which copes with outlines that touch themselves; its fill of several outlines at once does not.
    """
    own = [without_holes(rings) for rings in polygons(shapes, tolerance)]
    outlines = [outline for some in own for outline in some]
    points = np.concatenate(outlines)
    sizes = np.array([len(outline) for outline in outlines])
    faces = _clipped(points, sizes, scratch)
    ends = np.cumsum([sum(map(len, some)) for some in own])
    parts = np.split(faces, np.searchsorted(faces[:, 0], ends[:-1]))
    first = np.concatenate([[0], ends[:-1]])
    yield from zip(
        np.split(points, ends[:-1]),
        (part - start for part, start in zip(parts, first.tolist(), strict=True)),
        strict=True,
    )


def _clipped(points: Points, sizes: NDArray[np.int64], scratch: bpy.types.Mesh) -> NDArray[np.int32]:
    """The triangles (n, 3) of outlines that follow each other in points, in the same order."""
    scratch.vertices.add(len(points))
    places = np.column_stack([points, np.zeros(len(points))]).astype(np.float32)
    scratch.vertices.foreach_set("co", places.ravel())
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

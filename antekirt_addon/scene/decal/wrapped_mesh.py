# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet that lies on a surface: projected from above, cut where the surface turns, and where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Vector
from mathutils.geometry import delaunay_2d_cdt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mathutils import Matrix

    from ...media.orientation import Turn
    from .local_surface import LocalSurface

FLAT_CELLS, CURVED_CELLS = 16, 64  # along the longer side
ABOUT = 1e-4  # of the longer side: what is so near is the same point
AROUND = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))


class WrappedMesh:
    """to_decal: from the world's axes, around the decal's middle, to the decal's own.

    sides: width and height of the decal. lift: how far it lies above the surface.
    """

    def __init__(
        self, surface: LocalSurface, to_decal: Matrix, sides: tuple[float, float], lift: float
    ) -> None:
        self.surface, self.to_decal, self.sides, self.lift = surface, to_decal, sides, lift
        self.to_world = to_decal.inverted()
        self.normal: Vector = self.to_world.to_3x3().col[2].copy()
        self.near = ABOUT * max(sides)

    def build(self, name: str, turn: Turn) -> bpy.types.Mesh:
        """turn: what leads from the upright picture to the one that the material shows."""
        is_smooth = self.surface.is_smooth
        points, faces, sharp = self._grid(FLAT_CELLS)
        heights = [self._height(x, y) for x, y in points]
        if sharp or any(abs(height or 0.0) > self.near for height in heights):
            points, faces, sharp = self._grid(CURVED_CELLS)
            heights = [self._height(x, y) for x, y in points]
        kept = [face for face in faces if self._is_on_surface(points, heights, face)] or faces
        used = {corner: at for at, corner in enumerate(sorted({corner for face in kept for corner in face}))}
        mesh = bpy.data.meshes.new(name)
        mesh.from_pydata(
            [(*points[corner], (heights[corner] or 0.0) + self.lift) for corner in used],
            [],
            [[used[corner] for corner in face] for face in kept],
        )
        layer = mesh.uv_layers.new(name="UVMap")
        assert layer is not None
        wide, high = self.sides
        corners = [points[corner] for face in kept for corner in face]
        layer.data.foreach_set(
            "uv", [0.5 + value for x, y in corners for value in turn.of(x / wide, y / high)]
        )
        mesh.polygons.foreach_set("use_smooth", [is_smooth] * len(mesh.polygons))
        if is_smooth:
            turned = {frozenset(map(used.get, edge)) for edge in sharp}
            edge: Any
            for edge in mesh.edges:
                edge.use_edge_sharp = frozenset(edge.vertices) in turned
        mesh.update()
        return mesh

    def _grid(
        self, cells: int
    ) -> tuple[list[tuple[float, float]], Sequence[Sequence[int]], list[tuple[int, int]]]:
        """Points, faces and those edges that are the surface's."""
        wide, high = self.sides
        across, up = (max(round(cells * side / max(wide, high)), 1) for side in (wide, high))
        points = [
            (wide * (x / across - 0.5), high * (y / up - 0.5))
            for y in range(up + 1)
            for x in range(across + 1)
        ]
        cuts = list(self._cuts())
        if not cuts:
            row = across + 1
            corners = [y * row + x for y in range(up) for x in range(across)]
            return points, [(at, at + 1, at + 1 + row, at + row) for at in corners], []
        ends = [Vector(end) for cut in cuts for end in cut]
        edges = [(at, at + 1) for at in range(len(points), len(points) + len(ends), 2)]
        verts, lines, faces, _, origins, _ = delaunay_2d_cdt(
            [*map(Vector, points), *ends], edges, [], 0, self.near / 10, True
        )
        sharp = [line for line, origin in zip(lines, origins, strict=True) if origin]
        return [(vert.x, vert.y) for vert in verts], faces, sharp

    def _cuts(self) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        """The parts of the surface's edges that are seen within the sheet."""
        for first, last in self.surface.sharp_edges(self.to_decal):
            if part := self._within(first, last):
                middle = (part[0] + part[1]) / 2
                met = self._height(middle.x, middle.y)
                if met is None or abs(met - middle.z) < 10 * self.near:
                    yield (part[0].x, part[0].y), (part[1].x, part[1].y)

    def _within(self, first: Vector, last: Vector) -> tuple[Vector, Vector] | None:
        """The part of a line that is above or below the sheet."""
        way, begin, end = last - first, 0.0, 1.0
        for axis, side in enumerate(self.sides):
            at, step = first[axis], way[axis]
            if abs(step) < 1e-12:
                if abs(at) >= side / 2:
                    return None
                continue
            near, far = sorted(((-side / 2 - at) / step, (side / 2 - at) / step))
            begin, end = max(begin, near), min(end, far)
        if (way * (end - begin)).to_2d().length < self.near or begin >= end:
            return None
        return first + way * begin, first + way * end

    def _height(self, x: float, y: float) -> float | None:
        """How high the surface is there, or just beside, for a ray can miss what ends there."""
        for across, up in AROUND:
            point = self.to_world @ Vector((x + across * self.near, y + up * self.near, 0.0))
            if met := self.surface.depth(point, self.normal):
                return met[0]
        return None

    def _is_on_surface(
        self,
        points: Sequence[tuple[float, float]],
        heights: Sequence[float | None],
        face: Sequence[int],
    ) -> bool:
        if any(heights[corner] is None for corner in face):
            return False
        x, y = (sum(points[corner][axis] for corner in face) / len(face) for axis in (0, 1))
        return self.surface.depth(self.to_world @ Vector((x, y, 0.0)), self.normal) is not None

# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of an object's surface that lies around a point, in the world's axes, with that point at zero."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Any

import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy
    from mathutils import Matrix
    from numpy.typing import NDArray

    from .surface import Surface

SHARP = cos(radians(15))  # of the angle between two faces, from which their edge is one of the decal's
MOST = 20_000  # triangles: of more, no edge is looked for, and each is small enough
HITS = 8  # surfaces behind each other that are told from each other
ROUNDS = 3
# Of a disk of radius 1.
SAMPLES = tuple((x / 3, y / 3) for x in range(-3, 4) for y in range(-3, 4) if x * x + y * y <= 9)


@dataclass(frozen=True, slots=True)
class LocalSurface:
    """points, triangles: the mesh. tree: for its rays. reach: half the cube's side.

    side: -1 where the triangles have their back to the decal, else 1. own_side: the same of the object's own
    faces, which a mirrored object turns over. is_smooth: whether it is shaded so at the point.
    """

    points: NDArray[np.float64]
    triangles: NDArray[np.int32]
    tree: Any
    reach: float
    side: float
    own_side: float
    is_smooth: bool

    @classmethod
    def around(cls, surface: Surface, graph: bpy.types.Depsgraph, reach: float) -> LocalSurface:
        """What is in the cube of twice that reach around a surface's point."""
        solid: Any = surface.obj.evaluated_get(graph)
        mesh = solid.to_mesh()
        mesh.calc_loop_triangles()
        points = np.empty(3 * len(mesh.vertices), np.float32)
        mesh.vertices.foreach_get("co", points)
        triangles = np.empty(3 * len(mesh.loop_triangles), np.int32)
        mesh.loop_triangles.foreach_get("vertices", triangles)
        matrix = np.array(solid.matrix_world, np.float64)
        placed = points.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3] - np.array(surface.point)
        corners = triangles.reshape(-1, 3)
        near = (placed[corners].min(axis=1) <= reach).all(axis=1)
        near &= (placed[corners].max(axis=1) >= -reach).all(axis=1)
        kept, renumbered = np.unique(corners[near], return_inverse=True)
        placed, corners = placed[kept], renumbered.reshape(-1, 3).astype(np.int32)
        tree = BVHTree.FromPolygons(placed.tolist(), corners.tolist(), all_triangles=True)
        _, normal, _, _ = tree.ray_cast(surface.normal * reach * 0.01, -surface.normal)
        side = -1.0 if normal is not None and normal.dot(surface.normal) < 0 else 1.0
        _, _, nearest, _ = tree.find_nearest(Vector())
        is_smooth = nearest is not None and mesh.loop_triangles[int(np.flatnonzero(near)[nearest])].use_smooth
        solid.to_mesh_clear()
        own_side = side if np.linalg.det(matrix[:3, :3]) > 0 else -side
        return cls(placed, corners, tree, reach, side, own_side, bool(is_smooth))

    def depth(self, origin: Vector, normal: Vector) -> tuple[float, Vector] | None:
        """How far from a point along a normal the surface is, at its nearest, and its own normal."""
        start, best = origin + normal * self.reach, None
        for _ in range(HITS):
            at, own, _, _ = self.tree.ray_cast(start, -normal)
            if at is None:
                break
            height = (at - origin).dot(normal)
            if best is None or abs(height) < abs(best[0]):
                best = height, own * self.side
            start = at - normal * self.reach * 1e-5
        return best

    def mean_normal(self, normal: Vector, radius: float) -> Vector:
        """The mean of the normals within a disk, laid around edges that end within it."""
        for _ in range(ROUNDS):
            across = normal.orthogonal().normalized()
            up: Any = normal.cross(across)
            found = [self._normal(across * (x * radius) + up * (y * radius), normal) for x, y in SAMPLES]
            mean: Vector = sum((one for one in found if one.dot(normal) > -0.1), Vector())
            if mean.length < 1e-6:
                break
            normal = mean.normalized()
        return normal

    def _normal(self, point: Vector, normal: Vector) -> Vector:
        met = self.depth(point, normal)
        if met and met[1].dot(normal) > 0:
            return met[1]
        for _ in range(2):
            _, own, _, distance = self.tree.find_nearest(point)
            point = point - normal * distance
        return own * self.side if own is not None else normal

    def sharp_edges(self, to_decal: Matrix) -> Iterator[tuple[Vector, Vector]]:
        """The edges where it ends or turns by much, or turns its back, in a decal's axes."""
        if len(self.triangles) > MOST:
            return
        points = self.points @ np.array(to_decal.to_3x3()).T
        first, second, third = (points[self.triangles[:, at]] for at in range(3))
        normals = np.cross(second - first, third - first)
        normals /= np.maximum(np.linalg.norm(normals, axis=1), 1e-30)[:, None]
        beside: dict[tuple[int, int], list[int]] = {}
        for index, (a, b, c) in enumerate(self.triangles.tolist()):
            for edge in ((a, b), (b, c), (c, a)):
                beside.setdefault((min(edge), max(edge)), []).append(index)
        for (a, b), faces in beside.items():
            one, other = normals[faces[0]], normals[faces[-1]]
            if len(faces) == 1 or one @ other < SHARP or one[2] * other[2] < 0:
                yield Vector(points[a]), Vector(points[b])

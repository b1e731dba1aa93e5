# SPDX-License-Identifier: GPL-3.0-or-later
"""From where the scene is seen: the map from the world to a page and to how near something is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.svg.shape import Subpath

if TYPE_CHECKING:
    import bpy

    from ...media.arrays import Floats

STEPS = 4  # parts of a segment whose curve is no cubic in perspective any more
FLAT = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Viewpoint:
    """matrix: takes (x, y, z, 1) of the world to (X, Y, N, W); X and Y by W are the page's, N by W nearness.

    nearest: W of what still can be seen, nearer things are cut; None without perspective, where W is 1.
    """

    matrix: Floats
    nearest: float | None = None

    def of(self, points: Floats) -> Floats:
        """Points (n, 3) of the world on the page: x, y and nearness. All are far enough away."""
        seen = self.raw(points)
        result: Floats = seen[:, :3] / seen[:, 3:]
        return result

    def raw(self, points: Floats) -> Floats:
        """(X, Y, N, W) of points (n, 3)."""
        seen: Floats = np.column_stack([points, np.ones(len(points))]) @ self.matrix.T
        return seen

    def is_behind(self, points: Floats) -> bool:
        """Whether some of it is too near, or behind the camera."""
        return self.nearest is not None and bool((self.raw(points)[:, 3] < self.nearest).any())

    def noise(self, reach: float) -> float:
        """By how much nearness is wrong so far from the middle, as Blender keeps 24 bits of a number.

        In perspective of what is as near as can be.
        """
        if self.nearest is not None:
            return 3e-7 / max(self.nearest, 1.0)
        return 3e-7 * reach * float(np.linalg.norm(self.matrix[2, :3]))

    def curve(self, chain: Floats, *, closed: bool) -> Subpath:
        """A chain of cubic segments (3n + 1, 3) of the world on the page; in perspective one near to it."""
        if self.nearest is None:
            return Subpath(self.of(chain)[:, :2], closed=closed)
        p0, p1, p2, p3 = chain[:-1:3], chain[1::3], chain[2::3], chain[3::3]
        parts = []
        for step in range(STEPS):
            ends = [self._tangent(p0, p1, p2, p3, (step + k) / STEPS) for k in (0, 1)]
            (start, leaving), (end, arriving) = ends
            third = 1 / (3 * STEPS)
            parts.append(np.stack([start, start + leaving * third, end - arriving * third], axis=1))
        points = np.stack(parts, axis=1).reshape(-1, 2)
        return Subpath(np.concatenate([points, self.of(chain[-1:])[:, :2]]), closed=closed)

    def _tangent(self, p0: Floats, p1: Floats, p2: Floats, p3: Floats, t: float) -> tuple[Floats, Floats]:
        """Where segments are on the page at t, and how fast they go there."""
        s = 1 - t
        at = s**3 * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t**3 * p3
        speed = 3 * (s * s * (p1 - p0) + 2 * s * t * (p2 - p1) + t * t * (p3 - p2))
        seen, change = self.raw(at), speed @ self.matrix[:, :3].T
        w = seen[:, 3:]
        return seen[:, :2] / w, (change[:, :2] * w - seen[:, :2] * change[:, 3:]) / (w * w)

    def cut(self, loop: Floats) -> Floats:
        """A polygon (n, 3) of the world without what is too near."""
        if not self.is_behind(loop):
            return loop
        assert self.nearest is not None
        far = self.raw(loop)[:, 3] - self.nearest
        result = []
        for here, there, a, b in zip(loop, np.roll(loop, -1, axis=0), far, np.roll(far, -1), strict=True):
            if a >= 0:
                result.append(here)
            if (a >= 0) != (b >= 0):
                result.append(here + (there - here) * a / (a - b))
        return np.array(result).reshape(-1, 3)

    def moved(self, x: float, y: float) -> Viewpoint:
        """The same with the page's corner elsewhere."""
        shift = np.eye(4)
        shift[0, 3], shift[1, 3] = -x, -y
        return Viewpoint(shift @ self.matrix, self.nearest)

    def is_along(self, direction: Floats) -> bool:
        """Whether a direction of the world is seen as a point everywhere."""
        if self.nearest is not None:
            return False
        along = self.matrix[:3, :3] @ direction
        return bool(np.abs(along[:2]).max() <= FLAT * max(abs(along[2]), 1e-30))


def of_plane(axes: Any, scale: float) -> Viewpoint:  # noqa: ANN401 - a mathutils.Matrix
    """Seen against the z axis of a space without scale; scale: units of the page in one of the scene."""
    to_page = np.diag([scale, -scale, scale, 1.0])
    return Viewpoint(to_page @ np.array(axes.inverted_safe()))


def of_camera(
    camera: bpy.types.Object,
    depsgraph: bpy.types.Depsgraph,
    width: int,
    height: int,
    aspect: tuple[float, float],
) -> Viewpoint:
    """What a camera sees on a page of so many pixels."""
    projection = np.array(
        camera.calc_matrix_camera(depsgraph, x=width, y=height, scale_x=aspect[0], scale_y=aspect[1])
    )
    matrix = camera.matrix_world.normalized()
    view = np.array(matrix.inverted_safe())
    clip = projection @ view
    data: Any = camera.data
    page = np.array(
        [
            [width / 2, 0.0, 0.0, width / 2],
            [0.0, -height / 2, 0.0, height / 2],
            [0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 1.0],
        ]
    )
    result = page @ clip
    if data.type == "ORTHO":
        result[2] = view[2] * np.linalg.norm(result[0, :3])  # in pixels, as x and y are
        return Viewpoint(result)
    result[2] = (0.0, 0.0, 0.0, 1.0)
    return Viewpoint(result, float(data.clip_start))

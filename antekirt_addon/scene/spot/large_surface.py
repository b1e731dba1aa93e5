# SPDX-License-Identifier: GPL-3.0-or-later
"""Of a mesh with very many faces those few that matter near a spot: a landscape's, or a building's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mathutils.bvhtree import BVHTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from mathutils import Matrix, Vector
    from numpy.typing import NDArray

    from .obstacle import Meets

FACES = 3_000  # that are looked at: a few milliseconds


def surface_within(mesh: Any, to_box: Matrix, low: Vector, high: Vector) -> Meets | None:  # noqa: ANN401 - evaluated
    """Whether a ray meets the faces of a mesh that reach into a box; None where those are too many.

    to_box: from the mesh's own axes to those in which the box lies.
    """
    try:
        import numpy as np  # some Linux distributions leave it out of their Blender
    except ImportError:
        return None
    points = np.empty((len(mesh.vertices), 3), np.float32)
    mesh.attributes["position"].data.foreach_get("vector", points.ravel())
    corners = np.empty(len(mesh.loops), np.int32)
    mesh.attributes[".corner_vert"].data.foreach_get("value", corners)
    starts = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("loop_start", starts)
    sides = _sides(points, to_box, low, high)
    near = np.flatnonzero(np.bitwise_and.reduceat(sides[corners], starts) == 0)
    if len(near) > FACES:
        return None
    ends = np.append(starts, len(corners))[1:]
    faces = [corners[start:end] for start, end in zip(starts[near], ends[near], strict=True)]
    return _tree_of(points, faces)


def _sides(points: NDArray[np.float32], to_box: Matrix, low: Vector, high: Vector) -> NDArray[np.uint8]:
    """Beyond which of the box's six sides each point lies, a bit for each.

    A face all of whose corners have a bit in common lies beyond that side.
    """
    import numpy as np

    sides = np.zeros(len(points), np.uint8)
    for axis in range(3):
        factors = [np.float32(to_box[axis][column]) for column in range(4)]
        at = points[:, 0] * factors[0] + points[:, 1] * factors[1] + points[:, 2] * factors[2] + factors[3]
        sides |= (at < low[axis]).view(np.uint8) << axis
        sides |= (at > high[axis]).view(np.uint8) << (axis + 3)
    return sides


def _tree_of(points: NDArray[np.float32], faces: Sequence[NDArray[np.int32]]) -> Meets:
    import numpy as np

    if not faces:
        return lambda _origin, _direction, _distance: False
    used, numbers = np.unique(np.concatenate(faces), return_inverse=True)
    told = iter(numbers.tolist())
    tree = BVHTree.FromPolygons(points[used].tolist(), [[next(told) for _ in face] for face in faces])

    def meets(origin: Vector, direction: Vector, distance: float) -> bool:
        return tree.ray_cast(origin, direction, distance)[0] is not None

    return meets

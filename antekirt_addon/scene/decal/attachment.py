# SPDX-License-Identifier: GPL-3.0-or-later
"""A decal as a child: of its object, or of three points of a mesh that bends, so that it turns with them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from mathutils import Matrix

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy

    from .surface import Surface

BENDING = {  # modifiers that move what is there and add nothing
    "ARMATURE",
    "CAST",
    "CLOTH",
    "CURVE",
    "DISPLACE",
    "HOOK",
    "LAPLACIANDEFORM",
    "LATTICE",
    "MESH_CACHE",
    "MESH_DEFORM",
    "SHRINKWRAP",
    "SIMPLE_DEFORM",
    "SMOOTH",
    "SOFT_BODY",
    "SURFACE_DEFORM",
    "WARP",
    "WAVE",
}
THIN = 0.1  # of a triangle's height by its longer side, below which it does not tell how it is turned


def attach(decal: bpy.types.Object, surface: Surface, layer: bpy.types.ViewLayer, world: Matrix) -> None:
    """Have a decal, in a collection already, be where it is in the world and go with its surface."""
    decal.parent = surface.obj
    decal.matrix_basis = world
    if corners := _corners(surface, layer):
        decal.parent_type = "VERTEX_3"
        for at, corner in enumerate(corners):
            decal.parent_vertices[at] = corner
        decal.matrix_parent_inverse = decal.matrix_basis = Matrix()
        layer.update()
        decal.matrix_parent_inverse = decal.matrix_world.inverted()
        decal.matrix_basis = world
    else:
        decal.matrix_parent_inverse = surface.obj.matrix_world.inverted()


def _corners(surface: Surface, layer: bpy.types.ViewLayer) -> tuple[int, int, int] | None:
    """Three points of a mesh that bends, around a point of its surface; None of one that does not."""
    obj: Any = surface.obj
    if obj.mode == "EDIT" or not (_is_bent(obj) and (obj.is_editable or not _adding(obj))):
        return None
    with _only_bent(obj, layer):
        solid = obj.evaluated_get(layer.depsgraph)
        points = np.empty(3 * len(solid.data.vertices), np.float32)
        solid.data.vertices.foreach_get("co", points)
        if len(solid.data.vertices) != len(obj.data.vertices):
            return None
        at = np.array(solid.matrix_world.inverted() @ surface.point)
        is_found, _, _, face = solid.closest_point_on_mesh(at)
        around = list(solid.data.polygons[face].vertices) if is_found else []
    return _widest(points.reshape(-1, 3), around)


def _is_bent(obj: Any) -> bool:  # noqa: ANN401 - an object with a mesh
    return obj.data.shape_keys is not None or any(one.type in BENDING for one in obj.modifiers)


def _adding(obj: Any) -> list[Any]:  # noqa: ANN401 - see above
    """Its modifiers by which it has other points than its mesh."""
    return [one for one in obj.modifiers if one.show_viewport and one.type not in BENDING]


@contextmanager
def _only_bent(obj: Any, layer: bpy.types.ViewLayer) -> Iterator[None]:  # noqa: ANN401 - see above
    """An object with as many points as its mesh, for as long as it is looked at."""
    adding = _adding(obj)
    try:
        for modifier in adding:
            modifier.show_viewport = False
        layer.update()
        yield
    finally:
        for modifier in adding:
            modifier.show_viewport = True
        layer.update()


def _widest(points: Any, around: list[int]) -> tuple[int, int, int] | None:  # noqa: ANN401 - an array
    """Of a face's corners, three that span a plane."""
    for at in range(len(around) - 2):
        first, second, third = around[0], around[at + 1], around[at + 2]
        one, other = points[second] - points[first], points[third] - points[first]
        longest = max(np.linalg.norm(one), np.linalg.norm(other))
        if np.linalg.norm(np.cross(one, other)) > THIN * longest**2:
            return first, second, third
    return None

# SPDX-License-Identifier: GPL-3.0-or-later
"""The proportions of what was made for a picture, once it shows another one: its longer side stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bmesh
import bpy

from .. import name_label
from ..camera_plane import COVERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..picture import Picture

NEAR = 0.01  # a part of a side, up to which proportions are a picture's own
FLATNESS = 1e-3  # height of what is flat, by its longer side


def follow(obj: bpy.types.Object, before: tuple[int, int], picture: Picture) -> None:
    """Give an object the proportions of the picture it shows now, if it had those of the one before.

    One that the artist has cut to another form keeps it. before: width and height of the one before.
    """
    mesh: Any = obj.data
    size = obj.empty_display_size
    if isinstance(mesh, bpy.types.Mesh):
        points = _Points(obj)
        wide, high = points.sides
        size = max(wide, high)
        if points.is_flat and _are_alike((wide, high), before) and not mesh.library:
            points.scale(*_sides(obj, size, picture))
    for child in obj.children:
        name_label.rewrite(child, picture.source, picture.sides, size)


def _sides(obj: bpy.types.Object, longer: float, picture: Picture) -> tuple[float, float]:
    """Width and height of a mesh that shows a picture; of one before a camera, as fills the view."""
    wide, high = picture.sides
    by = longer / max(wide, high)
    if covered := obj.get(COVERED):
        by = max(covered[0] / wide, covered[1] / high)
    return wide * by, high * by


def _are_alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] * other[1] - one[1] * other[0]) <= NEAR * one[0] * other[1]


class _Points:
    """The points of a mesh in its own XY plane, also while it is edited."""

    def __init__(self, obj: bpy.types.Object) -> None:
        self._mesh: Any = obj.data
        assert isinstance(self._mesh, bpy.types.Mesh)
        self._edited = bmesh.from_edit_mesh(self._mesh) if obj.mode == "EDIT" else None
        points = self._edited.verts if self._edited else self._mesh.vertices
        axes = list(zip(*(point.co for point in points), strict=True)) or [(0.0,)] * 3
        self._middle = [(min(axis) + max(axis)) / 2 for axis in axes]
        self._spans = [max(axis) - min(axis) for axis in axes]

    @property
    def sides(self) -> tuple[float, float]:
        return self._spans[0], self._spans[1]

    @property
    def is_flat(self) -> bool:
        return min(self.sides) > 0 and self._spans[2] <= FLATNESS * max(self.sides)

    def scale(self, wide: float, high: float) -> None:
        """Make it so wide and high around its middle, with all shapes of its keys."""
        by = wide / self._spans[0], high / self._spans[1]
        for point in self._all():
            for axis in (0, 1):
                point[axis] = self._middle[axis] + (point[axis] - self._middle[axis]) * by[axis]
        if self._edited:
            bmesh.update_edit_mesh(self._mesh)
        self._mesh.update()

    def _all(self) -> Iterator[Any]:
        """Each point's coordinates, to be changed in place."""
        if self._edited:
            shapes = self._edited.verts.layers.shape.values()
            yield from (point.co for point in self._edited.verts)
            yield from (point[shape] for point in self._edited.verts for shape in shapes)
            return
        yield from (point.co for point in self._mesh.vertices)
        keys = self._mesh.shape_keys.key_blocks if self._mesh.shape_keys else ()
        yield from (point.co for key in keys for point in key.data)

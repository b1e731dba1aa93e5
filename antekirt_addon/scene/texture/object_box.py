# SPDX-License-Identifier: GPL-3.0-or-later
"""The box around an object along its own axes, and how long that is in the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mathutils import Matrix, Vector

if TYPE_CHECKING:
    import bpy

AXES: tuple[tuple[int, int], ...] = ((1, 2), (0, 2), (0, 1))  # across and up, seen along each axis
FLATNESS = 0.1  # the shortest side, by the next longer one, of a thing that has one face to be seen from


def local_sides(obj: bpy.types.Object) -> tuple[float, ...]:
    """The lengths of the box in the object's own coordinates."""
    return tuple(high - low for low, high in zip(*_ends(obj), strict=True))


def _ends(obj: bpy.types.Object) -> tuple[Any, Any]:
    """The box's lowest corner and its highest, which are always the first and the seventh."""
    corners = obj.bound_box
    return corners[0], corners[6]


class ObjectBox:
    """As an object stands now.

    center, local_sides: in its own coordinates. sides: in the world.
    """

    def __init__(self, obj: bpy.types.Object) -> None:
        self.center: Any = Vector([(low + high) / 2 for low, high in zip(*_ends(obj), strict=True)])
        self.local_sides = local_sides(obj)
        self.place: Any = obj.matrix_world.copy()
        stretch = [axis.length for axis in self._axes]
        self.sides = tuple(side * by for side, by in zip(self.local_sides, stretch, strict=True))

    @property
    def front(self) -> int:
        """The axis along which it is looked at: the one that it is flat along, or else from above."""
        shortest, middle, _ = sorted(range(3), key=lambda axis: self.sides[axis])
        return shortest if self.sides[shortest] < FLATNESS * self.sides[middle] else 2

    @property
    def face(self) -> tuple[float, float]:
        """Width and height of what is looked at then."""
        across, up = AXES[self.front]
        return self.sides[across], self.sides[up]

    def facing(self) -> Any:  # noqa: ANN401 - a Matrix
        """Where a picture goes that lies over it: its middle, right, up, and towards who looks at it."""
        across, up = AXES[self.front]
        right, above = self._axes[across].normalized(), self._axes[up].normalized()
        towards = right.cross(above).normalized()
        rotation: Any = Matrix((right, towards.cross(right), towards)).transposed()
        return Matrix.Translation(self.place @ self.center) @ rotation.to_4x4()

    @property
    def _axes(self) -> list[Any]:
        return [self.place.to_3x3().col[axis] for axis in range(3)]

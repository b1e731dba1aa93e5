# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties, and data of any kind
"""What the shapes of an object are called in the file that it came from, if it came from one."""

from __future__ import annotations

from typing import Any

from ..artwork import shape_name

UNKNOWN = -1


class ShapeNames:
    """The names and ids of the shapes of an object of the scene."""

    def __init__(self, obj: Any) -> None:
        self._obj = obj
        self._names = shape_name.names(obj)
        self._keys = [str(key) for key in obj.get(shape_name.KEYS, [obj.get(shape_name.KEY, "")])]

    def of_parts(self, count: int) -> list[int]:
        """The shape of each of so many splines or faces; UNKNOWN where that cannot be told any more."""
        parts = shape_name.shape_of_parts(self._obj)
        if parts is None or len(parts) != count or (count and int(parts.max()) >= len(self._names)):
            return [UNKNOWN] * count
        shapes: list[int] = parts.tolist()
        return shapes

    def of(self, shape: int) -> tuple[str, str]:
        """The name and the id of a shape, "" for none. That of an object of one is the object's."""
        if len(self._names) == 1:
            return self.whole()
        if not 0 <= shape < len(self._names):
            return "", ""
        return str(self._names[shape]), self._keys[shape] if shape < len(self._keys) else ""

    def whole(self) -> tuple[str, str]:
        """The name of the object, without a number that Blender gave it, and the id of what it came from."""
        stem, _, number = self._obj.name.rpartition(".")
        is_numbered = number.isdecimal() and self._names == [stem]
        return stem if is_numbered else self._obj.name, self._keys[0] if len(self._names) == 1 else ""

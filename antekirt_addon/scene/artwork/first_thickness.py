# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties
"""Artworks of very many curves follow their thickness from the first value or key on that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from .. import keyframes
from .connection import connect_thickness, is_thin
from .live_value import THICKNESS

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = f'["{THICKNESS.key}"]'


class ThicknessWatch:
    """The artworks that rest. All objects are gone through only when some have come or gone."""

    def __init__(self) -> None:
        self._resting: set[str] = set()

    def see(self, graph: bpy.types.Depsgraph) -> None:
        """Called after what Blender has evaluated, but for renders, which are no time to change a scene."""
        if graph.mode == "RENDER":
            return
        objects: Any = bpy.data.objects
        if graph.id_type_updated("SCENE") or any(name not in objects for name in self._resting):
            self._resting = {obj.name for obj in objects if is_thin(obj) and _is_ours(obj)}
        for name in [name for name in self._resting if _is_thick(objects[name])]:
            self._resting.remove(name)
            connect_thickness(objects[name])


def _is_ours(root: Any) -> bool:
    return root.is_editable and not root.override_library


def _is_thick(root: Any) -> bool:
    """Whether an artwork has a thickness, or may have one at another time."""
    return bool(root.get(THICKNESS.key)) or PATH in _animated(root)


def _animated(root: Any) -> Iterator[str]:
    """The paths of what is keyed or driven."""
    animation = root.animation_data
    if animation:
        yield from (curve.data_path for curve in animation.drivers)
        yield from (curve.data_path for own in keyframes.channels_of(animation) for curve in own)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Drivers that give a property of anything by the values of an artwork's root.

Their expressions are simple ones, which Blender computes itself, also where Python in files is not trusted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .live_value import BEVEL, HEIGHTS, LIT, RELIEF, SPACING, THICKNESS

if TYPE_CHECKING:
    import bpy

VARIABLES = {
    "spacing": SPACING,
    "thickness": THICKNESS,
    "bevel": BEVEL,
    "relief": RELIEF,
    "heights": HEIGHTS,
    "lit": LIT,
}


class LiveDrivers:
    """The drivers of one artwork; those with the same path and expression are copies of the first."""

    def __init__(self, root: bpy.types.Object) -> None:
        self._root = root
        self._made: dict[tuple[str, int, str], Any] = {}

    def add(self, owner: Any, path: str, expression: str, index: int = -1) -> None:  # noqa: ANN401 - an ID
        """Have a property of owner follow an expression in the values, by the names of VARIABLES.

        index: which of the property's numbers, if it has several.
        """
        kind = (path, index, expression)
        if kind in self._made:
            owner.animation_data_create().drivers.from_existing(src_driver=self._made[kind])
            owner.update_tag()  # or Blender computes with a driver that its own copy has not got: it crashes
            return
        curve: Any = owner.driver_add(path, index) if index >= 0 else owner.driver_add(path)
        driver = curve.driver
        for name, value in VARIABLES.items():
            if name in expression:
                variable = driver.variables.new()
                variable.name = name
                variable.targets[0].id = self._root
                variable.targets[0].data_path = f'["{value.key}"]'
        driver.expression = expression
        curve.keyframe_points.clear()  # a line from 0 to 1 and beyond: it costs time, and some accuracy
        self._made[kind] = curve

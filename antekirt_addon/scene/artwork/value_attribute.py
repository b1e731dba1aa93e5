# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of an artwork as attributes of its root: obj.antekirt_spacing is obj["antekirt_spacing"].

To set one acts at once. They are no properties that Blender knows: keys and drivers are those of the custom
properties, which are there without this add-on, too.
"""

from __future__ import annotations

from typing import Any

import bpy

from .connection import connect_thickness
from .former_artwork import revive
from .live_value import BEVEL, EVERY, THICKNESS, LiveValue, read, write


def _attribute(value: LiveValue) -> property:
    def get(obj: Any) -> float:  # noqa: ANN401 - an Object
        number = read(obj, value)
        if number is None:
            message = f"{obj.name} is not the root of an artwork: it has no {value.key}"
            raise AttributeError(message)
        return number

    def set_(obj: Any, number: float) -> None:  # noqa: ANN401 - an Object
        revive(obj)
        if value in {THICKNESS, BEVEL}:
            connect_thickness(obj)
        write(obj, value, number)

    return property(get, set_, doc=value.description)


def register() -> None:
    for value in EVERY:
        setattr(bpy.types.Object, value.key, _attribute(value))


def unregister() -> None:
    for value in EVERY:
        delattr(bpy.types.Object, value.key)

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties, and data of any kind
"""Each colour of an artwork stands as high as it is light, by a value that all of it follows."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..vector.layer_spacing import ATTRIBUTE as LAYER_ATTRIBUTE
from ..vector.layer_spacing import LAYER
from . import layer_nodes
from .former_artwork import revive
from .live_driver import LiveDrivers
from .live_value import HEIGHTS, add
from .piece import pieces
from .separation import separate

ATTRIBUTE = "height"  # on a mesh: that of each vertex, from 0 to 1
GAMMA = 1 / 2.2


def add_heights(root: Any, height: float) -> int:
    """Lift the colours of an artwork, white by height; gives how many follow. For none it adds nothing."""
    if not any(_can_rise(obj) for obj in pieces(root)):
        return 0
    revive(root)
    add(root, HEIGHTS, height)
    return follow_heights(root)


def _can_rise(obj: Any) -> bool:
    if obj.type == "MESH":
        return LAYER_ATTRIBUTE in obj.data.attributes
    return LAYER in obj and obj.type in {"CURVE", "FONT"}


def follow_heights(root: Any) -> int:
    """Have all of an artwork that has heights follow them, by the colours that it has now; gives how many."""
    drivers = LiveDrivers(root)
    lifted = 0
    for obj in filter(_can_rise, pieces(root)):
        if obj.type == "MESH":
            _store_heights(obj.data)
            if HEIGHTS.name not in obj.modifiers:
                drivers.add(obj, layer_nodes.add(obj, HEIGHTS.name, ATTRIBUTE), "heights * relief")
                last = len(obj.modifiers) - 1
                obj.modifiers.move(last, min(last, 1))  # before it is made thick
            lifted += 1
        else:
            for part in separate(obj, "COLORS"):
                part.driver_remove("delta_location", 2)
                drivers.add(part, "delta_location", f"{_rise(part):.4f} * heights * relief", 2)
                lifted += 1
    root.update_tag()
    return lifted


def _rise(obj: Any) -> float:
    """How much lighter an object is than the one that carries it, if one does."""
    carried = _lightness(_shown(obj.parent)) if LAYER in obj.parent and obj.parent.data else 0.0
    return _lightness(_shown(obj)) - carried


def _shown(obj: Any) -> Any:
    """The material of an object of one colour."""
    data = obj.data
    number = data.splines[0].material_index if obj.type == "CURVE" and data.splines else 0
    return data.materials[number] if number < len(data.materials) else None


def _lightness(material: Any) -> float:
    """How light a material is to an eye, from 0 to 1."""
    if material is None:
        return 0.0
    color: Any = material.diffuse_color
    red, green, blue = color[:3]
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return float(min(1.0, max(0.0, luminance)) ** GAMMA)


def _store_heights(mesh: Any) -> None:
    of_slot = np.array([_lightness(material) for material in mesh.materials] or [0.0], np.float32)
    slots = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("material_index", slots)
    totals = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("loop_total", totals)
    corners = np.empty(len(mesh.loops), np.int32)
    mesh.loops.foreach_get("vertex_index", corners)
    heights = np.zeros(len(mesh.vertices), np.float32)
    heights[corners] = of_slot[np.minimum(np.repeat(slots, totals), len(of_slot) - 1)]
    attribute = mesh.attributes.get(ATTRIBUTE) or mesh.attributes.new(ATTRIBUTE, "FLOAT", "POINT")
    attribute.data.foreach_set("value", heights)

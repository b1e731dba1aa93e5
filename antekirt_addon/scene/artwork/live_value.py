# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of an artwork that all of it follows: how far layers lie apart, how thick and round shapes are,
and how much of that depth there is.

They are custom properties of the artwork's root, to be keyed and overridden like any other. What follows them
does so by drivers and modifiers of Blender's own (connection.py), without this add-on, and each object by
itself: nothing is written into data that another artwork may share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bpy
from bpy.app.translations import pgettext_n as n_

from .. import property_compat


@dataclass(frozen=True, slots=True)
class LiveValue:
    """key: the custom property. most: what a slider goes to. subtype: what its numbers are."""

    key: str
    name: str
    description: str
    most: float
    subtype: str = "DISTANCE"
    usual: float = 0.0


SPACING = LiveValue(
    "antekirt_spacing", n_("Spacing"), n_("Depth between the layers of the artwork; 0 makes it flat"), 1.0
)
THICKNESS = LiveValue(
    "antekirt_thickness",
    n_("Thickness"),
    n_("How thick each shape of the artwork is, half to each side"),
    1.0,
)
BEVEL = LiveValue(
    "antekirt_bevel",
    n_("Bevel"),
    n_("Radius of the edges of shapes, at most half their thickness"),
    0.1,
)
RELIEF = LiveValue(
    "antekirt_relief",
    n_("Relief"),
    n_("How much of its depth the artwork has: 0 is flat, 1 all of it"),
    1.0,
    "FACTOR",
    1.0,
)
VALUES = (SPACING, THICKNESS, BEVEL, RELIEF)
HEIGHTS = LiveValue(  # of an artwork that was given them
    "antekirt_heights",
    n_("Heights"),
    n_("How high white stands over black; below 0 the other way"),
    1.0,
)
LIT = LiveValue(  # of an artwork whose shading was made to follow it
    "antekirt_lit",
    n_("Lit"),
    n_("How much the lights of the scene shade the artwork; at 0 it shines in its colors"),
    1.0,
    "FACTOR",
)
EVERY = (*VALUES, HEIGHTS, LIT)


def give(root: bpy.types.Object, spacing: float, thickness: float = 0.0, bevel: float = 0.0) -> None:
    """Make an object the root of an artwork, with these values."""
    for value, number in zip(VALUES, (spacing, thickness, bevel, RELIEF.usual), strict=True):
        add(root, value, number)


def add(root: bpy.types.Object, value: LiveValue, number: float) -> None:
    """Give a root a value that it has not got yet."""
    root[value.key] = float(number)
    least = -value.most if value is HEIGHTS else 0.0
    drawn: Any = root.id_properties_ui(value.key)
    drawn.update(
        description=value.description,
        min=least,
        soft_min=least,
        soft_max=value.most,
        subtype=value.subtype,
        precision=4 if value.subtype == "DISTANCE" else 3,
        step=0.01,
        default=value.usual,
    )
    root.property_overridable_library_set(f'["{value.key}"]', True)


def has_values(obj: Any) -> bool:  # noqa: ANN401 - an Object, as its stubs know no custom properties
    """Whether an object is the root of an artwork with values that are alive."""
    return THICKNESS.key in obj


def read(root: Any, value: LiveValue) -> float | None:  # noqa: ANN401 - see above
    """A value of a root; of an artwork of an earlier version there is the spacing alone. None of others."""
    number = root.get(value.key)
    if number is None and value is SPACING:
        number = property_compat.registered_value(root, value.key)
    return None if number is None else float(number)


def write(root: bpy.types.Object, value: LiveValue, number: float) -> None:
    """Set a value of a root, and have followed it all that does."""
    root[value.key] = float(number)
    root.update_tag()
    if bpy.context.view_layer:
        bpy.context.view_layer.update()

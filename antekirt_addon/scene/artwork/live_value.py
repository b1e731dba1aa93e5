# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of an artwork that all of it follows: how far layers lie apart, how thick and round shapes are.

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
    """key: the custom property. most: what a slider goes to, in scene units."""

    key: str
    name: str
    description: str
    most: float


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
VALUES = (SPACING, THICKNESS, BEVEL)
HEIGHTS = LiveValue(  # of an artwork that was given them
    "antekirt_heights",
    n_("Heights"),
    n_("How high white stands over black; below 0 the other way"),
    1.0,
)


def give(root: bpy.types.Object, spacing: float, thickness: float = 0.0, bevel: float = 0.0) -> None:
    """Make an object the root of an artwork, with these values."""
    for value, number in zip(VALUES, (spacing, thickness, bevel), strict=True):
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
        subtype="DISTANCE",
        precision=4,
        step=0.01,
        default=0.0,
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

# SPDX-License-Identifier: GPL-3.0-or-later
"""All of `Scene.antekirt` as plain values, whatever properties it has. Datablocks are left to Blender.

So is what says something about one scene's renders: no other scene begins with it.
"""

from __future__ import annotations

from contextlib import suppress
from math import isnan
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy

    from ..catalog.draft import Values


OF_ONE_SCENE = {"credit_renders", "credit_burn_in"}


def read(chosen: bpy.types.PropertyGroup) -> Values:
    """What is chosen, by name, as JSON has it."""
    return {prop.identifier: _plain(getattr(chosen, prop.identifier)) for prop in _properties(chosen)}


def write(chosen: bpy.types.PropertyGroup, values: Values) -> None:
    """Choose these, as far as there are such choices; another version may have had others."""
    for prop in _properties(chosen):
        if prop.identifier not in values:
            continue
        value = values[prop.identifier]
        with suppress(TypeError, ValueError, OverflowError):
            if _plain(getattr(chosen, prop.identifier)) != value:
                setattr(chosen, prop.identifier, set(value) if _is_set(prop) else value)


def is_made(chosen: bpy.types.PropertyGroup) -> bool:
    """Whether anything was ever chosen here."""
    own = (prop.identifier for prop in chosen.bl_rna.properties if prop.is_runtime)
    return any(chosen.is_property_set(name) for name in own if name not in OF_ONE_SCENE)


def forget(chosen: bpy.types.PropertyGroup) -> None:
    """Leave it as it was before anything was chosen."""
    for prop in _properties(chosen):
        chosen.property_unset(prop.identifier)


def _properties(chosen: bpy.types.PropertyGroup) -> Iterator[bpy.types.Property]:
    return (
        prop
        for prop in chosen.bl_rna.properties
        if prop.is_runtime
        and prop.type not in {"POINTER", "COLLECTION"}
        and prop.identifier not in OF_ONE_SCENE
    )


def _is_set(prop: Any) -> bool:  # noqa: ANN401 - an EnumProperty has it
    return bool(getattr(prop, "is_enum_flag", False))


def _plain(value: Any) -> Any:  # noqa: ANN401 - of any property
    if isinstance(value, set):
        return sorted(value)
    if isinstance(value, float) and isnan(value):
        return None  # as it is no number it would seem to change all the time
    return value if isinstance(value, (str, int, float)) else list(value)

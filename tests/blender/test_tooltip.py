# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can be hovered says what it does, in Blender's manner: a sentence without a full stop."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("addon")

HIDDEN = {"rna_type", "name", "bl_idname"}


def ours() -> Iterator[Any]:
    """Every class of the add-on's that Blender knows."""
    kinds: tuple[Any, ...] = (
        bpy.types.Operator,
        bpy.types.PropertyGroup,
        bpy.types.AddonPreferences,
        bpy.types.Menu,
    )
    for kind in kinds:
        for cls in kind.__subclasses__():
            if ".antekirt." in cls.__module__ and cls.is_registered:
                yield cls


def test_there_is_something_to_look_at() -> None:
    names = {cls.__name__ for cls in ours()}
    assert {
        "ANTEKIRT_OT_generate_image",
        "AntekirtSceneProperties",
        "AntekirtPreferences",
        "ANTEKIRT_MT_prompts",
    } <= names


def test_every_operator_and_menu_says_what_it_does() -> None:
    for cls in ours():
        if issubclass(cls, bpy.types.Operator | bpy.types.Menu):
            told = getattr(cls, "bl_description", "") or inspect.getdoc(cls) or ""
            assert told, cls
            assert not told.endswith("."), cls
            assert cls.bl_label, cls


def test_every_property_says_what_it_is() -> None:
    silent = [
        f"{cls.__name__}.{prop.identifier}: {prop.description!r}"
        for cls in ours()
        for prop in cls.bl_rna.properties
        if prop.identifier in getattr(cls, "__annotations__", {})
        and not prop.is_hidden
        and (not prop.description or prop.description.endswith("."))
    ]
    assert silent == []


def test_no_item_ends_with_a_full_stop() -> None:
    for cls in ours():
        for prop in cls.bl_rna.properties:
            for item in getattr(prop, "enum_items", ()):
                if prop.identifier in getattr(cls, "__annotations__", {}):
                    assert not item.description.endswith("."), (cls, item.identifier)

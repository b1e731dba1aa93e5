# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties
"""The pieces of an artwork: the objects that draw it, and which of them are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..vector.layer_spacing import LAYER
from .shape_name import GROUPS, names

if TYPE_CHECKING:
    from collections.abc import Iterable

    import bpy

Likeness: TypeAlias = Literal["COLOR", "LAYER", "GROUP"]


def pieces(root: bpy.types.Object) -> list[Any]:
    every: Any = root.children_recursive
    return [obj for obj in every if obj.type != "EMPTY" and names(obj)]


def layer_of(obj: Any) -> int | None:
    """The layer of an object that lies in one: its own number and those of what carries it."""
    if LAYER not in obj:
        return None
    above = layer_of(obj.parent) if obj.parent else None
    return int(obj[LAYER]) + (above or 0)


def like(some: Iterable[Any], root: bpy.types.Object, by: Likeness) -> list[Any]:
    """The pieces of an artwork that have a color, a layer or a group in common with some."""
    traits = {trait for obj in some for trait in _traits(obj, by)}
    return [obj for obj in pieces(root) if traits & _traits(obj, by)]


def _traits(obj: Any, by: Likeness) -> set[Any]:
    if by == "COLOR":
        return {slot.material for slot in obj.material_slots} - {None}
    if by == "LAYER":
        return {layer_of(obj)} - {None}
    return {obj.get(GROUPS)} - {None}

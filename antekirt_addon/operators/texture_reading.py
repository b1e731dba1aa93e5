# SPDX-License-Identifier: GPL-3.0-or-later
"""How all nodes of a texture read its picture, as one field of their frame: a box has three of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..scene.texture.node_set import KEY
from .texture_choices import EXTENSIONS, INTERPOLATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

FIELDS = {  # by the name of such a field: that of the nodes' own, what is said of it, and its choices
    "antekirt_extension": ("extension", "Extension", "What is beyond the picture's borders", EXTENSIONS),
    "antekirt_interpolation": (
        "interpolation",
        "Interpolation",
        "What is between its pixels",
        INTERPOLATIONS,
    ),
}


def _readers(frame: Any) -> list[Any]:  # noqa: ANN401 - nodes
    nodes = frame.id_data.nodes
    return [
        node for node in nodes if node.bl_idname == "ShaderNodeTexImage" and node.get(KEY) == frame.get(KEY)
    ]


def _getter(name: str, values: list[str]) -> Callable[[Any], int]:
    return lambda frame: next((values.index(getattr(node, name)) for node in _readers(frame)), 0)


def _setter(name: str, values: list[str]) -> Callable[[Any, int], None]:
    def write(frame: Any, chosen: int) -> None:  # noqa: ANN401 - a node
        for node in _readers(frame):
            setattr(node, name, values[chosen])

    return write


CLASSES = ()


def register() -> None:
    for field, (name, label, description, choices) in FIELDS.items():
        values = [choice[0] for choice in choices]
        told = bpy.props.EnumProperty(
            name=label,
            description=description,
            items=choices,
            get=_getter(name, values),
            set=_setter(name, values),
        )
        setattr(bpy.types.NodeFrame, field, told)


def unregister() -> None:
    for field in FIELDS:
        delattr(bpy.types.NodeFrame, field)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Where this Blender keeps values of properties and modifiers: differences like those in `compat`."""

from __future__ import annotations

from typing import Any


def modifier_input_path(modifier: Any, identifier: str) -> str:  # noqa: ANN401 - its properties are new
    """The path from an object to an input of its geometry nodes: from 5.2 on an RNA property."""
    path = f'modifiers["{modifier.name}"]'
    inputs = getattr(getattr(modifier, "properties", None), "inputs", None)
    return f"{path}.properties.inputs.{identifier}.value" if inputs else f'{path}["{identifier}"]'


def modifier_input(modifier: Any, identifier: str) -> Any:  # noqa: ANN401 - as above; a value of any kind
    """The value of an input of geometry nodes; None of what is none."""
    properties = getattr(modifier, "properties", None)
    if properties is None:
        return modifier.get(identifier)
    return getattr(getattr(properties.inputs, identifier, None), "value", None)


def registered_value(owner: Any, name: str) -> Any:  # noqa: ANN401 - an ID, and a value of any kind
    """What files keep of a property that an add-on had registered: from 5.0 on apart from custom ones."""
    if not hasattr(owner, "bl_system_properties_get"):
        return owner.get(name)
    kept = owner.bl_system_properties_get()
    return kept.get(name) if kept else None


def is_linear(owner: Any, name: str) -> bool:  # noqa: ANN401 - anything that has properties
    """Whether a colour is kept linear, as that of a palette is from 5.0 on; else sRGB-encoded."""
    return str(owner.bl_rna.properties[name].subtype) == "COLOR"

# SPDX-License-Identifier: GPL-3.0-or-later
"""The shader of every surface that we make: one Principled BSDF, the only one that all exporters understand.

Emission mixed with a transparent shader renders the same, but arrives black from USD, grey from FBX and OBJ,
and without its alpha from glTF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import bpy

NAME = "Surface"
UNLIT = {  # nothing is left for the lights to shine upon
    "Base Color": (0.0, 0.0, 0.0, 1.0),
    "Specular IOR Level": 0.0,
    "IOR": 1.0,  # USD drops the level above, and this mirrors nothing either
    "Roughness": 1.0,
    "Emission Strength": 1.0,
}


def add(tree: bpy.types.NodeTree, *, lit: bool) -> bpy.types.Node:
    """Give a material's empty tree its shader and its output.

    lit: shaded by the scene's lights; else it shines in its colour, whatever they are.
    """
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    output.location = (400, 0)
    shader = tree.nodes.new("ShaderNodeBsdfPrincipled")
    shader.name = NAME
    for name, value in {} if lit else UNLIT.items():
        socket: Any = shader.inputs[name]
        socket.default_value = value
    tree.links.new(shader.outputs["BSDF"], output.inputs["Surface"])
    return shader


def color_input(shader: bpy.types.Node, *, lit: bool) -> bpy.types.NodeSocket:
    """The socket that takes the colour in; the alpha's is called "Alpha"."""
    return shader.inputs["Base Color" if lit else "Emission Color"]

# SPDX-License-Identifier: GPL-3.0-or-later
"""The node that reads a picture where its coordinates say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import bpy

    from .node_set import NodeSet
    from .texture_options import TextureOptions

BLEND = 0.2  # of a box: how far its sides reach into each other where the surface is round


def sample(
    nodes: NodeSet,
    image: bpy.types.Image,
    vector: bpy.types.NodeSocket | None,
    options: TextureOptions,
) -> tuple[bpy.types.NodeSocket, bpy.types.NodeSocket]:
    """The color and the alpha of a picture. vector: see mapping.py.

    What is clipped has an alpha of 0, also in a picture that has none of its own.
    """
    texture = nodes.add("ShaderNodeTexImage")
    texture.image = image
    texture.extension, texture.interpolation = options.extension, options.interpolation
    if options.projection == "BOX":
        texture.projection, texture.projection_blend = "BOX", BLEND
    if vector:
        nodes.link(vector, texture.inputs["Vector"])
    return texture.outputs["Color"], texture.outputs["Alpha"]

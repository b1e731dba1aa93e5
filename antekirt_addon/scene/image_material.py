# SPDX-License-Identifier: GPL-3.0-or-later
"""An image as a material."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from . import compat, surface_shader
from .texture.node_set import NodeSet
from .texture.sampling import sample
from .texture.texture_options import TextureOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .picture import Picture

OPAQUE_DEPTHS = (24, 96)  # bits of a pixel: three channels of 8, or of 32 as Blender keeps more than 8
BY_UV_MAP = TextureOptions(projection="UV")


def build(
    image: bpy.types.Image, *, lit: bool, options: TextureOptions = BY_UV_MAP, alpha: float = 1.0
) -> bpy.types.Material:
    """A new material that shows an image by the UV map.

    lit: shaded by the scene's lights; else the picture shines as it is.
    options: how it goes on beyond its edges, and between its pixels. alpha: by which all of it is faded.
    """
    material = bpy.data.materials.new(image.name)
    nodes = NodeSet(_emptied(material), image.name)
    _show(nodes, image, None, options, lit=lit)
    if alpha < 1.0:
        _fade(nodes, alpha)
    return material


def laid(
    picture: Picture, options: TextureOptions, objects: Sequence[bpy.types.Object], *, lit: bool
) -> bpy.types.Material:
    """A new material that shows a picture on objects; see texture/mapping.py for the options."""
    from .texture import mapping  # with NumPy, which nothing else here waits for

    shown = mapping.shown(picture, options.projection)
    material = bpy.data.materials.new(shown.image.name)
    nodes = NodeSet(_emptied(material), shown.image.name)
    _show(nodes, shown.image, mapping.vector(nodes, shown, options, objects), options, lit=lit)
    return material


def _emptied(material: bpy.types.Material) -> bpy.types.ShaderNodeTree:
    tree = compat.node_tree(material)
    tree.nodes.clear()
    return tree


def _show(
    nodes: NodeSet,
    image: bpy.types.Image,
    vector: bpy.types.NodeSocket | None,
    options: TextureOptions,
    *,
    lit: bool,
) -> None:
    """Give a tree its shader, which shows the image."""
    shader = surface_shader.add(nodes.tree, lit=lit)
    nodes.frame.location = (-320, 0)
    color, alpha = sample(nodes, image, vector, options)
    nodes.link(color, surface_shader.color_input(shader, lit=lit))
    if options.extension == "CLIP" or not _is_opaque(image):
        nodes.link(alpha, shader.inputs["Alpha"])


def _fade(nodes: NodeSet, alpha: float) -> None:
    """Have a material's shader let more light through."""
    shown: Any = nodes.tree.nodes[surface_shader.NAME].inputs["Alpha"]
    if not shown.is_linked:
        shown.default_value = alpha
        return
    factor = nodes.add("ShaderNodeMath", 280.0, -120.0)
    factor.operation = "MULTIPLY"
    factor.inputs[1].default_value = alpha
    nodes.link(shown.links[0].from_socket, factor.inputs[0])
    nodes.link(factor.outputs[0], shown)


def _is_opaque(image: bpy.types.Image) -> bool:
    """Whether an image has no alpha: linked, FBX would lose the colours, and glTF sort what is opaque."""
    return image.depth in OPAQUE_DEPTHS


def texture_node(material: bpy.types.Material) -> bpy.types.ShaderNodeTexImage:
    """The image texture of a material that was made here, in this version or an earlier one."""
    assert material.node_tree is not None
    return next(node for node in material.node_tree.nodes if isinstance(node, bpy.types.ShaderNodeTexImage))

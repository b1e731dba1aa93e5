# SPDX-License-Identifier: GPL-3.0-or-later
"""An image as a material."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def build(image: bpy.types.Image, *, lit: bool) -> bpy.types.Material:
    """A new material that shows an image by the UV map.

    lit: shaded by the scene's lights; else the picture shines as it is.
    """
    material = bpy.data.materials.new(image.name)
    nodes = NodeSet(_emptied(material), image.name)
    _show(nodes, image, None, BY_UV_MAP, lit=lit)
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


def _is_opaque(image: bpy.types.Image) -> bool:
    """Whether an image has no alpha: linked, FBX would lose the colours, and glTF sort what is opaque."""
    return image.depth in OPAQUE_DEPTHS


def texture_node(material: bpy.types.Material) -> bpy.types.ShaderNodeTexImage:
    """The image texture of a material that was made here, in this version or an earlier one."""
    assert material.node_tree is not None
    return next(node for node in material.node_tree.nodes if isinstance(node, bpy.types.ShaderNodeTexImage))

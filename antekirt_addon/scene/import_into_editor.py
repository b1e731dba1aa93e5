# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture that was asked for in an Image or Shader Editor comes into what was open there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..message import Message
from .id_reference import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .editor_target import EditorTarget


def show(image: bpy.types.Image, target: EditorTarget) -> str:
    """Show an image in the editors that show the same as when it was asked for; says if there is none."""
    shown = find(target.shows) if target.shows else None
    if target.kind == "IMAGE_EDITOR":
        for space in _image_editors():
            if space.image == shown:
                space.image = image
    elif target.kind == "NODE_EDITOR" and target.shows:
        if shown is None:
            return Message(
                "The material {gone} is gone, so the image was only added to this file",
                gone=target.shows.name,
            )
        if shown.node_tree:
            _add_texture(shown.node_tree, image, target.middle)
    return ""


def _image_editors() -> Iterator[Any]:
    for window in bpy.data.window_managers[0].windows:
        for area in window.screen.areas:
            if area.type == "IMAGE_EDITOR":
                yield area.spaces.active


def _add_texture(tree: bpy.types.NodeTree, image: bpy.types.Image, at: tuple[float, float]) -> None:
    """Add the node as Blender's own menu does: selected and active, and nothing else."""
    for node in tree.nodes:
        node.select = False
    texture: Any = tree.nodes.new("ShaderNodeTexImage")
    texture.image, texture.location = image, at
    tree.nodes.active = texture

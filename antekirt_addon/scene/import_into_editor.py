# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture that was asked for in an Image or Shader Editor comes into what is open there.

An editor has no name by which it could be found again, what it shows has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterator

EditorKind: TypeAlias = Literal["", "IMAGE_EDITOR", "NODE_EDITOR"]


@dataclass(frozen=True, slots=True)
class EditorTarget:
    """An editor that can take a picture; none if kind is "".

    shows: the name of the image or material in it. middle: of its view, in the units of node locations.
    """

    kind: EditorKind = ""
    shows: str = ""
    middle: tuple[float, float] = (0.0, 0.0)


def noted_editor(context: bpy.types.Context) -> EditorTarget:
    """The editor that the artist works in, if it is one that can take a picture."""
    space: Any = context.space_data
    if isinstance(space, bpy.types.SpaceImageEditor):
        return EditorTarget("IMAGE_EDITOR", space.image.name if space.image else "")
    if isinstance(space, bpy.types.SpaceNodeEditor) and isinstance(space.id, bpy.types.Material):
        return EditorTarget("NODE_EDITOR", space.id.name, _middle(context))
    return EditorTarget()


def _middle(context: bpy.types.Context) -> tuple[float, float]:
    region: Any
    for region in context.area.regions if context.area else ():
        if region.type == "WINDOW":
            x, y = region.view2d.region_to_view(region.width / 2, region.height / 2)
            scale = context.preferences.system.ui_scale if context.preferences else 1.0
            return x / scale, y / scale
    return 0.0, 0.0


def show(image: bpy.types.Image, target: EditorTarget) -> None:
    """Show an image in the editors that show the same as when it was asked for."""
    if target.kind == "IMAGE_EDITOR":
        for space in _image_editors():
            if (space.image.name if space.image else "") == target.shows:
                space.image = image
    elif target.kind == "NODE_EDITOR":
        material: Any = bpy.data.materials.get(target.shows)
        if material and material.node_tree:
            _add_texture(material.node_tree, image, target.middle)


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

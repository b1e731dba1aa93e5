# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as a node of the compositor or of geometry nodes: in the tree that is open, or in a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import bpy

from ..message import Message
from . import compat
from .attribution import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .import_target import Target
    from .picture import Picture
    from .placement import Place

COMPOSITOR: Final = "CompositorNodeTree"  # kinds of trees
GEOMETRY: Final = "GeometryNodeTree"
WIDTH, HEIGHT = 280.0, 300.0  # of a node with its picture


def make_in_compositor(pictures: list[Picture], _target: Target, place: Place) -> str:
    """Add the first picture, linked to nothing: renders stay as they are."""
    pictures[0] = pictures[0].upright()
    image, name, scene = pictures[0].image, pictures[0].source.name, place.scene
    place.things.append(scene)
    place.where = "SCENE"
    is_new = compat.compositor_tree(scene) is None
    tree = _open_tree(COMPOSITOR) or compat.compositor_tree(scene)
    tree = tree or compat.new_compositor_tree(scene)
    _add(tree, "CompositorNodeImage").image = image
    if is_new:
        return Message(
            "Added “{name}” to the new compositor of {scene}; nothing uses it yet",
            name=name,
            scene=scene.name,
        )
    return Message("Added “{name}” to the compositor of {scene}", name=name, scene=scene.name)


def make_in_geometry(pictures: list[Picture], _target: Target, place: Place) -> str:
    """Add the first picture to the tree that is open, or as a node group that gives its colors."""
    pictures[0] = pictures[0].upright()
    image, source = pictures[0].image, pictures[0].source
    place.where = "SCENE"
    if tree := _open_tree(GEOMETRY):
        _add(tree, "GeometryNodeImageTexture").inputs["Image"].default_value = image
        place.things.append(tree)
        return Message("Added “{name}” to the node group {group}", name=source.name, group=tree.name)
    group: Any = bpy.data.node_groups.new(source.name, GEOMETRY)
    group.use_fake_user = True
    stamp(group, source.attribution)
    place.things.append(group)
    _give_colors(group, image)
    return Message("Made the node group {group}: add it in geometry nodes", group=group.name)


def are_in_nodes(images: Sequence[bpy.types.Image], kind: str) -> bool:
    """Whether a node tree of a kind, the compositor's or geometry nodes, shows one of some images."""
    groups = [group for group in bpy.data.node_groups if group.bl_idname == kind]
    scenes = bpy.data.scenes if kind == COMPOSITOR else ()
    trees = [*groups, *filter(None, map(compat.compositor_tree, scenes))]
    return any(_image_of(node) in images for tree in trees for node in tree.nodes)


def _image_of(node: Any) -> Any:  # noqa: ANN401 - a node; an image, or None
    if node.bl_idname == "GeometryNodeImageTexture":
        return node.inputs["Image"].default_value
    return getattr(node, "image", None)


def _give_colors(group: Any, image: bpy.types.Image) -> None:  # noqa: ANN401 - a node tree
    """Fill a group that looks up an image at a point: from 0 to 1 once across."""
    group.interface.new_socket("Vector", in_out="INPUT", socket_type="NodeSocketVector")
    group.interface.new_socket("Color", in_out="OUTPUT", socket_type="NodeSocketColor")
    group.interface.new_socket("Alpha", in_out="OUTPUT", socket_type="NodeSocketFloat")
    given, texture, taken = (
        group.nodes.new(kind) for kind in ("NodeGroupInput", "GeometryNodeImageTexture", "NodeGroupOutput")
    )
    given.location, taken.location = (-WIDTH, 0), (WIDTH, 0)
    texture.inputs["Image"].default_value = image
    group.links.new(given.outputs["Vector"], texture.inputs["Vector"])
    for name in ("Color", "Alpha"):
        group.links.new(texture.outputs[name], taken.inputs[name])


def _open_tree(kind: str) -> Any:  # noqa: ANN401 - a node tree, or None
    """The tree of a kind that is open in a window, and can be changed."""
    for window in bpy.data.window_managers[0].windows:
        for area in window.screen.areas:
            space: Any = area.spaces.active
            if area.type == "NODE_EDITOR" and space.tree_type == kind:
                tree = space.edit_tree
                if tree and tree.is_editable:
                    return tree
    return None


def _add(tree: Any, kind: str) -> Any:  # noqa: ANN401 - a node of a tree
    """Add a node at the left of all that there is, selected and active."""
    left = min((node.location.x for node in tree.nodes), default=0.0)
    top = max((node.location.y for node in tree.nodes if node.location.x == left), default=0.0)
    for node in tree.nodes:
        node.select = False
    added = tree.nodes.new(kind)
    added.location = (left - WIDTH, top)
    tree.nodes.active = added
    return added

# SPDX-License-Identifier: GPL-3.0-or-later
"""Node groups of ours that all materials, or all modifiers, of a file share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable

Tree = TypeVar("Tree", bound=bpy.types.NodeTree)

GROUP = "antekirt_group"  # custom property of a group: which one it is, whatever it is renamed to


def shared_group(
    kind: str, name: str, build: Callable[[bpy.types.NodeTree], None]
) -> bpy.types.ShaderNodeTree:
    """The group of a kind for materials that this file has, or else a new one.

    kind: what it is, and its version: files keep groups of earlier versions as they are.
    """
    return shared_tree(bpy.types.ShaderNodeTree, kind, name, build)


def shared_tree(tree: type[Tree], kind: str, name: str, build: Callable[[bpy.types.NodeTree], None]) -> Tree:
    """The same for trees of any type."""
    for group in bpy.data.node_groups:
        if group.get(GROUP) == kind and not group.library and isinstance(group, tree):
            return group
    made: Any = bpy.data.node_groups.new(name, tree.__name__)  # type: ignore[arg-type] # the name of any type
    made[GROUP] = kind
    build(made)
    return made  # type: ignore[no-any-return] # of a tree of any kind


def is_of_kind(node: Any, kind: str) -> bool:  # noqa: ANN401 - a node
    """Whether a node is such a group."""
    tree = node.node_tree if node.bl_idname == "ShaderNodeGroup" else None
    return bool(tree and tree.get(GROUP) == kind)

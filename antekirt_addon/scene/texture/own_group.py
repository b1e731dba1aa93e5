# SPDX-License-Identifier: GPL-3.0-or-later
"""A node group that others use as well, as a copy for one material alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from . import copy_changes

if TYPE_CHECKING:
    from .shader_input import ShaderInput

SHARED = "antekirt_shared_group"  # custom property of a group's node: the group that it had before


def for_one(found: ShaderInput) -> ShaderInput:
    """The same input where nobody else sees what is put into it."""
    if not found.groups:
        return found
    tree, path = found.groups[0].id_data, []
    for named in found.groups:
        node = tree.nodes[named.name]  # a copy has nodes of the same names
        group = node.node_tree
        if group.users - group.use_fake_user > 1:
            node[SHARED] = group
            node.node_tree = group.copy()
            copy_changes.note(node.node_tree)
        path.append(node)
        tree = node.node_tree
    node = tree.nodes[found.node.name]
    return found._replace(node=node, socket=_same(node, found.socket), groups=tuple(path))


def _same(node: Any, socket: Any) -> Any:  # noqa: ANN401 - a node; sockets
    return next(one for one in node.inputs if one.identifier == socket.identifier)


def give_back(node: Any) -> None:  # noqa: ANN401 - a node
    """Have a group's node share its group again, if it had a copy made that the artist has not changed."""
    shared = node.get(SHARED)
    if shared is None:
        return
    del node[SHARED]
    if copy_changes.is_changed(node.node_tree, shared):
        return
    copy, node.node_tree = node.node_tree, shared
    if not copy.users:
        bpy.data.node_groups.remove(copy)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The textures of ours that a material shows, also those within its node groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .inserted import inserted
from .node_set import ORDER

if TYPE_CHECKING:
    import bpy

    from .inserted import Inserted


def textures_within(material: bpy.types.Material) -> list[Inserted]:
    """In the order in which they came."""
    trees = trees_within(material.node_tree) if material.node_tree else []
    found = [texture for tree in trees for texture in inserted(tree)]
    return sorted(found, key=lambda texture: texture.frame.get(ORDER, 0))


def trees_within(tree: Any) -> list[Any]:  # noqa: ANN401 - node trees
    """A tree and those of all its groups that can be changed in this file."""
    found = [tree]
    for each in found:
        inner = (node.node_tree for node in each.nodes if getattr(node, "node_tree", None))
        own = (one for one in inner if not (one.library or one.override_library))
        found += dict.fromkeys(one for one in own if one not in found)
    return found

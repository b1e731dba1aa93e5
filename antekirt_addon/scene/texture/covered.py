# SPDX-License-Identifier: GPL-3.0-or-later
"""Textures that are not seen, because another one lies over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .insert import FORMER
from .node_set import KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .inserted import Inserted


def covered(textures: Sequence[Inserted]) -> set[str]:
    """The keys of those that feed only what is kept beneath another one, and shows nothing there.

    textures: in the order in which they came, so that what covers comes after what it covers.
    """
    keys: set[str] = set()
    for texture in reversed(textures):
        own = set(texture.nodes)
        outputs = (output for node in texture.nodes for output in node.outputs)
        fed = {link.to_node for output in outputs for link in output.links} - own
        if fed and all(
            node.get(FORMER) and (not node.outputs[0].is_linked or node[KEY] in keys) for node in fed
        ):
            keys.add(texture.key)
    return keys

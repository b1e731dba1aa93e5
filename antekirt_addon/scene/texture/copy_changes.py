# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an artist has worked on a copy that was made for a texture: such work is not to be lost."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import bpy

from .. import keyframes

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_MADE = "antekirt_as_made"  # custom property of a copy: what it was like
# Properties that say nothing of how something looks; those of a datablock, and of nodes.
ASIDE = {
    *("name", "use_fake_user", "use_extra_user", "tag", "preview", "library_weak_reference"),
    *("paint_active_slot", "paint_clone_slot", "is_runtime_data", "active_texture_index"),
    *("label", "location", "location_absolute", "width", "height", "select", "parent", "color", "hide"),
    *("use_custom_color", "show_options", "show_preview", "show_texture", "warning_propagation"),
}
PARTS = {"color_ramp", "mapping", "elements", "curves", "points"}  # of nodes that have more than values


def note(copy: Any) -> None:  # noqa: ANN401 - a material or a node tree
    """Keep what a copy is like."""
    copy[AS_MADE] = _print_of(copy)


def is_changed(copy: Any, shared: Any) -> bool:  # noqa: ANN401 - materials or node trees
    """Whether a copy is neither as it was made nor like what it was made of, apart from names and layout."""
    now = _print_of(copy)
    return now not in {copy.get(AS_MADE), _print_of(shared)}


def _print_of(block: Any) -> str:  # noqa: ANN401 - a material or a node tree
    tree = block.node_tree if isinstance(block, bpy.types.Material) else block
    nodes = sorted(repr(list(_node(node))) for node in tree.nodes) if tree else []
    own = list(_values(block)) if tree != block else []
    moved = [_moved_by(each) for each in (block, tree) if each]
    return hashlib.sha256(repr((own, moved, nodes)).encode()).hexdigest()


def _node(node: Any) -> Iterator[Any]:  # noqa: ANN401 - a node; what it says
    yield from _values(node)
    for socket in node.inputs:
        yield socket.identifier, _plain(getattr(socket, "default_value", None))
        for link in socket.links:
            yield link.from_node.bl_idname, link.from_socket.identifier, link.is_muted


def _values(struct: Any, aside: set[str] = ASIDE) -> Iterator[Any]:  # noqa: ANN401 - anything of Blender's; what it says
    for known in struct.bl_rna.properties:
        name = known.identifier
        if name in PARTS:
            value = getattr(struct, name)
            parts = value if known.type == "COLLECTION" else [value]
            yield name, [list(_values(part, {"select"})) for part in parts if part]
        elif not (known.is_readonly or name in aside or getattr(known, "is_deprecated", False)):
            yield name, _plain(getattr(struct, name))


def _plain(value: Any) -> Any:  # noqa: ANN401 - of a property
    if isinstance(value, bpy.types.ID):
        return value.name_full
    if isinstance(value, bpy.types.bpy_struct):
        return ""
    return value if isinstance(value, str | int | float | set | None) else list(value)


def _moved_by(block: Any) -> tuple[list[Any], int]:  # noqa: ANN401 - an ID
    """What animates it: keyframes, without those of others in the same action, and how many drivers."""
    found = block.animation_data
    curves = [curve for channels in keyframes.channels_of(found) for curve in channels]
    keys = [
        (curve.data_path, curve.array_index, [tuple(key.co) for key in curve.keyframe_points])
        for curve in curves
        if _has(block, curve.data_path)
    ]
    return keys, len(found.drivers) if found else 0


def _has(block: Any, path: str) -> bool:  # noqa: ANN401 - an ID
    try:
        block.path_resolve(path)
    except ValueError:
        return False
    return True

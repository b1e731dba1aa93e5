# SPDX-License-Identifier: GPL-3.0-or-later
"""Node groups that lay a picture on the sides of a box, upright on each and never mirrored.

Blender's own box mapping turns it a quarter above and below, gives it other proportions there, and cannot be
turned. What is round shows two or three sides blended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..shared_group import is_of_kind, shared_group
from .group_builder import GroupBuilder

if TYPE_CHECKING:
    import bpy

MAPPING, COLORS = "box mapping 1", "box blend 1"  # kinds
SIDES = ("Side", "Front", "Above")
LEAST = 1e-4  # for a blend of nothing
BLEND = 0.3  # how far the sides reach into each other: 0 for not at all
FIELDS = {"Location": "TRANSLATION", "Rotation": "EULER", "Scale": "XYZ"}  # and their kinds


def box_mapping() -> bpy.types.ShaderNodeTree:
    """Where a point is on each of three sides, with 0 in the picture's middle before it is moved.

    Shares say how much of a side is seen there. "Vector" is by the side that the surface looks to most.
    """
    return shared_group(MAPPING, "Box Mapping", _box_mapping)


def box_blend() -> bpy.types.ShaderNodeTree:
    """The colors of three sides as one."""
    return shared_group(COLORS, "Box Blend", _box_blend)


def is_box_mapping(node: Any) -> bool:  # noqa: ANN401 - a node
    """Whether a node is of the first of these groups."""
    return is_of_kind(node, MAPPING)


def is_box_blend(node: Any) -> bool:  # noqa: ANN401 - a node
    """Whether a node is of the second."""
    return is_of_kind(node, COLORS)


def _box_mapping(tree: bpy.types.NodeTree) -> None:
    group = GroupBuilder(tree)
    x, y, z = group.separated(group.socket("Vector", "INPUT"))
    fields = {name: group.socket(name, "INPUT") for name in FIELDS}
    for name, subtype in FIELDS.items():
        group.tree.interface.items_tree[name].subtype = subtype
    group.tree.interface.items_tree["Scale"].default_value = (1.0, 1.0, 1.0)
    blend = group.factor("Blend", BLEND, "How far the sides reach into each other where the surface is round")
    led = group.add(
        "ShaderNodeVectorTransform", vector_type="NORMAL", convert_from="WORLD", convert_to="OBJECT"
    )
    tree.links.new(group.add("ShaderNodeNewGeometry").outputs["Normal"], led.inputs["Vector"])
    normal = group.separated(led.outputs[0])
    # Never 0, as it would be on flat sides: a place that is the same all over a side has some renderers
    # of Material Preview read no color there, and what is mixed with that is lost.
    right = [group.math("SIGN", group.math("ADD", part, LEAST)) for part in normal]
    side = group.combined(group.math("MULTIPLY", y, right[0]), z, 0.0)
    front = group.combined(group.math("MULTIPLY", x, group.math("MULTIPLY", right[1], -1.0)), z, 0.0)
    above = group.combined(group.math("MULTIPLY", x, right[2]), y, 0.0)
    laid = {}
    for name, plane in zip(SIDES, (side, front, above), strict=True):
        node = group.add("ShaderNodeMapping", vector_type="TEXTURE")
        for socket, source in (("Vector", plane), *fields.items()):
            tree.links.new(source, node.inputs[socket])
        laid[name] = group.vector("ADD", node.outputs["Vector"], (0.5, 0.5, 0.5))
        group.give(name, laid[name])
    sizes = [group.math("ABSOLUTE", part) for part in normal]
    largest = group.math("MAXIMUM", group.math("MAXIMUM", *sizes[:2]), sizes[2])
    reach = group.math("MAXIMUM", blend, LEAST)
    weights = []
    for part in sizes:
        short = group.math("SUBTRACT", 1.0, group.math("DIVIDE", part, largest))
        weights.append(group.math("MAXIMUM", group.math("SUBTRACT", reach, short), 0.0))
    both = group.math("ADD", *weights[:2])
    front_share = group.math("DIVIDE", weights[1], group.math("MAXIMUM", both, LEAST**2))
    above_share = group.math("DIVIDE", weights[2], group.math("ADD", both, weights[2]))
    group.give("Front Share", front_share, "NodeSocketFloat")
    group.give("Above Share", above_share, "NodeSocketFloat")
    is_front, is_above = (group.math("GREATER_THAN", share, 0.5) for share in (front_share, above_share))
    level = group.choice(is_front, laid["Side"], laid["Front"])
    group.give("Vector", group.choice(is_above, level, laid["Above"]))


def _box_blend(tree: bpy.types.NodeTree) -> None:
    group = GroupBuilder(tree)
    colors = [group.socket(f"{name} Color", "INPUT", "NodeSocketColor") for name in SIDES]
    alphas = [group.socket(f"{name} Alpha", "INPUT", "NodeSocketFloat") for name in SIDES]
    shares = [group.socket(f"{name} Share", "INPUT", "NodeSocketFloat") for name in SIDES[1:]]
    for name, kind, parts in (("Color", "RGBA", colors), ("Alpha", "FLOAT", alphas)):
        mixed = parts[0]
        for share, part in zip(shares, parts[1:], strict=True):
            mixed = group.mix(kind, share, mixed, part)
        group.give(name, mixed, f"NodeSocket{'Color' if kind == 'RGBA' else 'Float'}")

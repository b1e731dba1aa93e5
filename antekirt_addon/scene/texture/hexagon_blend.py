# SPDX-License-Identifier: GPL-3.0-or-later
"""The node group that blends the three readings of a picture that meet at a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..shared_group import shared_group
from .group_builder import GroupBuilder
from .hexagon_group import PLACES

if TYPE_CHECKING:
    import bpy

KIND = "hexagon blend 1"
SHARPEST = 12.0  # what full contrast adds to the exponent of the weights


def blend() -> bpy.types.ShaderNodeTree:
    """The group: three colors with their alpha and weights in, color and alpha out."""
    return shared_group(KIND, "Hexagon Blend", _blend)


def _blend(tree: bpy.types.NodeTree) -> None:
    group = GroupBuilder(tree)
    colors = [group.socket(f"Color {place}", "INPUT", "NodeSocketColor") for place in PLACES]
    alphas = [group.socket(f"Alpha {place}", "INPUT", "NodeSocketFloat", value=1.0) for place in PLACES]
    weights = [group.socket(f"Weight {place}", "INPUT", "NodeSocketFloat") for place in PLACES]
    contrast = group.factor("Contrast", 0.5, "How narrow the transitions between pieces are")
    exponent = group.math("MULTIPLY_ADD", contrast, SHARPEST, 1.0)
    weights = [group.math("POWER", weight, exponent) for weight in weights]
    # What is clear has no part in the color.
    seen = [group.math("MULTIPLY", weight, alpha) for weight, alpha in zip(weights, alphas, strict=True)]
    color: Any = (0.0, 0.0, 0.0)
    for one, weight in zip(colors, seen, strict=True):
        color = group.vector("MULTIPLY_ADD", one, weight, color)
    total, total_seen = (group.math("ADD", group.math("ADD", *of[:2]), of[2]) for of in (weights, seen))
    group.give("Color", group.vector("DIVIDE", color, total_seen), "NodeSocketColor")
    group.give("Alpha", group.math("DIVIDE", total_seen, total), "NodeSocketFloat")

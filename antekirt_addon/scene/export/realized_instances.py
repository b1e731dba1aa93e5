# SPDX-License-Identifier: GPL-3.0-or-later
"""Instances that geometry nodes make, as geometry: a mesh taken of the object would be without them."""

from __future__ import annotations

from typing import Any

import bpy


def add(obj: bpy.types.Object) -> bpy.types.Modifier:
    """Have an object's last modifier make its instances real, for the time being."""
    group: Any = bpy.data.node_groups.new("Antekirt", "GeometryNodeTree")
    for direction in ("INPUT", "OUTPUT"):
        group.interface.new_socket("Geometry", in_out=direction, socket_type="NodeSocketGeometry")
    before, realize, after = map(
        group.nodes.new, ("NodeGroupInput", "GeometryNodeRealizeInstances", "NodeGroupOutput")
    )
    group.links.new(before.outputs[0], realize.inputs[0])
    group.links.new(realize.outputs[0], after.inputs[0])
    modifier: Any = obj.modifiers.new("Antekirt", "NODES")
    modifier.node_group = group
    return modifier  # type: ignore[no-any-return]


def remove(obj: bpy.types.Object, modifier: Any) -> None:  # noqa: ANN401 - its type has no group
    group = modifier.node_group
    obj.modifiers.remove(modifier)
    bpy.data.node_groups.remove(group)

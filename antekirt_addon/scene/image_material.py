# SPDX-License-Identifier: GPL-3.0-or-later
"""An image as a material, and materials on objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import bpy

from . import compat, surface_shader

if TYPE_CHECKING:
    from collections.abc import Sequence

SUITABLE = {"MESH", "CURVE", "SURFACE", "META", "FONT"}
Mapping: TypeAlias = Literal["UV", "FLAT", "BOX"]
FLATNESS = 0.1  # height of a bounding box, by its longer side, below which an object counts as flat


def build(image: bpy.types.Image, *, lit: bool, mapping: Mapping = "UV") -> bpy.types.Material:
    """A new material that shows an image.

    lit: shaded by the scene's lights; else the picture shines as it is.
    mapping: by the UV map, or over the object's bounding box: once from above, or on each of its sides.
    """
    material = bpy.data.materials.new(image.name)
    tree = compat.node_tree(material)
    tree.nodes.clear()
    shader = surface_shader.add(tree, lit=lit)
    texture: Any = tree.nodes.new("ShaderNodeTexImage")
    texture.location = (-320, 0)
    texture.image = image
    tree.links.new(texture.outputs["Color"], surface_shader.color_input(shader, lit=lit))
    tree.links.new(texture.outputs["Alpha"], shader.inputs["Alpha"])
    if mapping != "UV":
        coordinates = tree.nodes.new("ShaderNodeTexCoord")
        coordinates.location = (-560, 0)
        tree.links.new(coordinates.outputs["Generated"], texture.inputs["Vector"])
        texture.projection = mapping
    return material


def texture_node(material: bpy.types.Material) -> bpy.types.ShaderNodeTexImage:
    """The image texture of a material that `build` made, in this version or an earlier one."""
    assert material.node_tree is not None
    return next(node for node in material.node_tree.nodes if isinstance(node, bpy.types.ShaderNodeTexImage))


def can_carry(obj: bpy.types.Object) -> bool:
    """Whether an object can be given a material: its type has them, and it is not linked from a library."""
    return obj.type in SUITABLE and not obj.library and obj.data is not None and not obj.data.library


@dataclass(slots=True)
class Coverage:
    """What `cover` did.

    materials, objects: those that show the image now.
    replaced: the materials that these objects had there before; they stay in the file.
    projected: the names of the meshes among these objects that have no UV map.
    skipped: the names of the objects that cannot have a material.
    """

    materials: list[bpy.types.Material] = field(default_factory=list)
    objects: list[bpy.types.Object] = field(default_factory=list)
    replaced: list[bpy.types.Material] = field(default_factory=list)
    projected: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def cover(objects: Sequence[bpy.types.Object], image: bpy.types.Image, *, lit: bool) -> Coverage:
    """Put an image on objects, instead of the active material, or as their first.

    Objects that need the same mapping share one material. What it takes the place of is kept.
    """
    result = Coverage()
    made: dict[Mapping, bpy.types.Material] = {}
    for obj in objects:
        if not can_carry(obj):
            result.skipped.append(obj.name)
            continue
        mapping = _mapping(obj)
        if mapping not in made:
            made[mapping] = build(image, lit=lit, mapping=mapping)
        if obj.active_material and obj.active_material not in [*made.values(), *result.replaced]:
            result.replaced.append(obj.active_material)
        obj.active_material = made[mapping]
        result.objects.append(obj)
        if obj.type == "MESH" and mapping != "UV":
            result.projected.append(obj.name)
    result.materials.extend(made.values())
    for material in result.replaced:
        if not material.library:
            material.use_fake_user = True  # Blender does not save what nobody uses
    return result


def _mapping(obj: bpy.types.Object) -> Mapping:
    """The mapping for an object. Blender's box mapping turns the picture a quarter on what lies flat."""
    if isinstance(obj.data, bpy.types.Mesh) and obj.data.uv_layers:
        return "UV"
    wide, deep, high = (max(side) - min(side) for side in zip(*obj.bound_box, strict=True))
    return "FLAT" if high < FLATNESS * max(wide, deep) else "BOX"

# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a material can take a picture into an input of it; why not is said, and nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ...message import Message
from .. import compat, keyframes
from ..error import SceneError
from . import material_copy, shader_input

if TYPE_CHECKING:
    from .shader_input import ShaderInput

# What a material says without nodes, and the inputs of a shader that say it.
PLAIN = {"diffuse_color": "Base Color", "metallic": "Metallic", "roughness": "Roughness"}


def check(material: bpy.types.Material | None, socket: str) -> None:
    """Raise SceneError if a material cannot take a picture into such an input. None: one yet to be made."""
    if material and compat.has_nodes(material) and _shows_something(material.node_tree):
        wanted_input(material, socket)
        return
    if material:
        refuse_linked(material)
    plain = bpy.data.materials.new(material.name if material else "Material")
    try:
        have_surface(plain)
        wanted_input(plain, socket)
    finally:
        bpy.data.materials.remove(plain)


def have_surface(material: bpy.types.Material) -> None:
    """See that a material has nodes that show a surface."""
    is_plain = material.node_tree is None
    tree = compat.node_tree(material)
    if not _shows_something(tree):
        _add_surface(tree)
    if is_plain:
        _as_without_nodes(material)


def _add_surface(tree: Any) -> None:  # noqa: ANN401 - a material's node tree
    end = shader_input.output_node(tree) or tree.nodes.new("ShaderNodeOutputMaterial")
    shader = tree.nodes.new("ShaderNodeBsdfPrincipled")
    shader.location = (end.location.x - 300.0, end.location.y)
    tree.links.new(shader.outputs["BSDF"], end.inputs["Surface"])


def _as_without_nodes(material: bpy.types.Material) -> None:
    """Give the nodes of a material that had none, as it may before 5.0, what the artist has set of it."""
    tree: Any = material.node_tree
    shader = next(node for node in tree.nodes if node.bl_idname == "ShaderNodeBsdfPrincipled")
    for name, socket in PLAIN.items():
        known: Any = bpy.types.Material.bl_rna.properties[name]
        value = getattr(material, name)
        if list(value) != list(known.default_array) if known.is_array else value != known.default:
            shader.inputs[socket].default_value = value
        keyframes.copy_from_material(material, name, shader.inputs[socket])


def _shows_something(tree: Any) -> bool:  # noqa: ANN401 - a material's node tree
    end = shader_input.output_node(tree)
    return end is not None and (end.inputs["Surface"].is_linked or end.inputs["Volume"].is_linked)


def wanted_input(material: bpy.types.Material, socket: str) -> ShaderInput:
    """The input of a material with nodes that is meant. Raises SceneError if there is none that is free."""
    refuse_linked(material)
    assert material.node_tree
    found = shader_input.find(material.node_tree, socket)
    if found is None:
        raise SceneError(
            Message(
                "{material} has no input “{socket}” for a picture: choose another one",
                material=material.name,
                socket=shader_input.MEANT.get(socket, socket),
            )
        )
    names = {"socket": found.socket.name, "material": material.name}
    for group in found.groups:
        if group.node_tree.library or group.node_tree.override_library:
            raise SceneError(
                Message(
                    "“{socket}” of {material} is within the linked node group {group}: make that local, or"
                    " choose another input",
                    group=group.node_tree.name,
                    **names,
                )
            )
    if is_driven(found.socket):
        raise SceneError(
            Message("“{socket}” of {material} has a driver: remove that, or choose another input", **names)
        )
    return found


def refuse_linked(material: bpy.types.Material) -> None:
    """Raise SceneError if a material cannot be changed in this file."""
    if material_copy.is_foreign(material):
        raise SceneError(
            Message(
                "The material {material} is linked from another file: make it local, or choose a material"
                " of its own",
                material=material.name,
            )
        )


def refuse_tiled(image: bpy.types.Image) -> None:
    """Raise SceneError if an image is several, of which one coordinate would show but one."""
    if image.source == "TILED":
        raise SceneError(
            Message("“{name}” is made of tiles (UDIM), which cannot be put in so", name=image.name)
        )


def is_driven(socket: Any) -> bool:  # noqa: ANN401 - a socket
    """Whether a driver gives the value of an input."""
    animation = socket.id_data.animation_data
    path = socket.path_from_id("default_value")
    return bool(animation) and any(driver.data_path == path for driver in animation.drivers)

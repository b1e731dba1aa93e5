# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials that every exporter reads: one Principled BSDF, with a colour or with one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from .. import attribution, compat, film_texture, light_share, origin, surface_shader
from ..vector.artwork_material import PAINT
from .artwork_member import ORIGINAL
from .mesh_object import copy_properties
from .surface import read, source

if TYPE_CHECKING:
    from collections.abc import Callable

    from .surface import Surface

# Of what makes a surface unlit, the numbers.
UNLIT = {name: value for name, value in surface_shader.UNLIT.items() if isinstance(value, float)}
NOT_KEPT = (PAINT, film_texture.START_PROPERTY)  # of an original: what a copy no longer is


def is_plain(surface: Surface) -> bool:
    """Whether a material is such a one already, in one colour."""
    shader = surface.principled
    return bool(shader and not surface.nodes and (surface.lit or _is_unlit(shader)))


def with_color(
    material: bpy.types.Material, surface: Surface, color: tuple[float, ...]
) -> bpy.types.Material:
    """A copy of a material in one linear colour with its alpha."""
    made, shader = _bare(material, surface)
    _color(shader, surface).default_value = (*color[:3], 1.0)
    shader.inputs["Alpha"].default_value = color[3]
    made.diffuse_color = color
    return made  # type: ignore[no-any-return]


def with_picture(
    material: bpy.types.Material, surface: Surface, image: bpy.types.Image, extension: str = "EXTEND"
) -> bpy.types.Material:
    """A copy of a material that shows a picture where the UV map says."""
    made, shader = _bare(material, surface)
    tree = compat.node_tree(made)
    texture: Any = tree.nodes.new("ShaderNodeTexImage")
    texture.image, texture.extension = image, extension
    texture.location = (shader.location.x - 320, shader.location.y)
    tree.links.new(texture.outputs["Color"], _color(shader, surface))
    if image.depth == 32:  # bits of a pixel: it has an alpha
        tree.links.new(texture.outputs["Alpha"], shader.inputs["Alpha"])
    return made  # type: ignore[no-any-return]


def pictures(material: bpy.types.Material) -> list[Any]:
    """The nodes of a material that show a picture."""
    tree: Any = material.node_tree
    return [node for node in (tree.nodes if tree else ()) if node.type == "TEX_IMAGE" and node.image]


def with_other_pictures(
    material: bpy.types.Material, other: Callable[[bpy.types.Image], bpy.types.Image]
) -> bpy.types.Material:
    """A copy of a material that has another picture for each of its own."""
    made: Any = material.copy()
    for node in pictures(made):
        node.image = other(node.image)
        _remove_drivers(made.node_tree, node)
    stamp(material, made)
    return made  # type: ignore[no-any-return]


def fade(made: bpy.types.Material, alpha: float) -> None:
    """Say a material's alpha beside the texture that says it, too."""
    surface = read(made)
    assert surface
    assert surface.alpha
    surface.alpha.default_value = alpha


def _is_unlit(shader: Any) -> bool:  # noqa: ANN401 - a node
    return all(abs(shader.inputs[name].default_value - value) < 1e-6 for name, value in UNLIT.items())


def _color(shader: Any, surface: Surface) -> Any:  # noqa: ANN401 - nodes and sockets
    return surface_shader.color_input(shader, lit=surface.lit)


def _bare(material: bpy.types.Material, surface: Surface) -> tuple[Any, Any]:
    """A copy whose colour and alpha are free, and its shader. What only they needed is gone."""
    if surface.principled:
        made: Any = material.copy()
        if light_share.group_of(made):
            light_share.settle(made, lit=surface.lit)
        copied = read(made)
        assert copied
        shader = copied.principled
        for socket in filter(None, (copied.color, copied.alpha)):
            for link in socket.links:
                made.node_tree.links.remove(link)
        _remove_loose_nodes(made)
        shader.inputs["Alpha"].default_value = 1.0
    else:
        made = bpy.data.materials.new(material.name)
        compat.node_tree(made).nodes.clear()
        shader = surface_shader.add(compat.node_tree(made), lit=surface.lit)
        made.use_backface_culling = material.use_backface_culling
    if not surface.lit:
        for name, value in UNLIT.items():
            shader.inputs[name].default_value = value
    if hasattr(made, "cycles"):
        made.cycles.emission_sampling = "NONE"
    stamp(material, made)
    return made, shader


def stamp(material: bpy.types.Material, made: bpy.types.Material) -> None:
    """Give a copy the custom properties of its original, and the works that are in its nodes."""
    copy_properties(material, made)
    for key in NOT_KEPT:
        made.pop(key, None)
    for work in origin.works([material]):
        attribution.credit(made, work)
    made[ORIGINAL] = material.name


def _remove_loose_nodes(material: Any) -> None:  # noqa: ANN401 - by its type it may have no nodes
    """Remove nodes that nothing needs, and the drivers of what they had."""
    tree = material.node_tree
    needed = {tree.get_output_node("ALL")}
    ahead = list(needed)
    while ahead:
        for socket in ahead.pop().inputs:
            node = source(socket)
            if node and node not in needed:
                needed.add(node)
                ahead.append(node)
    for node in [node for node in tree.nodes if node not in needed]:
        _remove_drivers(tree, node)
        tree.nodes.remove(node)


def _remove_drivers(tree: Any, node: Any) -> None:  # noqa: ANN401 - a node and its tree
    path = node.path_from_id()
    for curve in list(tree.animation_data.drivers) if tree.animation_data else ():
        if curve.data_path.startswith(path):
            tree.animation_data.drivers.remove(curve)

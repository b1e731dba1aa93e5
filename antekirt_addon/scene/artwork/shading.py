# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - sockets are of many types, and objects have no custom properties
"""An artwork shaded by the lights of the scene, or shining in its own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import compat, light_share, surface_shader
from ..grease_pencil_compat import GREASE_PENCIL
from ..palette.color_use import drawn_objects, slots
from ..palette.own_material import own
from ..vector.artwork_material import PAINT, ROUGHNESS

if TYPE_CHECKING:
    import bpy

HALF = 0.5


def shade(root: bpy.types.Object, *, lit: bool) -> int:
    """Have an artwork be lit or shine; gives how many materials and drawings were not so before."""
    objects = drawn_objects(root)
    found = {material for _, _, material in slots(objects) if is_lit(material) is (not lit)}
    own(root, found, set())
    changed = {material for _, _, material in slots(objects) if is_lit(material) is (not lit)}
    for material in changed:
        _feed(material, lit=lit)
    drawings = [obj for obj in objects if obj.type in GREASE_PENCIL and obj.use_grease_pencil_lights != lit]
    for obj in drawings:
        obj.use_grease_pencil_lights = lit
        for layer in obj.data.layers:
            layer.use_lights = lit
    return len(changed) + len(drawings)


def _shader(material: Any) -> Any:
    if material.is_grease_pencil or not compat.has_nodes(material):
        return None
    shader: Any = compat.node_tree(material).nodes.get(surface_shader.NAME)
    return shader if shader and shader.bl_idname == "ShaderNodeBsdfPrincipled" else None


def is_lit(material: bpy.types.Material) -> bool | None:
    """Whether a material is lit; None if it is none of ours."""
    shader = _shader(material)
    if shader is None:
        return None
    if light_share.is_between(shader):
        return light_share.share(shader) > HALF
    return not shader.inputs["Emission Strength"].default_value


def _feed(material: Any, *, lit: bool) -> None:
    """Lead a material's colour into the other input, and set the rest as a new one has it."""
    shader = _shader(material)
    tree: Any = compat.node_tree(material)
    before: Any = surface_shader.color_input(shader, lit=not lit)
    after: Any = surface_shader.color_input(shader, lit=lit)
    color, links = tuple(before.default_value), [link.from_socket for link in before.links]
    for link in list(before.links):
        tree.links.remove(link)
    fresh: Any = tree.nodes.new("ShaderNodeBsdfPrincipled")
    for name in (*surface_shader.UNLIT, "Emission Color"):
        shader.inputs[name].default_value = (
            fresh.inputs[name].default_value if lit else surface_shader.UNLIT.get(name, color)
        )
    tree.nodes.remove(fresh)
    after.default_value = color
    if lit:
        shader.inputs["Roughness"].default_value = ROUGHNESS
    for source in links:
        tree.links.new(source, after)
    kind, _, rest = material.get(PAINT, "").partition(" ")
    if kind in {"LIT", "UNLIT"}:
        material[PAINT] = f"{'LIT' if lit else 'UNLIT'} {rest}"

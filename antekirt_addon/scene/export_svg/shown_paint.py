# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - sockets, nodes and objects' data are of many types
"""What color or gradient of SVG shows what a material shows, whatever has been changed on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import compat, light_share, surface_shader
from ..vector.file_color import as_in_file
from .gradient_reading import gradient_of

if TYPE_CHECKING:
    import bpy

    from ...media.arrays import Floats
    from ...media.svg.paint import Gradient, Solid
    from .shown import Shown
    from .viewpoint import Viewpoint

GREY = (0.8, 0.8, 0.8, 1.0)  # of what has no material, linear
COLOR_INPUTS = ("Base Color", "Color", "Emission Color")
CONSTANT = ("ShaderNodeValToRGB", "ShaderNodeRGB")  # nodes of which one color can be told


class ShownPaints:
    """The paints of one export; each material is looked at once."""

    def __init__(self) -> None:
        self._of_material: dict[str, Solid] = {}
        self._gradients: dict[tuple[object, ...], Gradient | None] = {}

    def of(self, shown: Shown, slot: int, view: Viewpoint, middle: Floats) -> Solid | Gradient | None:
        """What a slot of an object shows, where it lies around a point of the page; None: nothing at all."""
        material, world = material_in(shown.obj, slot), shown.world
        if material is None:
            return as_in_file(GREY)
        source = color_source(material)
        if source is not None and source.bl_idname == "ShaderNodeValToRGB":
            key = (material.name_full, world.tobytes(), middle.tobytes() if view.nearest else b"")
            if key not in self._gradients:
                self._gradients[key] = gradient_of(material, source, world, view, middle)
            if gradient := self._gradients[key]:
                return gradient
        if material.name_full not in self._of_material:
            self._of_material[material.name_full] = _solid(material, source)
        color = self._of_material[material.name_full]
        return color if color.alpha > 0 else None


def material_in(obj: Any, slot: int) -> Any:
    """The material that an object shows in a slot, the last one where there are fewer."""
    slots = obj.material_slots
    return slots[min(slot, len(slots) - 1)].material if len(slots) else None


def color_socket(material: bpy.types.Material) -> Any:
    """The input that says a material's color; None if none does."""
    if not compat.has_nodes(material) or material.is_grease_pencil:
        return None
    tree: Any = material.node_tree
    output = next((node for node in tree.nodes if node.bl_idname == "ShaderNodeOutputMaterial"), None)
    waiting = [link.from_node for link in output.inputs["Surface"].links] if output else []
    seen: set[str] = set()
    while waiting:
        node = waiting.pop(0)
        if node.name in seen:
            continue
        seen.add(node.name)
        if node.bl_idname == "ShaderNodeBsdfPrincipled" and _shines(node):
            return surface_shader.color_input(node, lit=False)
        for name in COLOR_INPUTS:
            if name in node.inputs:
                return node.inputs[name]
        waiting += [link.from_node for socket in node.inputs for link in socket.links]
    return None


def color_source(material: bpy.types.Material) -> Any:
    """The node that a material's color comes from; None if it is one color."""
    socket = color_socket(material)
    return socket.links[0].from_node if socket is not None and socket.is_linked else None


def _shines(shader: Any) -> bool:
    """Whether its own light has the color of a surface: it reflects none, or does so as a value says."""
    if light_share.is_between(shader):
        return True
    base, strength = shader.inputs["Base Color"], shader.inputs["Emission Strength"]
    return not base.is_linked and not any(base.default_value[:3]) and bool(strength.default_value)


def _solid(material: Any, source: Any) -> Solid:
    """One color for all of a material."""
    if material.is_grease_pencil:
        return as_in_file(tuple(material.grease_pencil.fill_color), material)
    socket = color_socket(material)
    if socket is None or (source is not None and source.bl_idname not in CONSTANT):
        return as_in_file(tuple(material.diffuse_color))
    if source is not None:
        ramp = getattr(source, "color_ramp", None)
        return as_in_file(tuple(ramp.evaluate(0.5) if ramp else source.outputs[0].default_value))
    alpha = socket.node.inputs.get("Alpha")
    opacity = alpha.default_value if alpha is not None and not alpha.is_linked else 1.0
    return as_in_file((*socket.default_value[:3], opacity), material)


def of_line(material: Any) -> Solid:
    """The color of the lines that are drawn with a Grease Pencil material."""
    return as_in_file(tuple(material.grease_pencil.color))

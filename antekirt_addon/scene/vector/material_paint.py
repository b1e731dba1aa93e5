# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, nodes and sockets of each kind are others, and IDs have no custom properties
"""What a material of an artwork shows, in the colours of the file, and how it comes to show others.

What a colour that lets light through, or a gradient, was in the file cannot be read off the material: it is
noted there. A note that no longer fits is not believed: then somebody has changed the material since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mathutils import Color

from ...media.svg.paint import Solid, Stop
from .. import compat, surface_shader
from .color_conversion import linear_over
from .color_ramp import RampStop, essential, ramp

if TYPE_CHECKING:
    from collections.abc import Sequence

    import bpy

    from .color_conversion import Backdrop

STOPS = "antekirt_stops"  # on a material: offset, red, green, blue and alpha of each colour of its paint
BACKDROP = "antekirt_backdrop"  # the colour that it is meant to be seen over
NEAR = 1e-4


@dataclass(frozen=True, slots=True)
class MaterialPaint:
    """The colours of the file along a gradient, or one; and what they are meant to be seen over."""

    stops: tuple[Stop, ...]
    backdrop: Backdrop | None = None


def note(material: bpy.types.Material, stops: Sequence[Stop], backdrop: Backdrop | None) -> None:
    """Have a material say what its paint is in the file."""
    noted = [(s.offset, s.color.red, s.color.green, s.color.blue, s.color.alpha) for s in stops]
    material[STOPS] = [value for stop in noted for value in stop]
    if backdrop is not None:
        material[BACKDROP] = backdrop


def forget(material: Any) -> None:
    """Take what a material says of its paint away."""
    for name in (STOPS, BACKDROP):
        if name in material:
            del material[name]


def read(material: bpy.types.Material) -> MaterialPaint | None:
    """What a material shows; None if that is no colour and no gradient of colours."""
    if material.is_grease_pencil:
        style: Any = material.grease_pencil
        return _believed(material, [RampStop(0.0, tuple(style.fill_color))])
    sockets = _sockets(material)
    if sockets is None:
        return None
    color, alpha = sockets
    one = _one_color(color)
    if one:
        return _believed(material, [RampStop(0.0, (*one.default_value[:3], alpha.default_value))])
    elements = _ramp_elements(color)
    if elements is None:
        return None
    return _believed(material, [RampStop(one.position, tuple(one.color)) for one in elements])


def write(material: Any, paint: MaterialPaint) -> None:
    """Have a material show other colours, as many as `read` gave."""
    shown = _shown(paint, is_one=material.is_grease_pencil)
    if STOPS in material or len(paint.stops) > 1:
        note(material, paint.stops, paint.backdrop)
    if material.is_grease_pencil:
        style: Any = material.grease_pencil
        if tuple(style.color) == tuple(style.fill_color):  # as lines have it
            style.color = shown[0].color
        style.fill_color = shown[0].color
        return
    material.diffuse_color[:] = shown[len(shown) // 2].color
    sockets = _sockets(material)
    assert sockets is not None
    color, alpha = sockets
    one = _one_color(color)
    if one:
        one.default_value = (*shown[0].color[:3], 1.0)
        alpha.default_value = shown[0].color[3]
        return
    elements = _ramp_elements(color)
    while len(elements) > len(shown):
        elements.remove(elements[-1])
    while len(elements) < len(shown):
        elements.new(1.0)
    for element, stop in zip(elements, shown, strict=True):
        element.position, element.color = stop.offset, stop.color


def attribute_of(material: bpy.types.Material) -> str | None:
    """The colour attribute that a material shows, if it shows one."""
    sockets = None if material.is_grease_pencil else _sockets(material)
    if sockets is None or not sockets[0].is_linked:
        return None
    node: Any = sockets[0].links[0].from_node
    return str(node.layer_name) if node.bl_idname == "ShaderNodeVertexColor" else None


def _sockets(material: bpy.types.Material) -> tuple[Any, Any] | None:
    """The sockets of the colour and the alpha of a material's surface."""
    if not compat.has_nodes(material):
        return None
    nodes: Any = compat.node_tree(material).nodes
    shaders = [nodes.get(surface_shader.NAME), *nodes]
    shader = next((one for one in shaders if one and one.bl_idname == "ShaderNodeBsdfPrincipled"), None)
    if shader is None:
        return None
    strength = shader.inputs["Emission Strength"]
    shines = strength.is_linked or strength.default_value > 0.0
    return surface_shader.color_input(shader, lit=not shines), shader.inputs["Alpha"]


def _one_color(color: Any) -> Any:
    """The socket that says the one colour of a surface; None if it has several."""
    if not color.is_linked:
        return color
    node = color.links[0].from_node
    return node.outputs[0] if node.bl_idname == "ShaderNodeRGB" else None


def _ramp_elements(color: Any) -> Any:
    """The stops of the ramp that feeds a socket; None if it is fed by something else."""
    node = color.links[0].from_node
    return node.color_ramp.elements if node.bl_idname == "ShaderNodeValToRGB" else None


def _believed(material: bpy.types.Material, shown: list[RampStop]) -> MaterialPaint:
    """The paint that a material says it has if that is what it shows; else what it shows."""
    values: Any = material.get(STOPS)
    if values is not None and len(values) % 5 == 0:
        parts = [values[n : n + 5] for n in range(0, len(values), 5)]
        stops = tuple(Stop(offset, Solid(*color)) for offset, *color in parts)
        backdrop: Any = material.get(BACKDROP)
        paint = MaterialPaint(stops, None if backdrop is None else tuple(backdrop))
        if _alike(_shown(paint, is_one=material.is_grease_pencil), shown):
            return paint
    return MaterialPaint(essential([Stop(one.offset, _encoded(one.color)) for one in shown]))


def _shown(paint: MaterialPaint, *, is_one: bool) -> list[RampStop]:
    """The linear colours that a material has for a paint. is_one: but one, the mean of a gradient."""
    if is_one or len(paint.stops) == 1:
        return [RampStop(0.0, linear_over(mean_color(paint.stops), paint.backdrop))]
    return ramp(paint.stops, paint.backdrop)


def mean_color(stops: Sequence[Stop]) -> Solid:
    """The mean of the stops of a gradient."""
    colors = [(s.color.red, s.color.green, s.color.blue, s.color.alpha) for s in stops]
    return Solid(*(sum(channel) / len(colors) for channel in zip(*colors, strict=True)))


def _encoded(linear: Sequence[float]) -> Solid:
    shown = Color(linear[:3]).from_scene_linear_to_srgb()
    return Solid(shown.r, shown.g, shown.b, linear[3])


def _alike(ones: Sequence[RampStop], others: Sequence[RampStop]) -> bool:
    return len(ones) == len(others) and all(
        abs(one - other) < NEAR
        for a, b in zip(ones, others, strict=True)
        for one, other in zip((a.offset, *a.color), (b.offset, *b.color), strict=True)
    )

# SPDX-License-Identifier: GPL-3.0-or-later
"""One material for each paint of an artwork; colours are shared with the artworks imported before.

From 5.0 on a new material costs time for all that exist, a copy does not: the first of a kind is made of
nodes, those after it are its copies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ...media.svg.geometry.backdrop import opaque
from ...media.svg.shape import Solid
from .. import compat
from .color_conversion import linear_over, paint_name
from .gradient_nodes import gradient_colors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...media.svg.shape import Gradient, Paint, Shape
    from .artwork_space import ArtworkSpace
    from .color_conversion import Backdrop
    from .transaction import Transaction

PAINT = "antekirt_paint"  # the property that says what a material shows
SURFACE, MIX = "Surface", "Mix"  # the nodes that take a colour and its alpha in


class ArtworkMaterials:
    """The materials of one import."""

    def __init__(self, space: ArtworkSpace, transaction: Transaction, *, lit: bool) -> None:
        self._kind = "LIT" if lit else "UNLIT"
        self._space = space
        self._transaction = transaction
        self._of_paint: dict[tuple[Paint, Backdrop], bpy.types.Material] = {}
        self._templates: dict[bool, bpy.types.Material] = {}
        every: Any = bpy.data.materials
        self._existing: dict[str, bpy.types.Material] = {
            material[PAINT]: material for material in every if PAINT in material and not material.library
        }

    def for_shape(self, shape: Shape) -> bpy.types.Material:
        """The material of a shape's paint, to be seen over the shape's backdrop."""
        paint = (shape.paint, shape.backdrop)
        if paint not in self._of_paint:
            backdrop = shape.backdrop if self._kind == "UNLIT" else None
            if isinstance(shape.paint, Solid):
                self._of_paint[paint] = self._for_color(shape.paint, backdrop)
            else:
                self._of_paint[paint] = self._for_gradient(shape.paint, backdrop)
        return self._of_paint[paint]

    def for_attribute(self, attribute: str, *, transparent: bool) -> bpy.types.Material:
        """The material that shows a mesh's colour attribute; transparent: some of it lets light through."""
        key = f"{self._kind} attribute {attribute}{' clear' if transparent else ''}"
        if key in self._existing:
            return self._existing[key]
        material = self._new("Artwork Colors", transparent=transparent)
        material[PAINT] = key
        node: Any = compat.node_tree(material).nodes.new("ShaderNodeVertexColor")
        node.layer_name = attribute
        node.location = (-400, 0)
        _link(material, node, transparent=transparent)
        return material

    def for_fill(self, color: Solid, backdrop: Backdrop) -> bpy.types.Material:
        """The material that fills Grease Pencil strokes with a colour, to be seen over a backdrop."""
        wanted = linear_over(color, backdrop if self._kind == "UNLIT" else None)
        key = _key("FILL", wanted)
        style: Any = self._existing[key].grease_pencil if key in self._existing else None
        if style and _near(style.fill_color, wanted):
            return self._existing[key]
        material = self._existing[key] = self._transaction.add(bpy.data.materials.new(paint_name(color)))
        material[PAINT] = key
        compat.fill_only(material, wanted)
        return material

    def _for_color(self, color: Solid, backdrop: Backdrop | None) -> bpy.types.Material:
        wanted = linear_over(color, backdrop)
        key = _key(self._kind, wanted)
        if key in self._existing and _has_color(self._existing[key], wanted):
            return self._existing[key]
        material = self._existing[key] = self._blank(paint_name(color), transparent=not opaque(color))
        material[PAINT] = key
        _set_color(material, wanted)
        return material

    def _for_gradient(self, gradient: Gradient, backdrop: Backdrop | None) -> bpy.types.Material:
        transparent = not opaque(gradient)
        material = self._new(paint_name(gradient), transparent=transparent)
        material.diffuse_color[:] = linear_over(gradient.stops[len(gradient.stops) // 2].color, backdrop)
        source = gradient_colors(compat.node_tree(material), gradient, self._space, backdrop)
        _link(material, source, transparent=transparent)
        return material

    def _blank(self, name: str, *, transparent: bool) -> bpy.types.Material:
        """A material that awaits its colour."""
        if transparent not in self._templates:
            self._templates[transparent] = self._new(name, transparent=transparent)
            return self._templates[transparent]
        material = self._templates[transparent].copy()
        assert material
        material.name = name
        return self._transaction.add(material)

    def _new(self, name: str, *, transparent: bool) -> bpy.types.Material:
        material = self._transaction.add(bpy.data.materials.new(name))
        tree = compat.node_tree(material)
        tree.nodes.clear()
        output = tree.nodes.new("ShaderNodeOutputMaterial")
        output.location = (400, 0)
        shader = (_lit if self._kind == "LIT" else _unlit)(tree, transparent=transparent)
        tree.links.new(shader, output.inputs["Surface"])
        if hasattr(material, "cycles"):  # no light sources: thousands of them would slow a scene down
            material.cycles.emission_sampling = "NONE"
        return material


def _key(kind: str, wanted: tuple[float, ...]) -> str:
    """By what a colour's material is found again; a 16-bit step is finer than the files' 8-bit ones."""
    return f"{kind} " + " ".join(f"{round(65535 * value):04x}" for value in wanted)


def _unlit(tree: bpy.types.ShaderNodeTree, *, transparent: bool) -> bpy.types.NodeSocket:
    """Emission, mixed with a transparent shader where it is to let light through."""
    emission = tree.nodes.new("ShaderNodeEmission")
    emission.name = SURFACE
    if not transparent:
        return emission.outputs[0]
    emission.location = (0, -100)
    behind = tree.nodes.new("ShaderNodeBsdfTransparent")
    mix = tree.nodes.new("ShaderNodeMixShader")
    mix.name, mix.location = MIX, (200, 0)
    tree.links.new(behind.outputs[0], mix.inputs[1])
    tree.links.new(emission.outputs[0], mix.inputs[2])
    return mix.outputs[0]


def _lit(tree: bpy.types.ShaderNodeTree, *, transparent: bool) -> bpy.types.NodeSocket:  # noqa: ARG001 - it has an alpha of its own
    surface: Any = tree.nodes.new("ShaderNodeBsdfPrincipled")
    surface.name = SURFACE
    surface.inputs["Roughness"].default_value = 0.8
    return surface.outputs[0]  # type: ignore[no-any-return]


def _sockets(material: bpy.types.Material) -> tuple[Any, Any]:
    """The sockets of a material's colour and alpha; of an unlit one only a transparent one has the latter."""
    nodes = compat.node_tree(material).nodes
    surface = nodes[SURFACE].inputs
    color = surface["Color"] if "Color" in surface else surface["Base Color"]
    return color, nodes[MIX].inputs[0] if MIX in nodes else surface.get("Alpha")


def _set_color(material: Any, wanted: tuple[float, ...]) -> None:  # noqa: ANN401 - by its type, a colour is no tuple
    material.diffuse_color = wanted
    color, alpha = _sockets(material)
    color.default_value = (*wanted[:3], 1.0)
    if alpha:
        alpha.default_value = wanted[3]


def _has_color(material: bpy.types.Material, wanted: tuple[float, ...]) -> bool:
    """Whether nobody has changed the colour of a material since it was made."""
    tree = material.node_tree
    if not tree or SURFACE not in tree.nodes:
        return False
    color, alpha = _sockets(material)
    values = [*color.default_value[:3], alpha.default_value if alpha else 1.0]
    return _near(values, wanted)


def _near(values: Iterable[float], wanted: Iterable[float]) -> bool:
    return all(abs(value - asked) < 1e-6 for value, asked in zip(values, wanted, strict=True))


def _link(material: bpy.types.Material, source: bpy.types.Node, *, transparent: bool) -> None:
    color, alpha = _sockets(material)
    links = compat.node_tree(material).links
    links.new(source.outputs["Color"], color)
    if transparent:
        links.new(source.outputs["Alpha"], alpha)

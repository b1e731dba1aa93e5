# SPDX-License-Identifier: GPL-3.0-or-later
"""One material for each paint of an artwork; colours are shared with imports of the same work before.

Not with other works: a material says whose it is, also in another format and where objects are joined.

From 5.0 on a new material costs time for all that exist, a copy does not: the first of a kind is made of
nodes, those after it are its copies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ...media.svg.geometry.backdrop import opaque
from ...media.svg.paint import Gradient, Solid, Stop
from .. import attribution, compat, grease_pencil_compat, surface_shader
from . import material_paint
from .color_conversion import linear_over, paint_name
from .gradient_nodes import gradient_colors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...media.svg.paint import Paint
    from ...media.svg.shape import Shape
    from ..attribution import Attribution
    from .artwork_space import ArtworkSpace
    from .color_conversion import Backdrop
    from .transaction import Transaction

PAINT = "antekirt_paint"  # the property that says what a material shows
ROUGHNESS = 0.8  # of what is lit: like paper


class ArtworkMaterials:
    """The materials of one import. work: None for a file of the artist's own."""

    def __init__(
        self, space: ArtworkSpace, transaction: Transaction, *, lit: bool, work: Attribution | None = None
    ) -> None:
        self._is_lit = lit
        self._kind = "LIT" if lit else "UNLIT"
        self._space = space
        self._transaction = transaction
        self._of_paint: dict[tuple[Paint, Backdrop], bpy.types.Material] = {}
        self._paints: dict[bpy.types.Material, tuple[Paint, Backdrop | None]] = {}
        self._templates: dict[float, bpy.types.Material] = {}
        every: Any = bpy.data.materials
        self._existing: dict[str, bpy.types.Material] = {
            material[PAINT]: material
            for material in every
            if PAINT in material and _is_usable(material) and attribution.read(material) == work
        }

    def for_shape(self, shape: Shape) -> bpy.types.Material:
        """The material of a shape's paint, no picture, to be seen over the shape's backdrop."""
        paint = (shape.paint, shape.backdrop)
        if paint not in self._of_paint:
            backdrop = shape.backdrop if self._kind == "UNLIT" else None
            if isinstance(shape.paint, Solid):
                self._of_paint[paint] = self._for_color(shape.paint, backdrop)
            elif isinstance(shape.paint, Gradient):
                self._of_paint[paint] = self._for_gradient(shape.paint, backdrop)
            self._paints.setdefault(self._of_paint[paint], (shape.paint, backdrop))
        return self._of_paint[paint]

    def paint_of(self, material: bpy.types.Material) -> tuple[Paint, Backdrop | None] | None:
        """What a material of this import is for, and over what; None if it is for several paints."""
        return self._paints.get(material)

    def for_attribute(self, attribute: str, *, transparent: bool) -> bpy.types.Material:
        """The material that shows a mesh's colour attribute; transparent: some of it lets light through."""
        key = f"{self._kind} attribute {attribute}{' clear' if transparent else ''}"
        if key in self._existing:
            return self._existing[key]
        material = self._new("Artwork Colors")
        material[PAINT] = key
        node: Any = compat.node_tree(material).nodes.new("ShaderNodeVertexColor")
        node.layer_name = attribute
        node.location = (-400, 0)
        self._link(material, node, transparent=transparent)
        return material

    def for_fill(self, paint: Solid | Gradient, backdrop: Backdrop) -> bpy.types.Material:
        """The material that fills Grease Pencil strokes with a colour, to be seen over a backdrop.

        Grease Pencil has no gradient of three colours: it gets the mean of the stops.
        """
        return self._pencil("FILL", paint, backdrop)

    def for_line(self, paint: Solid, backdrop: Backdrop) -> bpy.types.Material:
        """The material of Grease Pencil strokes that are lines, to be seen over a backdrop."""
        return self._pencil("LINE", paint, backdrop)

    def _pencil(self, kind: str, paint: Solid | Gradient, backdrop: Backdrop) -> bpy.types.Material:
        beneath = backdrop if self._kind == "UNLIT" else None
        material = self._drawing(kind, paint, beneath)
        self._paints.setdefault(material, (paint, beneath))
        return material

    def _drawing(self, kind: str, paint: Solid | Gradient, backdrop: Backdrop | None) -> bpy.types.Material:
        color = paint if isinstance(paint, Solid) else material_paint.mean_color(paint.stops)
        wanted = linear_over(color, backdrop)
        key = _key(kind, wanted)
        style: Any = self._existing[key].grease_pencil if key in self._existing else None
        if style and _near(style.fill_color, wanted) and isinstance(paint, Solid):
            return self._existing[key]
        material = self._transaction.add(bpy.data.materials.new(paint_name(color)))
        show = grease_pencil_compat.line_only if kind == "LINE" else grease_pencil_compat.fill_only
        show(material, wanted)
        if isinstance(paint, Gradient):
            material_paint.note(material, paint.stops, backdrop)
            return material
        self._existing[key] = material
        material[PAINT] = key
        _note(material, paint, backdrop)
        return material

    def _for_color(self, color: Solid, backdrop: Backdrop | None) -> bpy.types.Material:
        wanted = linear_over(color, backdrop)
        key = _key(self._kind, wanted)
        if key in self._existing and self._has_color(self._existing[key], wanted):
            return self._existing[key]
        material = self._existing[key] = self._blank(paint_name(color), wanted[3])
        material[PAINT] = key
        self._set_color(material, wanted)
        _note(material, color, backdrop)
        return material

    def _for_gradient(self, gradient: Gradient, backdrop: Backdrop | None) -> bpy.types.Material:
        material = self._new(paint_name(gradient))
        material.diffuse_color[:] = linear_over(gradient.stops[len(gradient.stops) // 2].color, backdrop)
        source = gradient_colors(compat.node_tree(material), gradient, self._space, backdrop)
        self._link(material, source, transparent=not opaque(gradient))
        material_paint.note(material, gradient.stops, backdrop)
        return material

    def _blank(self, name: str, alpha: float) -> bpy.types.Material:
        """A material that awaits its colour, a copy of one of the same alpha if there is such a one."""
        template = self._templates.get(alpha) or next(iter(self._templates.values()), None)
        if template is None:
            material = self._new(name)
        else:
            copied = template.copy()
            assert copied
            material = self._transaction.add(copied)
            material.name = name
        self._templates.setdefault(alpha, material)
        return material

    def _new(self, name: str) -> bpy.types.Material:
        material = self._transaction.add(bpy.data.materials.new(name))
        tree = compat.node_tree(material)
        tree.nodes.clear()
        shader: Any = surface_shader.add(tree, lit=self._is_lit)
        if self._is_lit:
            shader.inputs["Roughness"].default_value = ROUGHNESS
        if hasattr(material, "cycles"):  # no light sources: thousands of them would slow a scene down
            material.cycles.emission_sampling = "NONE"
        return material

    def _sockets(self, material: bpy.types.Material) -> tuple[Any, Any]:
        """The sockets of a material's colour and alpha."""
        shader = compat.node_tree(material).nodes[surface_shader.NAME]
        return surface_shader.color_input(shader, lit=self._is_lit), shader.inputs["Alpha"]

    def _set_color(self, material: Any, wanted: tuple[float, ...]) -> None:  # noqa: ANN401 - by its type, a colour is no tuple
        """Colour a new material, without what an assignment to a socket costs for each node tree there is."""
        material.diffuse_color = wanted
        color, alpha = self._sockets(material)
        color.default_value.foreach_set((*wanted[:3], 1.0))
        if not _near([alpha.default_value], wanted[3:]):
            alpha.default_value = wanted[3]

    def _has_color(self, material: bpy.types.Material, wanted: tuple[float, ...]) -> bool:
        """Whether nobody has changed the colour of a material since it was made."""
        color, alpha = self._sockets(material)
        return _near([*color.default_value[:3], alpha.default_value], wanted)

    def _link(self, material: bpy.types.Material, source: bpy.types.Node, *, transparent: bool) -> None:
        color, alpha = self._sockets(material)
        links = compat.node_tree(material).links
        links.new(source.outputs["Color"], color)
        if transparent:
            links.new(source.outputs["Alpha"], alpha)


def _key(kind: str, wanted: tuple[float, ...]) -> str:
    """By what a colour's material is found again; a 16-bit step is finer than the files' 8-bit ones."""
    return f"{kind} " + " ".join(f"{round(65535 * value):04x}" for value in wanted)


def _note(material: Any, color: Solid, backdrop: Backdrop | None) -> None:  # noqa: ANN401 - a Material has no custom properties by its type
    """Have a material say what its colour is in the file, where that cannot be seen."""
    if color.alpha < 1.0 and backdrop is not None:
        material_paint.note(material, [Stop(0.0, color)], backdrop)
    elif material_paint.STOPS in material:  # of what it is a copy of
        material_paint.forget(material)


def _is_usable(material: bpy.types.Material) -> bool:
    """Whether a material made before can be shared: not from a library, and of today's nodes."""
    if material.library:
        return False
    if material.is_grease_pencil:
        return True
    shader = material.node_tree.nodes.get(surface_shader.NAME) if material.node_tree else None
    return isinstance(shader, bpy.types.ShaderNodeBsdfPrincipled)


def _near(values: Iterable[float], wanted: Iterable[float]) -> bool:
    return all(abs(value - asked) < 1e-6 for value, asked in zip(values, wanted, strict=True))

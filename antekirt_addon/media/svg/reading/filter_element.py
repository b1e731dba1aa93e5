# SPDX-License-Identifier: GPL-3.0-or-later
"""Filter elements: their primitives, with all names, units and regions resolved (Filter Effects 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from .. import filter_primitive as fp
from . import color_matrix
from .cascade import inherit
from .color import parse_color
from .filter_kernel import convolution
from .filter_light import lighting, number
from .filter_region import FilterRegion
from .graphics_state import GraphicsState
from .length import fraction, numbers
from .nested_content import Purpose
from .xml_tree import Node

if TYPE_CHECKING:
    from ..filter_primitive import Operation, Primitive, Region
    from ..shape import Element
    from .nested_content import ContentConverter
    from .object_space import ObjectSpace
    from .style_sheet import Declarations

BLEND_MODES: dict[str, fp.BlendMode] = {mode: mode for mode in get_args(fp.BlendMode)}
OPERATORS: dict[str, fp.CompositeMode] = {mode: mode for mode in get_args(fp.CompositeMode)}
STANDARD = {
    "SourceGraphic": fp.SOURCE,
    "SourceAlpha": fp.SOURCE_ALPHA,
    "BackgroundImage": fp.NOTHING,
    "BackgroundAlpha": fp.NOTHING,
    "FillPaint": fp.NOTHING,
    "StrokePaint": fp.NOTHING,
}
CHANNELS = ("feFuncR", "feFuncG", "feFuncB", "feFuncA")
MOST_PRIMITIVES = 200
MOST_OCTAVES = 10


class Unsupported(Exception):
    """A filter has a primitive that is not drawn here."""


class FilterElement:
    """One filter element on one element. region: what it is cut to. contents: the elements it brings in.

    Raises Unsupported.
    """

    def __init__(self, node: Node, space: ObjectSpace, converter: ContentConverter) -> None:
        self._node = node
        self._space = space
        self._converter = converter
        regions = FilterRegion.of(node, space)
        if regions is None:
            raise Unsupported
        self._regions = regions
        self.region: Region = regions.whole
        self.contents: list[tuple[Element, ...]] = []
        self._made: list[Primitive] = []
        self._named: dict[str, int] = {}
        self._source, self._first, self._first_content = fp.SOURCE, 0, 0

    def primitives(self, source: int, first: int, first_content: int) -> list[Primitive]:
        """The primitives.

        source: the input that is the picture so far. first, first_content: the numbers of what is added.
        """
        self._source, self._first, self._first_content = source, first, first_content
        steps = [child for child in self._node.children if child.tag.startswith("fe")]
        if len(steps) > MOST_PRIMITIVES:
            raise Unsupported
        for step in steps:
            self._add_step(step)
        return self._made

    def _add_step(self, step: Node) -> None:
        index = self._converter.index
        own = index.declared(step)
        style = inherit(index.style_around(step), own)
        is_linear = style.get("color-interpolation-filters", "linearRGB") != "sRGB"
        region = self._regions.of_primitive(step)
        if step.tag == "feDropShadow":
            self._add_shadow(step, own, region, is_linear=is_linear)
        else:
            operation, inputs = self._operation(step, own)
            self._made.append(fp.Primitive(operation, inputs, region, is_linear))
        if "result" in step.attributes:
            self._named[step.attributes["result"]] = self._first + len(self._made) - 1

    def _operation(self, step: Node, own: Declarations) -> tuple[Operation, tuple[int, ...]]:
        """What a step does, and to what."""
        attributes = step.attributes
        one = self._input(attributes.get("in"))
        match step.tag:
            case "feGaussianBlur":
                return fp.Blur(*self._pair(step, "stdDeviation", 0.0)), (one,)
            case "feOffset":
                return self._offset(step, 0.0), (one,)
            case "feFlood":
                return fp.Flood(self._flood(own)), (one,)
            case "feMerge":
                nodes = [child for child in step.children if child.tag == "feMergeNode"]
                return fp.Merge(), tuple(self._input(child.attributes.get("in")) for child in nodes)
            case "feComposite":
                mode = attributes.get("operator", "over")
                k1, k2, k3, k4 = (number(step, name, 0.0) for name in ("k1", "k2", "k3", "k4"))
                return fp.Compose(OPERATORS.get(mode, "over"), (k1, k2, k3, k4)), (
                    one,
                    self._input(attributes.get("in2")),
                )
            case "feBlend":
                mode = attributes.get("mode", "normal")
                return fp.Blend(BLEND_MODES.get(mode, "normal")), (one, self._input(attributes.get("in2")))
            case "feColorMatrix":
                return fp.ColorMatrix(_matrix(step)), (one,)
            case "feComponentTransfer":
                return fp.Transfer(_curves(step)), (one,)
            case "feMorphology":
                across, down = self._pair(step, "radius", 0.0)
                return fp.Morphology(across, down, attributes.get("operator") == "dilate"), (one,)
            case "feTile":
                return fp.Tile(self._region_of(one)), (one,)
            case "feDiffuseLighting" | "feSpecularLighting":
                lit = lighting(step, own, self._regions)
                if lit is None:
                    raise Unsupported
                return lit, (one,)
            case "feDisplacementMap":
                across, down = (
                    "RGBA".find(attributes.get(name, "A"))
                    for name in ("xChannelSelector", "yChannelSelector")
                )
                scale = number(step, "scale", 0.0) * sum(self._regions.unit) / 2
                return fp.Displacement(scale, across, down), (one, self._input(attributes.get("in2")))
            case "feConvolveMatrix":
                kernel = convolution(step, self._regions.unit, self._space)
                if kernel is None:
                    raise Unsupported
                return kernel, (one,)
            case "feTurbulence":
                return self._turbulence(step), ()
            case "feImage":
                return self._content(step), ()
            case _:
                raise Unsupported

    def _input(self, name: str | None) -> int:
        """The input of a name; without one, or with an unknown one, the step before."""
        if name in self._named:
            return self._named[name]
        standard = STANDARD.get(name or "")
        if standard is None:
            return self._first + len(self._made) - 1 if self._made else self._source
        if standard == fp.SOURCE:
            return self._source
        if standard == fp.SOURCE_ALPHA and self._source != fp.SOURCE:
            matrix = fp.ColorMatrix((*(0.0,) * 15, *color_matrix.ALPHA))
            self._made.append(fp.Primitive(matrix, (self._source,), None, is_linear=False))
            return self._first + len(self._made) - 1
        return standard

    def _region_of(self, number: int) -> Region:
        """The region of an input."""
        if number >= self._first:
            return self._made[number - self._first].region or self.region
        return self.region

    def _pair(self, step: Node, name: str, default: float) -> tuple[float, float]:
        """One or two numbers in user units, across and down; 0 both where one is negative."""
        found = numbers(step.attributes.get(name, "")) or [default]
        across, down = found[0], found[1] if len(found) > 1 else found[0]
        if min(across, down) < 0.0:
            across = down = 0.0
        unit = self._regions.unit
        return across * unit[0], down * unit[1]

    def _offset(self, step: Node, default: float) -> fp.Offset:
        across, down = (
            number(step, name, default) * unit
            for name, unit in zip(("dx", "dy"), self._regions.unit, strict=True)
        )
        return fp.Offset(across, down)

    def _flood(self, own: Declarations) -> tuple[float, float, float, float]:
        text = own.get("flood-color", "black")
        if text.lower() == "currentcolor":
            style = self._converter.index.style_around(self._node)
            text = style.get("color", "black")
        color = parse_color(text) or parse_color("black")
        assert color is not None
        return color.red, color.green, color.blue, color.alpha * fraction(own.get("flood-opacity"), 1.0)

    def _add_shadow(self, step: Node, own: Declarations, region: Region, *, is_linear: bool) -> None:
        """The primitives that a drop shadow stands for."""
        source = self._input(step.attributes.get("in"))
        self._made.append(
            fp.Primitive(fp.Blur(*self._pair(step, "stdDeviation", 2.0)), (source,), None, is_linear)
        )
        at = self._first + len(self._made) - 1
        self._made += [
            fp.Primitive(self._offset(step, 2.0), (at,), None, is_linear),
            fp.Primitive(fp.Flood(self._flood(own)), (), None, is_linear),
            fp.Primitive(fp.Compose("in"), (at + 2, at + 1), None, is_linear),
            fp.Primitive(fp.Merge(), (at + 3, source), region, is_linear),
        ]

    def _turbulence(self, step: Node) -> fp.Turbulence:
        across, down = self._pair(step, "baseFrequency", 0.0)
        unit = self._regions.unit
        octaves, seed = (
            round(number(step, name, default)) for name, default in (("numOctaves", 1.0), ("seed", 0.0))
        )
        return fp.Turbulence(
            across / unit[0] ** 2,
            down / unit[1] ** 2,
            min(max(octaves, 0), MOST_OCTAVES),
            seed,
            step.attributes.get("type") == "fractalNoise",
        )

    def _picture(self, step: Node) -> Node | None:
        """A file that fills the region of a step, as an image would show it."""
        href = step.href()
        if not href or href.startswith("#"):
            return None
        left, top, right, bottom = self._regions.of_primitive(step)
        sides = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        aspect = step.attributes.get("preserveAspectRatio", "")
        attributes = {name: repr(value) for name, value in sides.items()}
        return Node("image", {**attributes, "href": href, "preserveAspectRatio": aspect}, self._node)

    def _content(self, step: Node) -> fp.Content:
        """An element of the document, drawn where it lies."""
        target = self._converter.index.linked(step) or self._picture(step)
        if target is None or step in self._converter.within:
            raise Unsupported
        space = self._space
        state = GraphicsState(self._converter.index.style_around(target), space.matrix, space.viewport)
        drawn = self._converter.convert_content(step, [target], state, Purpose.DRAW)
        self.contents.append(tuple(drawn.elements))
        return fp.Content(self._first_content + len(self.contents) - 1)


def _matrix(step: Node) -> tuple[float, ...]:
    """The factors of a feColorMatrix."""
    values = numbers(step.attributes.get("values", ""))
    match step.attributes.get("type", "matrix"):
        case "saturate":
            return color_matrix.saturation(values[0] if values else 1.0)
        case "hueRotate":
            return color_matrix.hue_rotation(values[0] if values else 0.0)
        case "luminanceToAlpha":
            return color_matrix.LUMINANCE_TO_ALPHA
        case _:
            return tuple(values) if len(values) == 20 else color_matrix.IDENTITY


def _curves(step: Node) -> tuple[fp.Curve | None, ...]:
    """The curves of a feComponentTransfer; the last child of a channel counts."""
    children = {child.tag: child for child in step.children}
    return tuple(_curve(children[name]) if name in children else None for name in CHANNELS)


def _curve(node: Node) -> fp.Curve | None:
    values = tuple(numbers(node.attributes.get("tableValues", "")))
    match node.attributes.get("type"):
        case "table" if len(values) == 1:
            return fp.Curve("table", values * 2)
        case "table" if values:
            return fp.Curve("table", values)
        case "discrete" if values:
            return fp.Curve("discrete", values)
        case "linear":
            start = number(node, "intercept", 0.0)
            return fp.Curve("table", (start, start + number(node, "slope", 1.0)))
        case "gamma":
            parts = (("amplitude", 1.0), ("exponent", 1.0), ("offset", 0.0))
            return fp.Curve("gamma", tuple(number(node, *part) for part in parts))
        case _:
            return None

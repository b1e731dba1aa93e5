# SPDX-License-Identifier: GPL-3.0-or-later
"""The way through a document in painter's order: every node that draws becomes an Element (SVG 1.1, 3.3).

It goes by a list of what is still to be drawn, because files may nest deeper than Python can call.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from .bounds import bounds
from .clip import Scissors, added
from .error import Stopped, SvgError
from .frame import Frame
from .length import fraction
from .marker import MARKED, has_markers, marked
from .mask import veil
from .paint import Palette
from .pen import pen
from .place import Place, applies, local_matrix
from .primitive import SHAPES, geometry
from .shape import Element, Matrix, Subpath
from .style import font_size, inherit
from .transform import IDENTITY, apply, compose, invert, is_sane, parse_transform
from .use import enter_use, enter_viewport

if TYPE_CHECKING:
    from collections.abc import Callable

    from .bounds import Box
    from .catalog import Catalog
    from .clip import Clip
    from .css import Declarations
    from .mask import Veil
    from .viewport import Page
    from .xml import Node

GROUPS = {"g", "a", "svg", "switch", "use"}
UNDRAWN = {"text": "text", "image": "image", "foreignObject": "foreign object"}
MOST_NAMED_GROUPS = 64  # deeper groups are drawn, but not named
MOST_COPIES = 250_000  # elements visited more than once: by use, markers, masks
MOST_COPIED_POINTS = 5_000_000
DEEPEST_MASK = 8


class Walk:
    """Draws a document, or a part of it, into `elements`; counts in `left_out` what it could not draw."""

    def __init__(
        self,
        catalog: Catalog,
        page: Page,
        stop: Callable[[], bool],
        depth: int = 0,
        measuring: bool = False,
    ) -> None:
        self.catalog = catalog
        self.page = page
        self.stop = stop
        self.depth = depth  # of walks within walks, for masks
        self.measuring = measuring  # only the outlines are wanted
        self.left_out: Counter[str] = Counter()
        self.palette = Palette(catalog, self.left_out)
        self.scissors = Scissors(catalog)
        self.veils: dict[tuple[int, object], Veil | None] = {}
        self.elements: list[Element] = []
        self.visited = 0
        self.copied_points = 0

    def draw(self, nodes: list[Node], place: Place) -> None:
        pending = [(node, place) for node in reversed(nodes)]
        while pending:
            if self.visited % 256 == 0 and self.stop():
                raise Stopped
            self.visited += 1
            if self.visited > self.catalog.size + MOST_COPIES:
                raise SvgError(
                    f"This SVG repeats its parts more than {MOST_COPIES:,} times; simplify it first"
                )
            node, here = pending.pop()
            if node.tag in SHAPES:
                pending.extend(reversed(self.draw_shape(node, here)))
            elif node.tag in GROUPS:
                pending.extend(reversed(self.enter(node, here)))
            elif node.tag in UNDRAWN and self.is_seen(node, here):
                self.left_out[UNDRAWN[node.tag]] += 1

    def draw_shape(self, node: Node, place: Place) -> list[tuple[Node, Place]]:
        """Add the shape's element; give its markers, still to be drawn."""
        own = self.catalog.declared(node)
        if own.get("display") == "none" or not applies(node):
            return []
        style = inherit(place.style, own)
        if style.get("visibility", "visible") != "visible":
            return []
        size = font_size(style)
        subpaths = geometry(node, self.catalog, place.viewport, size)
        matrix = local_matrix(own, place)
        if subpaths is None or not is_sane(matrix):
            self.left_out["shape with impossible coordinates"] += 1
            return []
        if not subpaths:
            return []
        frame = Frame(matrix, place.viewport, size, lambda: bounds(subpaths))
        clips, opacity = self.shown(own, frame, place)
        if opacity <= 0.0:
            return []
        fill = None if node.tag == "line" else self.palette.paint("fill", style, opacity, frame)
        paint = self.palette.paint("stroke", style, opacity, frame)
        stroke = pen(style, place.viewport, paint) if paint is not None else None
        if fill is not None or stroke is not None or self.measuring:
            element = Element(
                name=node.attributes.get("id") or node.tag,
                groups=place.groups,
                subpaths=subpaths,
                matrix=matrix,
                fill=fill,
                fill_rule="EVEN_ODD" if style.get("fill-rule") == "evenodd" else "NONZERO",
                stroke=stroke,
                clips=clips,
                stroke_first=stroke is not None and strokes_first(style),
            )
            if stroke is not None and own.get("vector-effect") == "non-scaling-stroke":
                element = self.unscaled(element, style, place)
            self.elements.append(element)
            if place.copied:
                self.count_copied(subpaths)
        if node.tag in MARKED and has_markers(style) and not self.measuring:
            inner = replace(place, matrix=matrix, opacity=opacity, clips=clips)
            return marked(self, style, subpaths, inner)
        return []

    def enter(self, node: Node, place: Place) -> list[tuple[Node, Place]]:
        """Give a group's children, each with its place."""
        own = self.catalog.declared(node)
        if own.get("display") == "none" or not applies(node):
            return []
        style = inherit(place.style, own)
        matrix = local_matrix(own, place)
        frame = Frame(matrix, place.viewport, font_size(style), lambda: self.measure(node, place))
        clips, opacity = self.shown(own, frame, place)
        if opacity <= 0.0:
            return []
        groups = place.groups
        if node.parent is not None and len(groups) < MOST_NAMED_GROUPS:
            groups = (*groups, node.attributes.get("id") or f"{node.tag} {self.visited}")
        inner = Place(style, matrix, opacity, clips, groups, place.viewport, place.copied)
        if node.tag == "use":
            return enter_use(self, node, inner)
        if node.tag == "svg" and node.parent is not None:
            return enter_viewport(self, node, node, own, inner)
        if node.tag == "switch":
            chosen = next((child for child in node.children if applies(child)), None)
            return [(chosen, inner)] if chosen is not None else []
        return [(child, inner) for child in node.children]

    def shown(self, own: Declarations, frame: Frame, place: Place) -> tuple[tuple[Clip, ...], float]:
        """Give all clips on an element and its opacity in the end: 0 where nothing of it shows."""
        clips = place.clips
        opacity = place.opacity * fraction(own.get("opacity"), 1.0)
        if opacity <= 0.0 or self.measuring:
            return clips, opacity
        if own.get("filter", "none") != "none":
            self.left_out["filter"] += 1
        target = self.catalog.target(own.get("clip-path"))
        if target is not None and target.tag == "clipPath":
            clips = added(clips, self.scissors.clips(target, frame))
        mask = self.catalog.target(own.get("mask"))
        if mask is not None and mask.tag == "mask":
            even = self.veil(mask, frame)
            if even is None:
                self.left_out["mask"] += 1
            else:
                clips, opacity = added(clips, even.clips), opacity * even.opacity
        return clips, 0.0 if () in clips else opacity

    def veil(self, mask: Node, frame: Frame) -> Veil | None:
        """Give the clips and the opacity that a mask amounts to, if it does."""
        own = self.catalog.declared(mask)
        if self.depth >= DEEPEST_MASK or not {"mask", "clip-path"}.isdisjoint(own):
            return None
        matrix, box = frame.matrix, None
        if mask.attributes.get("maskContentUnits") == "objectBoundingBox":
            box = frame.box()
            if box is None:
                return None
            matrix = compose(matrix, box.to_unit())
        in_box_units = mask.attributes.get("maskUnits") != "userSpaceOnUse"
        key = (id(mask), (matrix, frame.box() if in_box_units else None))
        if key not in self.veils:
            inner = self.inner_walk()
            style = inherit(self.catalog.style_around(mask), own)
            inner.draw(mask.children, Place(style, matrix, 1.0, (), (), frame.viewport))
            self.visited = inner.visited
            by_alpha = own.get("mask-type") == "alpha"
            whole = not inner.left_out
            self.veils[key] = veil(mask, inner.elements, by_alpha, frame, self.scissors) if whole else None
        return self.veils[key]

    def measure(self, node: Node, place: Place) -> Box | None:
        """Give the bounding box of a group in its own units."""
        inner = self.inner_walk(measuring=True)
        inner.draw([node], replace(place, matrix=IDENTITY, opacity=1.0, clips=()))
        self.visited = inner.visited
        back = invert(parse_transform(self.catalog.declared(node).get("transform", "")))
        return inner.extent(back) if back is not None else None

    def extent(self, matrix: Matrix = IDENTITY) -> Box | None:
        """Give the box around all outlines so far, after a further map."""
        shifted = (replace(element, matrix=compose(matrix, element.matrix)) for element in self.elements)
        return bounds(subpath for element in shifted for subpath in moved(element))

    def inner_walk(self, measuring: bool = False) -> Walk:
        walk = Walk(self.catalog, self.page, self.stop, self.depth + 1, measuring)
        walk.visited = self.visited
        return walk

    def unscaled(self, element: Element, style: Declarations, place: Place) -> Element:
        """Move a shape to root units, because its stroke is to keep its width whatever the transform."""
        assert element.stroke is not None
        return replace(
            element,
            subpaths=moved(element),
            matrix=IDENTITY,
            stroke=pen(style, place.viewport, element.stroke.paint, self.page.pixel),
        )

    def count_copied(self, subpaths: tuple[Subpath, ...]) -> None:
        self.copied_points += sum(len(subpath.points) for subpath in subpaths)
        if self.copied_points > MOST_COPIED_POINTS:
            raise SvgError("This SVG repeats its parts beyond all bounds; simplify it and try again")

    def is_seen(self, node: Node, place: Place) -> bool:
        """Tell whether something would be seen of a text or picture."""
        own = self.catalog.declared(node)
        if own.get("display") == "none" or not applies(node):
            return False
        says_something = node.tag != "text" or any(part.text.strip() for part in [node, *node.children])
        return says_something and inherit(place.style, own).get("visibility", "visible") == "visible"


def strokes_first(style: Declarations) -> bool:
    words = style.get("paint-order", "").split()
    return "stroke" in words and ("fill" not in words or words.index("stroke") < words.index("fill"))


def moved(element: Element) -> tuple[Subpath, ...]:
    return tuple(Subpath(apply(element.matrix, part.points), part.closed) for part in element.subpaths)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The way through a document in painter's order: every node that draws becomes an Element (SVG 1.1, 3.3).

It goes by a list of what is still to be drawn, because files may nest deeper than Python can call.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from ..error import Stopped, SvgError
from ..shape import Element, Matrix, Subpath
from .basic_shape import SHAPES, geometry
from .bounding_box import bounds
from .cascade import font_size, inherit
from .clip_path import added, clips_of
from .graphics_state import Figure, Place, applies, local_matrix
from .length import fraction
from .marker import MARKED, marked
from .mask import veil_of
from .object_space import Frame, Purpose
from .paint_server import Palette
from .pattern import tiles
from .stroke_style import pen
from .transform import IDENTITY, apply, compose, invert, is_sane, parse_transform
from .use_element import enter_use, enter_viewport

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..shape import Paint, Stroke
    from .bounding_box import Box
    from .clip_path import Clip
    from .computed_style import Look
    from .document_index import Catalog
    from .mask import Veil
    from .style_sheet import Declarations
    from .viewport import Page
    from .xml_tree import Node

GROUPS = {"g", "a", "svg", "switch", "use"}
UNDRAWN = {"text": Message("text"), "image": Message("image"), "foreignObject": Message("foreign object")}
MOST_NAMED_GROUPS = 64  # deeper groups are drawn, but not named
MOST_COPIES = 250_000  # elements visited more than once: by use, markers, masks
MOST_COPIED_POINTS = 5_000_000
EFFECTS = {"clip-path", "opacity", "filter", "mask"}
DEEPEST = 16  # clips in masks in patterns


class Walk:
    """Draws a document, or a part of it, into `elements`; counts in `left_out` what it could not draw."""

    def __init__(
        self,
        catalog: Catalog,
        page: Page,
        stop: Callable[[], bool],
        purpose: Purpose = Purpose.DRAW,
        within: tuple[Node, ...] = (),
    ) -> None:
        self.catalog = catalog
        self.page = page
        self.stop = stop
        self.purpose = purpose
        self.within = within  # the clip paths, masks and patterns whose content this is
        self.left_out: Counter[str] = Counter()
        self.palette = Palette(catalog)
        self.clips: dict[tuple[int, Matrix], list[Clip]] = {}
        self.veils: dict[tuple[int, Matrix, Box | None], Veil | None] = {}
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
                    Message(
                        "This SVG repeats its parts more than {count:,} times; simplify it first",
                        count=MOST_COPIES,
                    )
                )
            node, here = pending.pop()
            if node.tag in SHAPES:
                pending.extend(reversed(self.draw_shape(node, here)))
            elif node.tag in (GROUPS if self.purpose is not Purpose.CLIP else {"use"}):
                pending.extend(reversed(self.enter(node, here)))
            elif node.tag in UNDRAWN and self.is_seen(node, here):
                self.left_out[UNDRAWN[node.tag]] += 1

    def draw_shape(self, node: Node, place: Place) -> list[tuple[Node, Place]]:
        """Add the shape's element; give its markers, still to be drawn."""
        own = self.catalog.declared(node)
        if own.get("display") == "none" or not applies(node):
            return []
        look = place.look(own)
        if not look.is_visible:
            return []
        subpaths = geometry(node, self.catalog, place.viewport, look.font_size)
        matrix = local_matrix(own, place)
        if subpaths is None or not is_sane(matrix):
            self.left_out[Message("impossible shape")] += 1
            return []
        if not subpaths:
            return []
        frame = Frame(matrix, place.viewport, look.font_size, lambda: bounds(subpaths))
        clips, opacity = self.shown(own, frame, place)
        if opacity <= 0.0:
            return []
        if self.purpose is not Purpose.DRAW:
            rule = look.clip_rule if self.purpose is Purpose.CLIP else look.fill_rule
            self.add(Element(node.tag, (), subpaths, matrix, None, rule, None, clips), place)
            return []
        here = place
        if (matrix, opacity, clips) != (place.matrix, place.opacity, place.clips):
            here = replace(place, matrix=matrix, opacity=opacity, clips=clips)
        figure = Figure(node, own, look, subpaths, frame, here)
        self.paint(figure)
        return marked(self, figure) if look.has_markers and node.tag in MARKED else []

    def paint(self, figure: Figure) -> None:
        """Add the elements that a shape is painted with."""
        node, own, look, subpaths, frame, place = figure
        fill, stroke = look.flat.get(place.opacity) or self.painted(look, frame, place.opacity)
        if node.tag == "line":
            fill = None
        if not look.is_flat:
            self.fill_with_pattern(figure)
        if fill is None and stroke is None:
            return
        element = Element(
            name=node.attributes.get("id") or node.tag,
            groups=place.groups,
            subpaths=subpaths,
            matrix=place.matrix,
            fill=fill,
            fill_rule=look.fill_rule,
            stroke=stroke,
            clips=place.clips,
            stroke_first=stroke is not None and look.strokes_first,
        )
        if stroke is not None and own.get("vector-effect") == "non-scaling-stroke":
            element = self.unscaled(element, look.style, place)
        self.add(element, place)

    def painted(self, look: Look, frame: Frame, opacity: float) -> tuple[Paint | None, Stroke | None]:
        """Give the paint of the fill, and the stroke."""
        style = look.style
        fill = self.palette.paint("fill", style, opacity, frame)
        paint = self.palette.paint("stroke", style, opacity, frame)
        stroke = pen(style, frame.viewport, paint) if paint is not None else None
        if look.is_flat:
            look.flat[opacity] = fill, stroke
        return fill, stroke

    def fill_with_pattern(self, figure: Figure) -> None:
        """Add what fills a shape as a pattern; count patterns that cannot be drawn."""
        style = figure.look.style
        pattern = self.palette.pattern("fill", style)
        if pattern is not None:
            found = tiles(self, pattern, figure, figure.look.fill_rule)
            if found is None:
                self.left_out[Message("pattern")] += 1
            self.elements += found or []
        if self.palette.pattern("stroke", style) is not None:
            self.left_out[Message("pattern")] += 1

    def add(self, element: Element, place: Place) -> None:
        self.elements.append(element)
        if place.copied or self.within:
            self.copied_points += sum(len(subpath.points) for subpath in element.subpaths)
            if self.copied_points > MOST_COPIED_POINTS:
                raise SvgError("This SVG repeats its parts beyond all bounds; simplify it and try again")

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
            return enter_viewport(node, node, own, inner)
        if node.tag == "switch":
            chosen = next((child for child in node.children if applies(child)), None)
            return [(chosen, inner)] if chosen is not None else []
        return [(child, inner) for child in node.children]

    def shown(self, own: Declarations, frame: Frame, place: Place) -> tuple[tuple[Clip, ...], float]:
        """Give all clips on an element and its opacity in the end: 0 where nothing of it shows."""
        if self.purpose is Purpose.MEASURE:
            return (), 1.0
        clips, opacity = place.clips, place.opacity
        if EFFECTS.isdisjoint(own):
            return clips, 0.0 if () in clips else opacity
        target = self.catalog.target(own.get("clip-path"))
        if target is not None and target.tag == "clipPath":
            clips = added(clips, clips_of(self, target, frame))
        if self.purpose is Purpose.DRAW:
            opacity *= fraction(own.get("opacity"), 1.0)
            if opacity > 0.0 and own.get("filter", "none") != "none":
                self.left_out[Message("filter")] += 1
            mask = self.catalog.target(own.get("mask"))
            if mask is not None and mask.tag == "mask":
                veil = veil_of(self, mask, frame)
                if veil is None:
                    self.left_out[Message("mask")] += 1
                else:
                    clips, opacity = added(clips, veil.clips), opacity * veil.opacity
        return clips, 0.0 if () in clips else opacity

    def draw_apart(self, reason: Node, nodes: list[Node], place: Place, purpose: Purpose) -> Walk:
        """Draw nodes for a reason of their own: the content of a clip path, mask or pattern."""
        walk = self.apart(reason, purpose)
        walk.draw(nodes, place)
        self.visited = walk.visited
        self.copied_points = walk.copied_points
        return walk

    def apart(self, reason: Node, purpose: Purpose) -> Walk:
        if len(self.within) >= DEEPEST:
            raise SvgError(
                "This SVG's clips, masks and patterns are nested too deep; simplify it and try again"
            )
        walk = Walk(self.catalog, self.page, self.stop, purpose, (*self.within, reason))
        walk.visited = self.visited
        walk.copied_points = self.copied_points
        return walk

    def measure(self, node: Node, place: Place) -> Box | None:
        """Give the bounding box of a group in its own units."""
        bare = replace(place, matrix=IDENTITY, opacity=1.0, clips=())
        back = invert(parse_transform(self.catalog.declared(node).get("transform", "")))
        return self.draw_apart(node, [node], bare, Purpose.MEASURE).extent(back) if back is not None else None

    def extent(self, matrix: Matrix = IDENTITY) -> Box | None:
        """Give the box around all outlines so far, after a further map."""
        shifted = (replace(element, matrix=compose(matrix, element.matrix)) for element in self.elements)
        return bounds(subpath for element in shifted for subpath in moved(element))

    def unscaled(self, element: Element, style: Declarations, place: Place) -> Element:
        """Move a shape to root units, because its stroke is to keep its width whatever the transform."""
        assert element.stroke is not None
        return replace(
            element,
            subpaths=moved(element),
            matrix=IDENTITY,
            stroke=pen(style, place.viewport, element.stroke.paint, self.page.pixel),
        )

    def is_seen(self, node: Node, place: Place) -> bool:
        """Tell whether something would be seen of a text or picture."""
        own = self.catalog.declared(node)
        if own.get("display") == "none" or not applies(node):
            return False
        says_something = node.tag != "text" or any(part.text.strip() for part in [node, *node.children])
        return says_something and inherit(place.style, own).get("visibility", "visible") == "visible"


def moved(element: Element) -> tuple[Subpath, ...]:
    return tuple(Subpath(apply(element.matrix, part.points), part.closed) for part in element.subpaths)

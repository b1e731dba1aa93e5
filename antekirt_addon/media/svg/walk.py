# SPDX-License-Identifier: GPL-3.0-or-later
"""The way through a document in painter's order: every node that draws becomes an Element (SVG 1.1, 3.3 and 5).

Iterative, because files may nest deeper than Python can call.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .bounds import Box, bounds, union
from .clip import MOST_CLIPS, Scissors
from .error import Stopped, SvgError
from .frame import Frame, Viewport
from .length import fraction, length
from .paint import Palette
from .pen import pen
from .primitive import SHAPES, geometry
from .shape import Element, Matrix, Stroke, Subpath
from .style import font_size, inherit
from .transform import IDENTITY, apply, compose, is_sane, parse_transform
from .viewport import Page, fit, view_box

if TYPE_CHECKING:
    from collections.abc import Callable

    from .catalog import Catalog
    from .clip import Clip
    from .css import Declarations
    from .shape import Paint
    from .xml import Node

GROUPS = {"g", "a", "svg", "switch", "use"}
UNDRAWN = {"text": "text", "image": "image", "foreignObject": "foreign object"}
DEEPEST_GROUP = 64  # deeper groups are drawn, but not named
MOST_COPIES = 250_000  # elements visited through use
MOST_COPIED_POINTS = 5_000_000
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """What a node inherits from where it stands."""

    style: Declarations
    matrix: Matrix
    opacity: float
    clips: tuple[Clip, ...]
    groups: tuple[str, ...]
    viewport: Viewport
    copied: tuple[Node, ...] = ()  # the targets of use that lead here


class Walk:
    """Draws one document."""

    def __init__(self, catalog: Catalog, page: Page, stop: Callable[[], bool]) -> None:
        self.catalog = catalog
        self.page = page
        self.stop = stop
        self.left_out: Counter[str] = Counter()
        self.palette = Palette(catalog, self.left_out)
        self.scissors = Scissors(catalog)
        self.elements: list[Element] = []
        self.visited = 0
        self.copied_points = 0

    def draw(self) -> None:
        place = Place({}, self.page.matrix, 1.0, (), (), self.page.viewport)
        pending = [(self.catalog.root, place)]
        while pending:
            if self.visited % 256 == 0 and self.stop():
                raise Stopped
            self.visited += 1
            if self.visited > self.catalog.size + MOST_COPIES:
                raise SvgError(
                    f"This SVG repeats its parts more than {MOST_COPIES:,} times; simplify it and try again"
                )
            node, place = pending.pop()
            if node.tag in SHAPES:
                self.draw_shape(node, place)
            elif node.tag in GROUPS:
                pending.extend(reversed(self.enter(node, place)))
            elif node.tag in UNDRAWN and self.shows(node, place):
                self.left_out[UNDRAWN[node.tag]] += 1

    def shows(self, node: Node, place: Place) -> bool:
        own = self.catalog.declared(node)
        if own.get("display") == "none" or not applies(node):
            return False
        written = node.tag != "text" or any(part.text.strip() for part in [node, *node.children])
        return written and inherit(place.style, own).get("visibility", "visible") == "visible"

    def draw_shape(self, node: Node, place: Place) -> None:
        own = self.catalog.declared(node)
        if own.get("display") == "none" or not applies(node):
            return
        style = inherit(place.style, own)
        if style.get("visibility", "visible") != "visible":
            return
        opacity = place.opacity * fraction(own.get("opacity"), 1.0)
        if opacity <= 0.0:
            return
        size = font_size(style)
        subpaths = geometry(node, self.catalog, place.viewport, size)
        matrix = local_matrix(own, place)
        if subpaths is None or not is_sane(matrix):
            self.left_out["shape with impossible coordinates"] += 1
            return
        if not subpaths:
            return
        frame = Frame(matrix, place.viewport, size, lambda: bounds(subpaths))
        clips = self.clipped(own, frame, place.clips)
        if clips is None:
            return
        fill = None if node.tag == "line" else self.palette.paint("fill", style, opacity, frame)
        paint = self.palette.paint("stroke", style, opacity, frame)
        stroke = pen(style, place.viewport, paint) if paint is not None else None
        if fill is None and stroke is None:
            return
        if place.copied:
            self.count_copied(subpaths)
        self.elements.append(
            Element(
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
        )
        if stroke is not None and own.get("vector-effect") == "non-scaling-stroke":
            self.elements[-1] = unscaled(self.elements[-1], style, place.viewport, self.page.pixel)

    def count_copied(self, subpaths: tuple[Subpath, ...]) -> None:
        self.copied_points += sum(len(subpath.points) for subpath in subpaths)
        if self.copied_points > MOST_COPIED_POINTS:
            raise SvgError("This SVG repeats its parts beyond all bounds; simplify it and try again")

    def enter(self, node: Node, place: Place) -> list[tuple[Node, Place]]:
        """Give a group's children, each with its place."""
        own = self.catalog.declared(node)
        if own.get("display") == "none" or not applies(node):
            return []
        style = inherit(place.style, own)
        opacity = place.opacity * fraction(own.get("opacity"), 1.0)
        matrix = local_matrix(own, place)
        if opacity <= 0.0 or not node.children and node.tag != "use":
            return []
        frame = Frame(matrix, place.viewport, font_size(style), lambda: self.measure(node, place))
        clips = self.clipped(own, frame, place.clips)
        if clips is None:
            return []
        groups = place.groups
        if node.parent is not None and len(groups) < DEEPEST_GROUP:
            groups = (*groups, node.attributes.get("id") or f"{node.tag} {self.visited}")
        inner = Place(style, matrix, opacity, clips, groups, place.viewport, place.copied)
        if node.tag == "use":
            return self.enter_use(node, inner)
        if node.tag == "svg" and node.parent is not None:
            return self.enter_viewport(node, node, own, inner)
        if node.tag == "switch":
            chosen = next((child for child in node.children if applies(child)), None)
            return [(chosen, inner)] if chosen is not None else []
        return [(child, inner) for child in node.children]

    def enter_use(self, use: Node, place: Place) -> list[tuple[Node, Place]]:
        target = self.catalog.linked(use)
        if target is None:
            if use.href() and not (use.href() or "").startswith("#"):
                self.left_out["reference to another file"] += 1
            return []
        if target in place.copied or is_inside(use, target):
            self.left_out["use of itself"] += 1
            return []
        viewport, size = place.viewport, font_size(place.style)
        x = length(use.attributes.get("x"), 0.0, viewport.width, size)
        y = length(use.attributes.get("y"), 0.0, viewport.height, size)
        moved = replace(place, matrix=compose(place.matrix, Matrix(e=x, f=y)), copied=(*place.copied, target))
        if len(moved.copied) > DEEPEST_GROUP:
            raise SvgError("This SVG's use elements are nested too deep; simplify the file and try again")
        if target.tag not in ("symbol", "svg"):
            return [(target, moved)]
        own = self.catalog.declared(target)
        if own.get("display") == "none":
            return []
        style = inherit(moved.style, own)
        opacity = moved.opacity * fraction(own.get("opacity"), 1.0)
        matrix = local_matrix(own, moved)
        frame = Frame(matrix, viewport, font_size(style), lambda: self.measure(target, moved))
        clips = self.clipped(own, frame, place.clips)
        if clips is None:
            return []
        inner = replace(moved, style=style, opacity=opacity, matrix=matrix, clips=clips)
        return self.enter_viewport(target, use, own, inner)

    def enter_viewport(
        self, node: Node, sized: Node, own: Declarations, place: Place
    ) -> list[tuple[Node, Place]]:
        """Enter a nested svg or a used symbol; sized is the node whose width and height count first."""
        size = font_size(place.style)

        def read(name: str, whole: float, default: str) -> float:
            text = sized.attributes.get(name) or node.attributes.get(name) or default
            return length(text, whole, whole, size)

        outer = place.viewport
        width, height = read("width", outer.width, "100%"), read("height", outer.height, "100%")
        if width <= 0.0 or height <= 0.0:
            return []
        matrix = place.matrix
        if node.tag == "svg":
            x = length(node.attributes.get("x"), 0.0, outer.width, size)
            y = length(node.attributes.get("y"), 0.0, outer.height, size)
            matrix = compose(matrix, Matrix(e=x, f=y))
        clips = place.clips
        if own.get("overflow", "hidden") not in ("visible", "auto"):
            clips = self.added(clips, [self.scissors.window(0.0, 0.0, width, height, matrix)])
        box = view_box(node)
        viewport = Viewport(width, height)
        if box is not None:
            matrix = compose(matrix, fit(box, width, height, node.attributes.get("preserveAspectRatio", "")))
            viewport = Viewport(box.width, box.height)
        inner = replace(place, matrix=matrix, clips=clips, viewport=viewport)
        return [(child, inner) for child in node.children]

    def clipped(self, own: Declarations, frame: Frame, clips: tuple[Clip, ...]) -> tuple[Clip, ...] | None:
        """Add the clips that an element asks for itself; None if nothing of it shows. Count what cannot be done."""
        for name in ("mask", "filter"):
            if own.get(name, "none") != "none":
                self.left_out[name] += 1
        target = self.catalog.target(own.get("clip-path"))
        if target is None or target.tag != "clipPath":
            return clips
        clips = self.added(clips, self.scissors.clips(target, frame))
        return None if () in clips else clips

    def added(self, clips: tuple[Clip, ...], more: list[Clip]) -> tuple[Clip, ...]:
        clips = (*clips, *(clip for clip in more if not any(clip is other for other in clips)))
        if len(clips) > MOST_CLIPS:
            raise SvgError("This SVG's clip paths are too deeply nested; simplify the file and try again")
        return clips

    def measure(self, node: Node, place: Place) -> Box | None:
        """Give a group's bounding box in its own units."""
        return None


def local_matrix(own: Declarations, place: Place) -> Matrix:
    text = own.get("transform")
    if not text:
        return place.matrix
    return compose(place.matrix, parse_transform(text))


def strokes_first(style: Declarations) -> bool:
    words = style.get("paint-order", "").split()
    return "stroke" in words and ("fill" not in words or words.index("stroke") < words.index("fill"))


def unscaled(element: Element, style: Declarations, viewport: Viewport, pixel: float) -> Element:
    """Move a shape to root units, because its stroke is to keep its width whatever the transform."""
    assert element.stroke is not None
    return replace(
        element,
        subpaths=tuple(Subpath(apply(element.matrix, part.points), part.closed) for part in element.subpaths),
        matrix=IDENTITY,
        stroke=pen(style, viewport, element.stroke.paint, pixel),
    )


def applies(node: Node) -> bool:
    """Tell whether an element's conditions hold (SVG 1.1, 5.8)."""
    attributes = node.attributes
    if "systemLanguage" in attributes:
        languages = [word.strip().lower() for word in attributes["systemLanguage"].split(",")]
        if not any(word == LANGUAGE or word.startswith(LANGUAGE + "-") for word in languages):
            return False
    return not attributes.get("requiredExtensions")


def is_inside(node: Node, other: Node) -> bool:
    above: Node | None = node
    while above is not None:
        if above is other:
            return True
        above = above.parent
    return False

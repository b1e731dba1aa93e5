# SPDX-License-Identifier: GPL-3.0-or-later
"""Clip paths, and masks that are nothing else → regions in root units (SVG 1.1, 14.3 and 14.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .bounds import bounds
from .error import SvgError
from .frame import Frame
from .length import length
from .primitive import SHAPES, geometry, rectangle
from .shape import ClipRegion, Matrix, Rule, Subpath
from .style import font_size, inherit
from .transform import apply, compose, is_sane, parse_transform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .catalog import Catalog
    from .css import Declarations
    from .xml import Node

Clip: TypeAlias = "tuple[ClipRegion, ...]"

MOST_REGIONS = 100_000
MOST_CLIPS = 64  # on one element, and along one chain of references


class Scissors:
    """Makes the clips of one document; equal ones are one object."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.known: dict[tuple[int, Matrix], list[Clip]] = {}
        self.made = 0

    def clips(self, node: Node, frame: Frame, chain: tuple[Node, ...] = ()) -> list[Clip]:
        """Give the clips that a clipPath element stands for; where one has no region, nothing shows."""
        if node in chain or len(chain) > MOST_CLIPS:
            return []
        own = self.catalog.declared(node)
        matrix = compose(frame.matrix, parse_transform(own.get("transform", "")))
        if node.attributes.get("clipPathUnits") == "objectBoundingBox":
            box = frame.box()
            if box is None:
                return [()]
            matrix = compose(matrix, box.to_unit())
        key = (id(node), matrix)
        if key not in self.known:
            self.known[key] = self.make(
                node, own, Frame(matrix, frame.viewport, frame.font_size, frame.box), (*chain, node)
            )
        return self.known[key]

    def make(self, node: Node, own: Declarations, frame: Frame, chain: tuple[Node, ...]) -> list[Clip]:
        style = inherit(self.catalog.style_around(node), own)
        parts = [part for child in node.children for part in self.child_regions(child, style, frame, chain)]
        clips = union_of_cut(parts)
        further = self.catalog.target(own.get("clip-path"))
        if further is not None and further.tag == "clipPath":
            clips += self.clips(further, frame, chain)
        return clips

    def child_regions(
        self, child: Node, style: Declarations, frame: Frame, chain: tuple[Node, ...]
    ) -> Iterable[tuple[ClipRegion, list[Clip]]]:
        """Yield a child's region and the clips that apply to it alone."""
        own = self.catalog.declared(child)
        if own.get("display") == "none":
            return
        style = inherit(style, own)
        matrix = compose(frame.matrix, parse_transform(own.get("transform", "")))
        shape = child
        clips: list[Clip] = []
        size = font_size(style)
        if child.tag == "use":
            target = self.catalog.linked(child)
            if target is None:
                return
            offset_x = length(child.attributes.get("x"), 0.0, frame.viewport.width, size)
            offset_y = length(child.attributes.get("y"), 0.0, frame.viewport.height, size)
            clips += self.own_clips(own, Frame(matrix, frame.viewport, size, lambda: None), chain)
            matrix = compose(matrix, Matrix(e=offset_x, f=offset_y))
            shape = target
            own = self.catalog.declared(target)
            if own.get("display") == "none":
                return
            style = inherit(style, own)
            matrix = compose(matrix, parse_transform(own.get("transform", "")))
        if shape.tag not in SHAPES or style.get("visibility", "visible") != "visible" or not is_sane(matrix):
            return
        subpaths = geometry(shape, self.catalog, frame.viewport, size)
        if not subpaths:
            return
        clips += self.own_clips(own, Frame(matrix, frame.viewport, size, lambda: bounds(subpaths)), chain)
        rule: Rule = "EVEN_ODD" if style.get("clip-rule") == "evenodd" else "NONZERO"
        yield self.region(subpaths, matrix, rule), clips

    def own_clips(self, own: Declarations, frame: Frame, chain: tuple[Node, ...]) -> list[Clip]:
        target = self.catalog.target(own.get("clip-path"))
        return self.clips(target, frame, chain) if target is not None and target.tag == "clipPath" else []

    def region(self, subpaths: Iterable[Subpath], matrix: Matrix, rule: Rule) -> ClipRegion:
        self.made += 1
        if self.made > MOST_REGIONS:
            raise SvgError(
                "This SVG's clip paths multiply beyond all bounds; simplify the file and try again"
            )
        return ClipRegion(tuple(Subpath(apply(matrix, part.points), part.closed) for part in subpaths), rule)

    def window(self, corner: tuple[float, float], size: tuple[float, float], matrix: Matrix) -> Clip:
        """Give the clip of a viewport that hides what overflows."""
        subpaths = rectangle(corner, size)
        return (self.region(subpaths, matrix, "NONZERO"),) if subpaths else ()


def added(clips: tuple[Clip, ...], more: list[Clip]) -> tuple[Clip, ...]:
    """Add clips to those in force already, each but once."""
    clips = (*clips, *(clip for clip in more if not any(clip is other for other in clips)))
    if len(clips) > MOST_CLIPS:
        raise SvgError("This SVG's clip paths are too deeply nested; simplify the file and try again")
    return clips


def union_of_cut(parts: list[tuple[ClipRegion, list[Clip]]]) -> list[Clip]:
    """Give clips whose intersection is the union of the regions, each cut by its own clips.

    (A and a) or (B and b) is (A or B) and (A or b) and (a or B) and (a or b).
    """
    clips: list[Clip] = [()]
    for region, cuts in parts:
        clips = [(*clip, *choice) for choice in [(region,), *cuts] for clip in clips]
        if len(clips) > MOST_CLIPS:
            raise SvgError("This SVG's clip paths are too deeply nested; simplify the file and try again")
    return clips

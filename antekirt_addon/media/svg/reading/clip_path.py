# SPDX-License-Identifier: GPL-3.0-or-later
"""Clip paths → regions in root units (SVG 1.1, 14.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..error import SvgError
from ..shape import ClipRegion, Subpath
from .basic_shape import rectangle
from .cascade import inherit
from .graphics_state import Place
from .object_space import Purpose
from .transform import apply, compose, parse_transform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..shape import Element, Matrix
    from .converter import Walk
    from .object_space import Frame
    from .xml_tree import Node

Clip: TypeAlias = "tuple[ClipRegion, ...]"

MOST_CLIPS = 64


def clips_of(walk: Walk, node: Node, frame: Frame) -> list[Clip]:
    """Give the clips that a clipPath element stands for; where one has no region, nothing shows."""
    if node in walk.within:
        return []
    own = walk.catalog.declared(node)
    matrix = compose(frame.matrix, parse_transform(own.get("transform", "")))
    if node.attributes.get("clipPathUnits") == "objectBoundingBox":
        box = frame.box()
        if box is None:
            return [()]
        matrix = compose(matrix, box.to_unit())
    key = (id(node), matrix)
    if key not in walk.clips:
        style = inherit(walk.catalog.style_around(node), own)
        place = Place(style, matrix, 1.0, (), (), frame.viewport)
        apart = walk.draw_apart(node, node.children, place, Purpose.CLIP)
        walk.left_out.update(apart.left_out)
        clips = union_of_cut([(region(element), element.clips) for element in apart.elements])
        further = walk.catalog.target(own.get("clip-path"))
        if further is not None and further.tag == "clipPath":
            clips += clips_of(walk.apart(node, Purpose.CLIP), further, frame)
        walk.clips[key] = clips
    return walk.clips[key]


def region(element: Element) -> ClipRegion:
    subpaths = tuple(Subpath(apply(element.matrix, part.points), part.closed) for part in element.subpaths)
    return ClipRegion(subpaths, element.fill_rule)


def window(corner: tuple[float, float], size: tuple[float, float], matrix: Matrix) -> Clip:
    """Give the clip of a viewport that hides what overflows."""
    subpaths = tuple(Subpath(apply(matrix, part.points), part.closed) for part in rectangle(corner, size))
    return (ClipRegion(subpaths, "NONZERO"),) if subpaths else ()


def added(clips: tuple[Clip, ...], more: Iterable[Clip]) -> tuple[Clip, ...]:
    """Add clips to those in force already, each but once."""
    clips = (*clips, *(clip for clip in more if not any(clip is other for other in clips)))
    if len(clips) > MOST_CLIPS:
        raise SvgError("This SVG's clip paths are too deeply nested; simplify the file and try again")
    return clips


def union_of_cut(parts: list[tuple[ClipRegion, tuple[Clip, ...]]]) -> list[Clip]:
    """Give clips whose intersection is the union of the regions, each cut by its own clips.

    (A and a) or (B and b) is (A or B) and (A or b) and (a or B) and (a or b).
    """
    clips: list[Clip] = [()]
    for whole, cuts in parts:
        clips = [(*clip, *choice) for choice in [(whole,), *cuts] for clip in clips]
        if len(clips) > MOST_CLIPS:
            raise SvgError("This SVG's clip paths are too deeply nested; simplify the file and try again")
    return clips

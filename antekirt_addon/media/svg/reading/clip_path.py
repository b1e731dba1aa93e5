# SPDX-License-Identifier: GPL-3.0-or-later
"""Clip paths → clips in root units (SVG 1.1, 14.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cascade import inherit
from .clip_algebra import region, union_of_cut
from .graphics_state import GraphicsState
from .nested_content import Purpose
from .transform import compose, parse_transform

if TYPE_CHECKING:
    from ..paint import Matrix
    from .clip_algebra import Clip
    from .nested_content import ContentConverter
    from .object_space import ObjectSpace
    from .xml_tree import Node


class ClipPaths:
    """The clipPath elements met so far, each converted once for each map to root units."""

    def __init__(self) -> None:
        self._clips: dict[tuple[int, Matrix], list[Clip]] = {}

    def clips(self, node: Node, space: ObjectSpace, converter: ContentConverter) -> list[Clip]:
        """What a clipPath element stands for on an element; a clip without a region lets nothing be seen."""
        if node in converter.within:
            return []
        own = converter.index.declared(node)
        matrix = compose(space.matrix, parse_transform(own.get("transform", "")))
        if node.attributes.get("clipPathUnits") == "objectBoundingBox":
            box = space.box()
            if box is None:
                return [()]
            matrix = compose(matrix, box.to_unit())
        key = (id(node), matrix)
        if key not in self._clips:
            state = GraphicsState(inherit(converter.index.style_around(node), own), matrix, space.viewport)
            content = converter.convert_content(node, node.children, state, Purpose.CLIP)
            converter.left_out.update(content.left_out)
            clips = union_of_cut([(region(element), element.clips) for element in content.elements])
            further = converter.index.target(own.get("clip-path"))
            if further is not None and further.tag == "clipPath":
                clips += ClipPaths().clips(further, space, converter.nested(node, Purpose.CLIP))
            self._clips[key] = clips
        return self._clips[key]

# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to an element as a whole once it is drawn: clip path, mask, opacity, filter (SVG 1.1, 14)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from .clip_algebra import intersection
from .clip_path import ClipPaths
from .filter_chain import FilterChain
from .isolation import DEEPEST, Isolation
from .length import fraction
from .mask import Masks
from .nested_content import Purpose
from .surface import on_surface

if TYPE_CHECKING:
    from .clip_algebra import Clip
    from .graphics_state import GraphicsState
    from .nested_content import ContentConverter
    from .object_space import ObjectSpace
    from .style_sheet import Declarations
    from .xml_tree import Node

EFFECTS = {"clip-path", "opacity", "filter", "mask"}


class Effects:
    """The clip paths and masks of one converter, each converted once."""

    def __init__(self) -> None:
        self._clip_paths = ClipPaths()
        self._masks = Masks()

    def clips_and_opacity(
        self,
        node: Node,
        own: Declarations,
        space: ObjectSpace,
        state: GraphicsState,
        converter: ContentConverter,
    ) -> tuple[tuple[Clip, ...], float]:
        """All clips on a node with these properties, and its opacity in the end.

        That is 0 if it is not seen, and also if it is added here, as one thing with its filter or mask.
        """
        if converter.purpose is Purpose.MEASURE:
            return (), 1.0
        clips, opacity = state.clips, state.opacity
        if EFFECTS.isdisjoint(own) or converter.is_isolated(node):
            return clips, 0.0 if () in clips else opacity
        target = converter.index.target(own.get("clip-path"))
        if target is not None and target.tag == "clipPath":
            clips = intersection(clips, self._clip_paths.clips(target, space, converter))
        if converter.purpose is Purpose.DRAW:
            opacity *= fraction(own.get("opacity"), 1.0)
            chain = _chain(own, space, converter) if opacity > 0.0 else FilterChain()
            mask = converter.index.target(own.get("mask"))
            found = None
            if mask is not None and mask.tag == "mask":
                found = self._masks.found(mask, space, converter)
                if found is None:
                    converter.left_out[Message("mask")] += 1
                else:
                    clips, opacity = intersection(clips, found.clips), opacity * found.opacity
            fade = found and found.fade
            opacity *= chain.opacity
            if chain.hides or () in clips:
                return clips, 0.0
            if opacity > 0.0 and (chain.primitives or fade) and node.tag != "symbol":
                around = on_surface(own, replace(state, opacity=opacity), converter)
                Isolation(node, space, around, clips, around.opacity, chain, fade).add(converter)
                return clips, 0.0
        return clips, 0.0 if () in clips else opacity


def _chain(own: Declarations, space: ObjectSpace, converter: ContentConverter) -> FilterChain:
    """The filter on an element; what of it cannot be drawn is counted, and the element drawn without."""
    if own.get("filter", "none") == "none":
        return FilterChain()
    chain = FilterChain.of(own, space, converter) if len(converter.within) < DEEPEST else None
    if chain is None:
        converter.left_out[Message("filter")] += 1
    return chain or FilterChain()

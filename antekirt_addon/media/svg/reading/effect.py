# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to an element as a whole once it is drawn: clip path, mask, opacity, filter (SVG 1.1, 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....message import Message
from .clip_algebra import intersection
from .clip_path import ClipPaths
from .length import fraction
from .mask import Masks
from .nested_content import Purpose

if TYPE_CHECKING:
    from .clip_algebra import Clip
    from .graphics_state import GraphicsState
    from .nested_content import ContentConverter
    from .object_space import ObjectSpace
    from .style_sheet import Declarations

EFFECTS = {"clip-path", "opacity", "filter", "mask"}


class Effects:
    """The clip paths and masks of one converter, each converted once."""

    def __init__(self) -> None:
        self._clip_paths = ClipPaths()
        self._masks = Masks()

    def clips_and_opacity(
        self, own: Declarations, space: ObjectSpace, state: GraphicsState, converter: ContentConverter
    ) -> tuple[tuple[Clip, ...], float]:
        """All clips on an element with these properties, and its opacity in the end, 0 if it is not seen."""
        if converter.purpose is Purpose.MEASURE:
            return (), 1.0
        clips, opacity = state.clips, state.opacity
        if EFFECTS.isdisjoint(own):
            return clips, 0.0 if () in clips else opacity
        target = converter.index.target(own.get("clip-path"))
        if target is not None and target.tag == "clipPath":
            clips = intersection(clips, self._clip_paths.clips(target, space, converter))
        if converter.purpose is Purpose.DRAW:
            opacity *= fraction(own.get("opacity"), 1.0)
            if opacity > 0.0 and own.get("filter", "none") != "none":
                converter.left_out[Message("filter")] += 1
            mask = converter.index.target(own.get("mask"))
            if mask is not None and mask.tag == "mask":
                flat = self._masks.flat_mask(mask, space, converter)
                if flat is None:
                    converter.left_out[Message("mask")] += 1
                else:
                    clips, opacity = intersection(clips, flat.clips), opacity * flat.opacity
        return clips, 0.0 if () in clips else opacity

# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be chosen about the way from a document to shapes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """The defaults look like the file.

    color_tolerance: solid colours closer than this become one; CIE 1976 colour difference (ΔE*ab, about 1 is
        the least that an eye tells apart side by side); 0 keeps every colour.
    curve_tolerance: how far a polygon may lie off its curve, as a part of the viewport's longer side.
    clip_to_viewport: cut off what lies outside the viewport, as a browser does.
    """

    color_tolerance: float = 1.0
    curve_tolerance: float = 1.0 / 4000.0
    clip_to_viewport: bool = True

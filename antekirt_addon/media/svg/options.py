# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be chosen about the way from a document to shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

StrokesAs: TypeAlias = Literal["OUTLINES", "CENTER_LINES", "GREASE_PENCIL"]
TextAs: TypeAlias = Literal["OBJECTS", "OUTLINES"]


@dataclass(frozen=True, slots=True)
class Options:
    """The defaults look like the file.

    color_tolerance: solid colours closer than this become one; CIE 1976 colour difference (ΔE*ab, about 1 is
        the least that an eye tells apart side by side); 0 keeps every colour.
    curve_tolerance: how far a polygon may lie off its curve, as a part of the viewport's longer side.
    clip_to_viewport: cut off what lies outside the viewport, as a browser does.
    strokes_as: a stroke stays a line with a width, where it looks the same so; otherwise it is an outline.
    text_as: text stays text that can be edited, where it looks the same so; otherwise it is outlines.
    effects_as_pictures: what no outline can say is drawn as a picture of just that piece; otherwise left out.
    drop_background: leave out the shapes at the very back that fill the viewport.
    files_beside: pictures that it refers to are read, if they lie in the folder of the file or below.
    """

    color_tolerance: float = 1.0
    curve_tolerance: float = 1.0 / 4000.0
    clip_to_viewport: bool = True
    strokes_as: StrokesAs = "OUTLINES"
    text_as: TextAs = "OBJECTS"
    effects_as_pictures: bool = True
    drop_background: bool = False
    files_beside: bool = False

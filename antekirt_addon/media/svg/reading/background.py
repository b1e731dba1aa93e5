# SPDX-License-Identifier: GPL-3.0-or-later
"""The colour behind a whole drawing, which CSS gives the root as it gives it to any box (CSS 2.1, 14.2)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ....message import Message
from ..shape import Element
from .cascade import inherit
from .clip_algebra import window
from .color import parse_color
from .graphics_state import applies
from .length import fraction
from .transform import IDENTITY

if TYPE_CHECKING:
    from .graphics_state import GraphicsState
    from .nested_content import ContentConverter

NAME = "background"
WORD = re.compile(r"[^\s(,/]++(?:\((?:[^()]|\([^()]*+\))*+\))?+")
PICTURE = re.compile(r"\b(?:url|[-\w]*gradient|image-set|image)\(", re.IGNORECASE)


def add_background(converter: ContentConverter, state: GraphicsState) -> None:
    """Add what lies behind all of a document; count what of it cannot be drawn.

    state: that of its page, which may be in another document; the matrix maps the page to root units.
    """
    root = converter.index.root
    own = converter.index.declared(root)
    written = own.get("background-color")
    style = inherit({}, own)
    if written is None or own.get("display") == "none" or not applies(root):
        return
    if style.get("visibility", "visible") != "visible":
        return
    if PICTURE.search(written):
        converter.left_out[Message("background picture")] += 1
    words = [
        style.get("color", "black") if word.lower() == "currentcolor" else word
        for word in WORD.findall(written)
    ]
    color = next(filter(None, map(parse_color, reversed(words))), None)
    alpha = color.alpha * fraction(own.get("opacity"), 1.0) if color else 0.0
    if color and alpha > 0.0:
        page = converter.page
        (whole,) = window((0.0, 0.0), (page.width, page.height), IDENTITY)
        paint = replace(color, alpha=alpha * state.opacity)
        converter.elements.append(
            Element(NAME, state.groups, whole.subpaths, state.matrix, paint, whole.rule, None, state.clips)
        )

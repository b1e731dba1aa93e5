# SPDX-License-Identifier: GPL-3.0-or-later
"""When a node is drawn on a surface of its own: for its opacity, or to mix with what is beneath it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast, get_args

from ..filter_primitive import BlendMode
from ..shape import Surface
from .nested_content import Purpose

if TYPE_CHECKING:
    from .graphics_state import GraphicsState
    from .nested_content import ContentConverter
    from .style_sheet import Declarations

MODES = frozenset(get_args(BlendMode)) - {"normal"}


def mixes(own: Declarations) -> bool:
    """Whether a node is to be one thing, but for its opacity."""
    return own.get("isolation") == "isolate" or own.get("mix-blend-mode") in MODES


def on_surface(own: Declarations, state: GraphicsState, converter: ContentConverter) -> GraphicsState:
    """The state within a node that is drawn as one thing, with its opacity in the state as yet.

    What is within masks and patterns has no surfaces: there each element has all opacity.
    """
    is_plain = state.opacity >= 1.0 and not mixes(own)
    if is_plain or converter.purpose is not Purpose.DRAW or not converter.has_surfaces:
        return state
    mode = own.get("mix-blend-mode", "normal")
    surface = Surface(state.opacity, cast("BlendMode", mode if mode in MODES else "normal"))
    return replace(state, opacity=1.0, surfaces=(*state.surfaces, surface))

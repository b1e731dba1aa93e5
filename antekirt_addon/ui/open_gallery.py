# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the gallery's window while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .gallery_canvas import Scenery
    from .gallery_layout import Spot


class OpenGallery:
    """address: of Blender's window, 0 when there is none. first: which artist the page begins with.

    hovered: what the mouse is on. is_closing: whether the next tick closes the window, as an operator must
    not take its own away.
    """

    def __init__(self) -> None:
        self.address = 0
        self.first = 0
        self.scenery: Scenery | None = None
        self.hovered: Spot | None = None
        self.is_closing = False

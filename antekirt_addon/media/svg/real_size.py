# SPDX-License-Identifier: GPL-3.0-or-later
"""How large an SVG document wants to be in the real world."""

from __future__ import annotations

from dataclasses import dataclass

CSS_DPI = 96.0


@dataclass(frozen=True, slots=True)
class RealSize:
    """How large a document wants to be.

    pixels: those of CSS that a root unit is long, 96 to an inch. is_measured: it says so in lengths of the
    real world; otherwise in pixels, of which there may be as many to an inch as anybody likes.
    """

    pixels: float = 1.0
    is_measured: bool = False

    def inches(self, units: float, dpi: float) -> float:
        """A length in root units, at so many pixels to an inch where the document leaves that open."""
        return units * self.pixels / (CSS_DPI if self.is_measured else dpi)


AS_DRAWN = RealSize()  # a root unit is a pixel

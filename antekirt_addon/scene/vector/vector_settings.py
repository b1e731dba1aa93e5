# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist chooses about an artwork's way into a scene; where it goes, a Target says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from ...media.svg.options import StrokesAs, TextAs

VectorChoice: TypeAlias = Literal["CURVES", "MESH", "GREASE_PENCIL"]
Grouping: TypeAlias = Literal["LAYERS", "COLORS", "PATHS", "FILE_LAYERS"]


@dataclass(frozen=True, slots=True)
class VectorSettings:
    """What an artwork becomes.

    grouping: how curves are shared out to objects.
    hierarchy: with grouping PATHS, an empty for each group of the file.
    spacing: the depth between two layers in scene units; None chooses it by the size.
    lit: shaded by the lights of the scene; otherwise it shines as it is.
    extrude, bevel: half the thickness of a shape and the radius of its edges, which lies within that unless
        there is none, in scene units.
    color_tolerance, strokes_as, text_as, effects_as_pictures, drop_background, files_beside: see
        media/svg/options.py.
    real_size: as large as the file says, at so many pixels an inch (dpi); otherwise as the target says.
    origin_to_center: the origin of each object in the middle of it; otherwise in that of the viewport.
    """

    import_as: VectorChoice = "CURVES"
    grouping: Grouping = "LAYERS"
    hierarchy: bool = False
    spacing: float | None = None
    lit: bool = False
    extrude: float = 0.0
    bevel: float = 0.0
    color_tolerance: float = 1.0
    strokes_as: StrokesAs = "OUTLINES"
    text_as: TextAs = "OBJECTS"
    effects_as_pictures: bool = True
    drop_background: bool = False
    files_beside: bool = False
    real_size: bool = False
    dpi: float = 96.0
    origin_to_center: bool = False

    @property
    def thickness(self) -> float:
        """How thick a shape is as a whole."""
        return 2 * (self.extrude or self.bevel)

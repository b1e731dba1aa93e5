# SPDX-License-Identifier: GPL-3.0-or-later
"""Which strokes look the same as lines of Blender's; all others are outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...media.svg.geometry.backdrop import opaque
from ...media.svg.paint import Solid
from .. import grease_pencil_compat
from .ribbon import widths_at

if TYPE_CHECKING:
    from ...media.svg.options import StrokesAs
    from ...media.svg.shape import CenterLine, Shape


def stays_line(shape: Shape, strokes_as: StrokesAs) -> bool:
    """Whether a shape is a stroke that becomes what is asked for."""
    if shape.line is None or not isinstance(shape.paint, Solid):
        return False
    if strokes_as == "GREASE_PENCIL":
        return shape.line.join in {"SMOOTH", "ROUND"} or grease_pencil_compat.KNOWS_JOINS
    return strokes_as == "CENTER_LINES" and opaque(shape.paint) and _is_ribbon(shape.line)


def _is_ribbon(line: CenterLine) -> bool:
    """Whether a flat ribbon shows a line: it ends bluntly, and has corners as ribbons can have them."""
    if line.join in {"ROUND", "BEVEL"} or not (
        line.cap == "BUTT" or all(subpath.closed for subpath in line.subpaths)
    ):
        return False
    return line.join == "SMOOTH" or all(
        widths_at(own.points, line.width / 2, line.miter_limit, closed=own.closed) is not None
        for own in line.subpaths
    )

# SPDX-License-Identifier: GPL-3.0-or-later
"""What an outline is filled with, on the way of an SVG into a scene.

As in shape.py: coordinates are float64, root user units are those of the root viewport, y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..arrays import Bytes


@dataclass(frozen=True, slots=True)
class Matrix:
    """The affine map x' = a·x + c·y + e, y' = b·x + d·y + f (SVG 1.1, 7.4)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0


@dataclass(frozen=True, slots=True)
class Solid:
    """One colour, sRGB-encoded as the file says it, and its alpha; all 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour of a gradient at offset 0 to 1."""

    offset: float
    color: Solid


@dataclass(frozen=True, slots=True)
class Gradient:
    """Colours along t: LINEAR t = x; RADIAL t = distance to the unit circle from the focus, in its space.

    to_gradient maps root user units to gradient space. focus is in gradient space; (0, 0) is the common case.
    """

    kind: Literal["LINEAR", "RADIAL"]
    stops: tuple[Stop, ...]
    spread: Literal["PAD", "REFLECT", "REPEAT"]
    to_gradient: Matrix
    focus: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture over a part of the plane; nobody looks at it outside of that.

    content: a file (PNG, JPEG or WebP) as its bytes; or pixels that were drawn here, (height, width, 4),
        sRGB-encoded, straight alpha, the top row first.
    to_picture: maps root user units to the unit square of the upright picture, (0, 0) its top left corner.
    alpha: how opaque all of it is, besides what its pixels say; 0 to 1.
    is_opaque: no light comes through, neither by its pixels nor by alpha.
    is_smooth: pixels that are seen enlarged melt into each other.
    ground: what lies beneath it, as coarse colours (n, n, 3) of the unit square, sRGB-encoded 0 to 1; None
        until geometry/backdrop has looked.
    """

    content: bytes | Bytes
    to_picture: Matrix
    alpha: float = 1.0
    is_opaque: bool = False
    is_smooth: bool = True
    ground: NDArray[np.float64] | None = None


Paint: TypeAlias = "Solid | Gradient | Picture"


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a shape is stroked; lengths in the element's local units."""

    paint: Paint
    width: float
    cap: Literal["BUTT", "ROUND", "SQUARE"] = "BUTT"
    join: Literal["MITER", "ROUND", "BEVEL"] = "MITER"
    miter_limit: float = 4.0
    dashes: tuple[float, ...] = ()
    dash_offset: float = 0.0

# SPDX-License-Identifier: GPL-3.0-or-later
"""The plain data that an SVG becomes on its way into a scene.

    file → Drawing (elements as the document says them) → Artwork (shapes ready to fill) → scene

Coordinates are float64 user units of the root viewport, its top left corner at (0, 0), x right, y down.
Arrays may be parts of larger ones and belong to several shapes: nobody writes into them.

What Drawing and Artwork promise below holds for whatever file they come from; each step may rely on it, and
tests/unit/svg/test_shape.py holds them to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Points: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, slots=True, eq=False)
class Subpath:
    """A chain of cubic Bézier segments.

    points: shape (3n + 1, 2): the start, then two controls and an end for each segment.
    closed: the last point equals the first, but for rounding after a transform.
    """

    points: Points
    closed: bool


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


Paint: TypeAlias = "Solid | Gradient"
Rule: TypeAlias = Literal["NONZERO", "EVEN_ODD"]


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


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group of the document as it is drawn once: each use of it is another one.

    name: what an artist reads; key: its id, or ""; is_layer: it is a layer of the program that drew it.
    """

    name: str
    key: str = ""
    is_layer: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ClipRegion:
    """One filled shape of a clip path, in root user units."""

    subpaths: tuple[Subpath, ...]
    rule: Rule


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One drawn element as the document says it, with everything inherited resolved.

    subpaths are in local units; matrix maps them to root user units.
    clips: the element shows where it lies inside every clip; a clip is the union of its regions.
    name: what an artist reads; key: its id in the file, or "". Several may have the same.
    groups: those around it, outermost first.
    """

    name: str
    groups: tuple[Group, ...]
    subpaths: tuple[Subpath, ...]
    matrix: Matrix
    fill: Paint | None
    fill_rule: Rule
    stroke: Stroke | None
    clips: tuple[tuple[ClipRegion, ...], ...] = ()
    stroke_first: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A document's elements in painter's order, and what could not be drawn ({"filter": 3, "text": 1}).

    width and height are positive. Of every element:
    - there is at least one subpath, each has at least one segment, and all numbers are finite;
    - the matrix is finite too, but it may flatten the plane;
    - there is a fill or a stroke, a stroke has a positive width, and stroke_first needs one;
    - a gradient has two stops or more, with offsets that never descend, and can be mapped back;
    - dashes are an even number of lengths, none negative and not all zero;
    - no clip is without regions: such an element is not there. One clip of several elements is one object.

    It may still hold what nobody sees, such as elements outside of the viewport or of a clip.
    """

    width: float
    height: float
    elements: tuple[Element, ...]
    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Outlines to be filled by the even-odd rule with one paint, in root user units.

    name, key, groups: those of the element that it comes from.
    layer: 0 is furthest back; shapes of one layer do not overlap.
    backdrop: the colour, sRGB-encoded, that mostly lies beneath a shape that lets light through; else white.
    """

    name: str
    groups: tuple[Group, ...]
    subpaths: tuple[Subpath, ...]
    paint: Paint
    layer: int
    backdrop: tuple[float, float, float] = (1.0, 1.0, 1.0)
    key: str = ""

    @property
    def file_layers(self) -> tuple[Group, ...]:
        """The layers of the file that it is in, outermost first."""
        return tuple(group for group in self.groups if group.is_layer)

    @property
    def layer_names(self) -> tuple[str, ...]:
        """The names of these."""
        return tuple(group.name for group in self.file_layers)


@dataclass(frozen=True, slots=True, eq=False)
class Artwork:
    """Shapes in painter's order, ready for a scene.

    width, height and paints are as in a Drawing. Of every shape:
    - there is at least one subpath; each is finite, has at least one segment and is closed to the bit;
    - subpaths neither cross nor overlap, so that each parts inside from outside; they may touch at points.
      Only outlines that were too complex, counted in left_out, are as the file has them;
    - all lies in the viewport, but for the tolerance of curves, unless Options say otherwise;
    - layer is below layer_count; painted layer by layer the shapes look as they do one by one;
    - equal paints are one object.

    backdrop is white until backdrop.with_backdrops has looked below what lets light through.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    layer_count: int
    left_out: dict[str, int] = field(default_factory=dict)

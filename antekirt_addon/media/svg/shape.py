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

from .real_size import AS_DRAWN

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from .filter_primitive import BlendMode, Primitive
    from .paint import Matrix, Paint, Solid, Stroke
    from .real_size import RealSize

Points: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, slots=True, eq=False)
class Subpath:
    """A chain of cubic Bézier segments.

    points: shape (3n + 1, 2): the start, then two controls and an end for each segment.
    closed: the last point equals the first, but for rounding after a transform.
    """

    points: Points
    closed: bool


Rule: TypeAlias = Literal["NONZERO", "EVEN_ODD"]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group of the document as it is drawn once: each use of it is another one.

    name: what an artist reads; key: its id, or ""; is_layer: it is a layer of the program that drew it.
    """

    name: str
    key: str = ""
    is_layer: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """What elements are drawn on first, on nothing, to be laid as one thing over what is beneath.

    opacity: of it as a whole; mode: how its colours mix with those beneath.
    """

    opacity: float = 1.0
    mode: BlendMode = "normal"


@dataclass(frozen=True, slots=True, eq=False)
class ClipRegion:
    """One filled shape of a clip path, in root user units."""

    subpaths: tuple[Subpath, ...]
    rule: Rule


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A line of letters in one font.

    font: the file, whose first face is meant. size: of its em, in the text's own units; box_height: of the
        box around all its glyphs, in ems; overlaps: contours of a glyph may lie over each other.
    spacing: for each letter how far the next one begins, as a multiple of what the font says.
    width: from the first letter to the end of the last; the part `anchor` of it lies before its position.
    matrix: from the text's own units, its baseline from (0, 0) to the right, y down, to the element's local
        units; in a shape to root units.
    """

    body: str
    font: Path
    size: float
    box_height: float
    spacing: tuple[float, ...]
    width: float
    anchor: float
    overlaps: bool
    matrix: Matrix
    path: TextOnPath | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TextOnPath:
    """A line (n, 2) in the text's own units, where along it the first letter begins, and how far below."""

    points: Points
    start: float
    below: float


@dataclass(frozen=True, slots=True, eq=False)
class CenterLine:
    """Lines in root units that are as wide everywhere; dashes are lines of their own.

    cap: how their ends look; square ones are part of the lines. join: how corners do; SMOOTH: there are none.
    """

    subpaths: tuple[Subpath, ...]
    width: float
    cap: Literal["BUTT", "ROUND"] = "BUTT"
    join: Literal["SMOOTH", "MITER", "ROUND", "BEVEL"] = "SMOOTH"
    miter_limit: float = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One drawn element as the document says it, with everything inherited resolved.

    subpaths are in local units; matrix maps them to root user units.
    clips: the element shows where it lies inside every clip; a clip is the union of its regions.
    name: what an artist reads; key: its id in the file, or "". Several may have the same.
    groups: those around it, outermost first.
    text: what it says, if its subpaths are the letters of a text.
    effect: what it shows is still to be drawn; then subpaths are where that can be seen.
    surfaces: on which it is drawn, outermost first; those that share one come one after the other.
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
    effect: Effect | None = None
    text: Text | None = None
    surfaces: tuple[Surface, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Fade:
    """A mask: something is seen through its elements as far as they are bright, or by_alpha opaque."""

    elements: tuple[Element, ...]
    by_alpha: bool


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """Elements that are drawn on nothing, changed as one thing and then shown, which no outline can say.

    elements: what is drawn; they may have effects of their own.
    matrix: maps the units of the filter, along which its pixels lie, to root units.
    primitives, contents: of the filter, and the elements that it brings in itself. Without primitives there
        is no filter.
    fade: the mask, if there is one. opacity: of what is left then.
    name: what it is, in the singular, for those who must leave it out.
    mode: how the colours mix with those of the elements below, if it is not normal.
    """

    elements: tuple[Element, ...]
    matrix: Matrix
    name: str
    primitives: tuple[Primitive, ...] = ()
    contents: tuple[tuple[Element, ...], ...] = ()
    fade: Fade | None = None
    opacity: float = 1.0
    mode: BlendMode = "normal"
    below: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A document's elements in painter's order, and what could not be drawn ({"filter": 3, "text": 1}).

    stand_ins: families of fonts that this computer lacks, and those that were taken instead.

    width and height are positive. Of every element:
    - there is at least one subpath, each has at least one segment, and all numbers are finite;
    - the matrix is finite too, but it may flatten the plane;
    - there is a fill or a stroke, a stroke has a positive width, and stroke_first needs one; instead of both
      there may be an effect, which raster/ makes a picture before geometry asks for the elements;
    - a gradient has two stops or more, with offsets that never descend, and can be mapped back;
    - dashes are an even number of lengths, none negative and not all zero;
    - a picture can be mapped back, and a stroke is none;
    - no clip is without regions: such an element is not there. One clip of several elements is one object.

    It may still hold what nobody sees, such as elements outside of the viewport or of a clip.
    """

    width: float
    height: float
    elements: tuple[Element, ...]
    left_out: dict[str, int] = field(default_factory=dict)
    stand_ins: dict[str, str] = field(default_factory=dict)
    real_size: RealSize = AS_DRAWN


@dataclass(frozen=True, slots=True, eq=False)
class Polygons:
    """What fills shapes, as simple polygons without holes, in root user units.

    Polygon i has the corners points[corners[starts[i]:starts[i + 1]]], counterclockwise as one sees it. It
    passes no point twice. shape: for each the number of its shape in the artwork, ascending; no points belong
    to two shapes. The polygons of a shape overlap only where these came with the shape.
    """

    points: Points
    corners: NDArray[np.int64]
    starts: NDArray[np.int64]
    shape: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Outlines to be filled by the even-odd rule with one paint, in root user units.

    name, key, groups: those of the element that it comes from.
    layer: 0 is furthest back; shapes of one layer do not overlap.
    backdrop: the colour, sRGB-encoded, that mostly lies beneath a shape that lets light through; else white.
    is_even: nothing but that lies beneath it.
    polygons: what fills it in place of its outlines where these cross themselves and are opaque; the
        polygons, all of shape 0, may overlap. Its outlines then say only where it is, by the nonzero rule.
    text: a text that shows the same, if there is one. line: a line that does.
    band: the one colour that it shows of its paint, if it was cut from a shape with a gradient.
    """

    name: str
    groups: tuple[Group, ...]
    subpaths: tuple[Subpath, ...]
    paint: Paint
    layer: int
    backdrop: tuple[float, float, float] = (1.0, 1.0, 1.0)
    key: str = ""
    polygons: Polygons | None = None
    text: Text | None = None
    line: CenterLine | None = None
    is_even: bool = False
    band: Solid | None = None

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
      Only those that polygons fill, or that were too complex, counted in left_out, are as the file has them;
    - all lies in the viewport, but for the tolerance of curves, unless Options say otherwise;
    - layer is below layer_count; painted layer by layer the shapes look as they do one by one;
    - equal paints are one object.

    backdrop is white until backdrop.with_backdrops has looked below what lets light through, but where
    geometry has cut a shape by what lies beneath.
    beyond: elements that share a surface, for which no paints can say what they show there together; each is
    drawn by itself.
    polygons is None until fill_polygons.with_polygons has made those of all shapes, or of some.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    layer_count: int
    left_out: dict[str, int] = field(default_factory=dict)
    polygons: Polygons | None = None
    stand_ins: dict[str, str] = field(default_factory=dict)
    real_size: RealSize = AS_DRAWN
    beyond: tuple[tuple[Element, ...], ...] = ()

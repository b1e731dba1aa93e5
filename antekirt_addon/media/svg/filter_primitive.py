# SPDX-License-Identifier: GPL-3.0-or-later
"""A filter as a list of primitives, each of which makes a picture of those before it (Filter Effects 1).

The last one's picture is what the filter shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

# Of a primitive's inputs, besides the numbers of the primitives before it.
SOURCE, SOURCE_ALPHA, NOTHING = -1, -2, -3

BlendMode: TypeAlias = Literal[
    "normal",
    "multiply",
    "screen",
    "darken",
    "lighten",
    "overlay",
    "color-dodge",
    "color-burn",
    "hard-light",
    "soft-light",
    "difference",
    "exclusion",
    "hue",
    "saturation",
    "color",
    "luminosity",
]
CompositeMode: TypeAlias = Literal["over", "in", "out", "atop", "xor", "lighter", "arithmetic"]


class Region(NamedTuple):
    """A rectangle in user units: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float


class Blur(NamedTuple):
    """A Gaussian blur with these standard deviations."""

    across: float
    down: float


class Offset(NamedTuple):
    """A move."""

    across: float
    down: float


class Flood(NamedTuple):
    """One colour all over: red, green, blue, sRGB-encoded, and alpha; all 0 to 1."""

    color: tuple[float, float, float, float]


class Merge(NamedTuple):
    """All inputs, each over those before it."""


class Compose(NamedTuple):
    """The first input with the second one (Porter and Duff); k: the factors of arithmetic."""

    mode: CompositeMode
    k: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


class Blend(NamedTuple):
    """The first input over the second one, their colours mixed."""

    mode: BlendMode


class ColorMatrix(NamedTuple):
    """Five factors, the last for 1, for each of red, green, blue and alpha (20 numbers)."""

    factors: tuple[float, ...]


class Curve(NamedTuple):
    """What becomes of one channel: exponents and factors for gamma, or the values between which it goes."""

    kind: Literal["table", "discrete", "gamma"]
    values: tuple[float, ...]


class Transfer(NamedTuple):
    """A curve for each of red, green, blue and alpha; None changes nothing."""

    curves: tuple[Curve | None, ...]


class Morphology(NamedTuple):
    """Everything thicker or thinner by these radii."""

    across: float
    down: float
    is_thicker: bool


class Tile(NamedTuple):
    """The part of the first input that lies in a region, repeated all over."""

    region: Region


class Content(NamedTuple):
    """Further elements, by their number among the contents of the effect."""

    number: int


class Turbulence(NamedTuple):
    """Perlin's noise, by the table of the specification."""

    across: float
    down: float
    octaves: int
    seed: int
    is_fractal: bool


class Lamp(NamedTuple):
    """A lamp far away in a direction of length 1, or at a position, which may be aimed at a target.

    exponent: how narrow its light is then; least_cosine: beyond which angle it gives none.
    """

    direction: tuple[float, float, float] = (0.0, 0.0, 1.0)
    position: tuple[float, float, float] | None = None
    target: tuple[float, float, float] | None = None
    exponent: float = 1.0
    least_cosine: float | None = None


class Lighting(NamedTuple):
    """Alpha as a height, lit by a lamp of a colour, diffuse or specular."""

    is_specular: bool
    surface_scale: float
    constant: float
    exponent: float
    color: tuple[float, float, float]
    lamp: Lamp


class Displacement(NamedTuple):
    """The first input, moved by what two channels of the second say; scale: of the widest move."""

    scale: float
    across: int
    down: int


class Convolution(NamedTuple):
    """Sums of the pixels around each, of which target, a column and a row, is itself.

    kernel: their factors, row by row, each of so many columns. step: how far they lie from each other.
    bias: added to each. edge: what is taken for what lies outside. keeps_alpha: so it does.
    """

    columns: int
    kernel: tuple[float, ...]
    target: tuple[int, int]
    step: tuple[float, float]
    bias: float
    edge: Literal["duplicate", "wrap", "none"]
    keeps_alpha: bool


Operation: TypeAlias = (
    "Blur | Offset | Flood | Merge | Compose | Blend | ColorMatrix | Transfer | Morphology | Tile | Content"
    " | Turbulence | Lighting | Displacement | Convolution"
)


@dataclass(frozen=True, slots=True)
class Primitive:
    """One step of a filter.

    inputs: numbers of primitives before it, or SOURCE and the like.
    region: what lies outside of it is clear; None: as far as there is anything.
    is_linear: its colours are mixed as light mixes, not as sRGB encodes them.
    """

    operation: Operation
    inputs: tuple[int, ...]
    region: Region | None
    is_linear: bool

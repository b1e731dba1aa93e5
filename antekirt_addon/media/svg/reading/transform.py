# SPDX-License-Identifier: GPL-3.0-or-later
"""Transforms: their text → matrices, and what is done with matrices (SVG 1.1, chapter 7)."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ..paint import Matrix
from ..shape import Subpath
from .length import LISTED, NUMBER, PIXELS, split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..shape import Points

IDENTITY = Matrix()
FUNCTION = re.compile(r"\s*,?\s*([A-Za-z]+)\s*\(([^)]*)\)")
PLAIN_TRANSLATION = re.compile(rf"\s*translate\(\s*({NUMBER})[\s,]+({NUMBER})\s*\)\s*$")
DEGREES = {"": 1.0, "deg": 1.0, "rad": 180.0 / math.pi, "grad": 0.9, "turn": 360.0}
LARGEST = 1e9


def compose(outer: Matrix, inner: Matrix) -> Matrix:
    """The map that does inner first, then outer."""
    return Matrix(
        outer.a * inner.a + outer.c * inner.b,
        outer.b * inner.a + outer.d * inner.b,
        outer.a * inner.c + outer.c * inner.d,
        outer.b * inner.c + outer.d * inner.d,
        outer.a * inner.e + outer.c * inner.f + outer.e,
        outer.b * inner.e + outer.d * inner.f + outer.f,
    )


def invert(matrix: Matrix) -> Matrix | None:
    """The inverse map; None if the map flattens the plane."""
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    determinant = a * d - b * c
    if not math.isfinite(determinant) or abs(determinant) < 1e-30:
        return None
    return Matrix(
        d / determinant,
        -b / determinant,
        -c / determinant,
        a / determinant,
        (c * f - d * e) / determinant,
        (b * e - a * f) / determinant,
    )


def map_points(matrix: Matrix, points: Points) -> Points:
    """Points of shape (n, 2) after a map."""
    linear = np.array([[matrix.a, matrix.b], [matrix.c, matrix.d]])
    mapped: Points = points @ linear + (matrix.e, matrix.f)
    return mapped


def map_subpaths(matrix: Matrix, subpaths: Iterable[Subpath]) -> tuple[Subpath, ...]:
    """The subpaths after a map."""
    return tuple(Subpath(map_points(matrix, part.points), part.closed) for part in subpaths)


def is_sane(matrix: Matrix) -> bool:
    """Whether all its numbers are finite and no larger than drawings need."""
    size = abs(matrix.a) + abs(matrix.b) + abs(matrix.c) + abs(matrix.d) + abs(matrix.e) + abs(matrix.f)
    return size <= LARGEST  # not a number is not


@lru_cache(maxsize=4096)
def parse_transform(text: str) -> Matrix:
    """The map of a transform attribute or property; an unreadable one changes nothing."""
    if match := PLAIN_TRANSLATION.match(text):  # every path of a vectorizer has its own
        return Matrix(e=float(match[1]), f=float(match[2]))
    matrix = IDENTITY
    if text.strip() in ("", "none"):
        return matrix
    for name, arguments in FUNCTION.findall(text):
        step = _single(name.lower(), [split(part) for part in LISTED.findall(arguments)])
        if step is None:
            return IDENTITY
        matrix = compose(matrix, step)
    return matrix


def _single(name: str, arguments: list[tuple[float, str] | None]) -> Matrix | None:
    """The map of one function; None if there is no such function with so many arguments."""
    if not arguments or None in arguments:
        return None
    parts = [part for part in arguments if part is not None]
    plain = [number for number, _ in parts]
    pixels = [number * PIXELS.get(unit, 1.0) for number, unit in parts]
    angles = [math.radians(number * DEGREES.get(unit, 1.0)) for number, unit in parts]
    first, second = plain[0], plain[1] if len(plain) > 1 else None
    match name, len(parts):
        case "matrix", 6:
            return Matrix(*plain)
        case (("translate" | "translate3d"), (1 | 2 | 3)):
            return Matrix(e=pixels[0], f=pixels[1] if second is not None else 0.0)
        case "translatex", 1:
            return Matrix(e=pixels[0])
        case "translatey", 1:
            return Matrix(f=pixels[0])
        case (("scale" | "scale3d"), (1 | 2 | 3)):
            return Matrix(a=first, d=first if second is None else second)
        case "scalex", 1:
            return Matrix(a=first)
        case "scaley", 1:
            return Matrix(d=first)
        case (("rotate" | "rotatez"), 1):
            return rotation(angles[0])
        case "rotate", 3:
            return around(rotation(angles[0]), pixels[1], pixels[2])
        case "skewx", 1:
            return Matrix(c=math.tan(angles[0]))
        case "skewy", 1:
            return Matrix(b=math.tan(angles[0]))
        case "skew", (1 | 2):
            return Matrix(c=math.tan(angles[0]), b=math.tan(angles[1]) if second is not None else 0.0)
    return None


def rotation(angle: float) -> Matrix:
    """The turn about the origin by an angle in radians, clockwise as y points down."""
    cos, sin = math.cos(angle), math.sin(angle)
    return Matrix(cos, sin, -sin, cos)


def around(matrix: Matrix, x: float, y: float) -> Matrix:
    """The map that keeps the point (x, y) where the plain map keeps the origin."""
    return compose(compose(Matrix(e=x, f=y), matrix), Matrix(e=-x, f=-y))

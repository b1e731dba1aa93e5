# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes as SVG elements, in canvas units."""

import math
from collections.abc import Iterable, Sequence

CANVAS = 1024
Point = tuple[float, float]


def background(fill: str) -> str:
    return rectangle(0, 0, CANVAS, CANVAS, fill)


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'


def circle(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str) -> str:
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}"/>'


def polygon(points: Iterable[Point], fill: str) -> str:
    return f'<polygon points="{corners(points)}" fill="{fill}"/>'


def translucent_polygon(points: Iterable[Point], fill: str, opacity: float) -> str:
    return f'<polygon points="{corners(points)}" fill="{fill}" fill-opacity="{opacity:.2f}"/>'


def path(data: str, fill: str) -> str:
    """Path data as in SVG; where subpaths nest, the inner one is a hole."""
    return f'<path d="{data}" fill="{fill}" fill-rule="evenodd"/>'


def line(points: Iterable[Point], colour: str, width: float) -> str:
    return (
        f'<polyline points="{corners(points)}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def arc(centre: Point, radius: float, start: float, end: float) -> list[Point]:
    """Points from one angle to another, in degrees, clockwise from the right."""
    steps = max(2, round(abs(end - start) / 3))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]


def moved(
    shapes: Sequence[str], position: Point, scale: float = 1, *, angle: float = 0, mirrored: bool = False
) -> str:
    """Shapes drawn around the origin, moved to their position."""
    across = -scale if mirrored else scale
    return (
        f'<g transform="translate({position[0]:.1f} {position[1]:.1f}) rotate({angle:.1f}) '
        f'scale({across:.3f} {scale:.3f})">{"".join(shapes)}</g>'
    )


def corners(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)

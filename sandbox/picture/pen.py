# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes as SVG elements, in canvas units."""

from collections.abc import Iterable, Sequence

CANVAS = 1024
Point = tuple[float, float]


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'


def circle(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, *, angle: float = 0) -> str:
    return (
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}" '
        f'transform="rotate({angle:.1f} {x:.1f} {y:.1f})"/>'
    )


def polygon(points: Iterable[Point], fill: str) -> str:
    return f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="{fill}"/>'


def path(data: str, fill: str) -> str:
    return f'<path d="{data}" fill="{fill}"/>'


def line(points: Iterable[Point], colour: str, width: float) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{corners}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def moved(shapes: Sequence[str], x: float, y: float, scale: float, *, mirrored: bool = False) -> str:
    """Shapes drawn around the origin, put in their place."""
    across = -scale if mirrored else scale
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({across:.3f} {scale:.3f})">{"".join(shapes)}</g>'

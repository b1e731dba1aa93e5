# SPDX-License-Identifier: GPL-3.0-or-later
"""Basic shapes → subpaths (SVG 1.1, chapter 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..shape import Subpath
from .length import length

if TYPE_CHECKING:
    from ..shape import Points
    from .document_index import DocumentIndex
    from .object_space import Viewport
    from .xml_tree import Node

SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
QUARTER = 4.0 / 3.0 * (2.0**0.5 - 1.0)  # handle length of a quarter circle of radius 1
LARGEST = 1e9


def geometry(
    node: Node, index: DocumentIndex, viewport: Viewport, font_size: float
) -> tuple[Subpath, ...] | None:
    """A shape's subpaths in its local units; None if its coordinates are beyond reason."""
    tag = node.tag
    if tag in {"path", "polyline"}:
        return index.subpaths(node)
    if tag == "polygon":
        subpaths = index.subpaths(node)
        return subpaths and tuple(_close(subpath) for subpath in subpaths)

    def read(name: str, whole: float, default: float = 0.0) -> float:
        return length(node.attributes.get(name), default, whole, font_size)

    width, height, diagonal = viewport.width, viewport.height, viewport.diagonal
    if tag == "line":
        ends = [[read("x1", width), read("y1", height)], [read("x2", width), read("y2", height)]]
        found = [Subpath(_polyline(np.array(ends)), closed=False)]
    elif tag == "rect":
        found = rectangle(
            (read("x", width), read("y", height)),
            (read("width", width), read("height", height)),
            (read("rx", width, -1.0), read("ry", height, -1.0)),
        )
    elif tag == "circle":
        radius = read("r", diagonal)
        found = _ellipse(read("cx", width), read("cy", height), radius, radius)
    else:
        radius_x, radius_y = read("rx", width, -1.0), read("ry", height, -1.0)
        radius_x, radius_y = _automatic(radius_x, radius_y)
        found = _ellipse(read("cx", width), read("cy", height), radius_x, radius_y)
    if all(np.abs(subpath.points).max() <= LARGEST for subpath in found):
        return tuple(found)
    return None


def _automatic(x: float, y: float) -> tuple[float, float]:
    """Both radii; one that is not given, or wrong, equals the other."""
    if x < 0.0:
        x = y
    return x, y if y >= 0.0 else x


def rectangle(
    corner: tuple[float, float], size: tuple[float, float], radii: tuple[float, float] = (0.0, 0.0)
) -> list[Subpath]:
    """A rectangle, with round corners where both radii are positive; nothing if it has no area."""
    (x, y), (width, height) = corner, size
    if width <= 0.0 or height <= 0.0:
        return []
    radius_x, radius_y = _automatic(*radii)
    radius_x, radius_y = min(radius_x, width / 2.0), min(radius_y, height / 2.0)
    right, bottom = x + width, y + height
    if radius_x <= 0.0 or radius_y <= 0.0:
        corners = np.array([[x, y], [right, y], [right, bottom], [x, bottom], [x, y]])
        return [Subpath(_polyline(corners), closed=True)]
    stops = np.array(
        [
            [[x + radius_x, y], [right - radius_x, y]],
            [[right, y + radius_y], [right, bottom - radius_y]],
            [[right - radius_x, bottom], [x + radius_x, bottom]],
            [[x, bottom - radius_y], [x, y + radius_y]],
        ]
    )
    corners = np.array([[right, y], [right, bottom], [x, bottom], [x, y]])
    points = [stops[0, :1]]
    for side in range(4):
        begin, end = stops[side]
        after = stops[(side + 1) % 4, 0]
        corner = corners[side]
        points.append(_polyline(np.array([begin, end]))[1:])
        points.append(np.array([end + (corner - end) * QUARTER, after + (corner - after) * QUARTER, after]))
    return [Subpath(np.concatenate(points), closed=True)]


def _ellipse(x: float, y: float, radius_x: float, radius_y: float) -> list[Subpath]:
    """An ellipse around a point, as four curves; nothing if it has no area."""
    if radius_x <= 0.0 or radius_y <= 0.0:
        return []
    k = QUARTER
    quarter = np.array([[1.0, k], [k, 1.0], [0.0, 1.0]])
    turn = np.array([[0.0, 1.0], [-1.0, 0.0]])
    unit = [np.array([[1.0, 0.0]]), quarter]
    for _ in range(3):
        unit.append(unit[-1] @ turn)
    return [Subpath(np.concatenate(unit) * (radius_x, radius_y) + (x, y), closed=True)]


def _polyline(corners: Points) -> Points:
    """Straight segments as curves, their controls at the thirds."""
    begin, end = corners[:-1], corners[1:]
    curves = np.stack([begin + (end - begin) / 3.0, begin + (end - begin) * (2.0 / 3.0), end], axis=1)
    return np.concatenate([corners[:1], curves.reshape(-1, 2)])


def _close(subpath: Subpath) -> Subpath:
    """The subpath with a straight segment back to its start, if that is missing."""
    points = subpath.points
    if (points[0] != points[-1]).any():
        points = np.concatenate([points, _polyline(points[[-1, 0]])[1:]])
    return Subpath(points, closed=True)

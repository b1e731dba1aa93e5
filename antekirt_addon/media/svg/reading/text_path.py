# SPDX-License-Identifier: GPL-3.0-or-later
"""Text on a path: each glyph stands with its middle on the path, turned with it (SVG 1.1, 10.13)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from .basic_shape import SHAPES, geometry
from .length import length
from .transform import map_subpaths, parse_transform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..shape import Points, Subpath
    from .document_index import DocumentIndex
    from .object_space import Viewport
    from .text_content import Span

PIECES = 32  # straight ones, of each curve
MOST_POINTS = 500


class TextPath:
    """A path as a line of many points, end to end: where it is, and how it runs, at each length."""

    def __init__(self, subpaths: Sequence[Subpath]) -> None:
        self.is_one = len(subpaths) == 1
        lines = [_flattened(subpath.points) for subpath in subpaths]
        self._points = np.concatenate([line[:-1] for line in lines])
        self._steps = np.concatenate([np.diff(line, axis=0) for line in lines])
        self._lengths = np.concatenate(([0.0], np.cumsum(np.hypot(*self._steps.T))))
        self.length = float(self._lengths[-1])

    def evenly(self, step: float) -> Points:
        """Points on it about so far from each other, its ends among them."""
        count = int(np.clip(self.length / step, 1, MOST_POINTS)) + 1
        return np.array([self.at(distance)[:2] for distance in np.linspace(0.0, self.length, count)])

    def at(self, distance: float) -> tuple[float, float, float]:
        """x, y and the direction, an angle, at a distance from the start."""
        nth = int(np.clip(np.searchsorted(self._lengths, distance, "right") - 1, 0, len(self._points) - 1))
        whole = self._lengths[nth + 1] - self._lengths[nth]
        part = (distance - self._lengths[nth]) / whole if whole else 0.0
        (x, y), (dx, dy) = self._points[nth], self._steps[nth]
        return float(x + part * dx), float(y + part * dy), math.atan2(dy, dx)


def text_path(span: Span, index: DocumentIndex, viewport: Viewport) -> tuple[TextPath, float] | None:
    """The path of a textPath element, and how far along it the text starts; None if there is none."""
    assert span.path is not None
    node = index.linked(span.path)
    if node is None or node.tag not in SHAPES:
        return None
    subpaths = geometry(node, index, viewport, span.size)
    if not subpaths:
        return None
    path = TextPath(map_subpaths(parse_transform(index.declared(node).get("transform", "")), subpaths))
    return path, length(span.path.attributes.get("startOffset"), 0.0, path.length, span.size)


def _flattened(points: Points) -> Points:
    """A chain of curves as a line of straight pieces."""
    t = (np.arange(PIECES) / PIECES)[:, None]
    p0, p1, p2, p3 = (points[nth : len(points) - 3 + nth : 3][:, None, :] for nth in range(4))
    rest = 1.0 - t
    curved = rest**3 * p0 + 3 * rest**2 * t * p1 + 3 * rest * t**2 * p2 + t**3 * p3
    return np.concatenate([curved.reshape(-1, 2), points[-1:]])

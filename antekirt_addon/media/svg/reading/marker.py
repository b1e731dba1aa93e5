# SPDX-License-Identifier: GPL-3.0-or-later
"""Markers: arrow heads and dots on the corners of a line (SVG 1.1, 11.6)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..error import SvgError
from ..shape import Matrix
from .cascade import font_size, inherit
from .clip_path import added, window
from .computed_style import MARKERS
from .graphics_state import Place
from .length import length, split
from .object_space import Viewport
from .stroke_style import stroke_width
from .transform import compose, rotation
from .viewport import fit, view_box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from ..shape import Points, Subpath
    from .converter import Walk
    from .graphics_state import Figure
    from .xml_tree import Node

MOST_CONTENTS = 250_000
MARKED = {"path", "line", "polyline", "polygon"}
WORDS = {"left": "0%", "top": "0%", "center": "50%", "right": "100%", "bottom": "100%"}


class Corner(NamedTuple):
    """A vertex, which of the three properties goes for it, and the direction of the line there."""

    x: float
    y: float
    kind: str
    angle: float


def marked(walk: Walk, figure: Figure) -> list[tuple[Node, Place]]:
    """Give the contents of all markers of a shape, each with its place."""
    found: list[tuple[Node, Place]] = []
    targets = {kind: walk.catalog.target(figure.look.style.get(kind)) for kind in MARKERS}
    for corner in corners(figure.subpaths):
        marker = targets[corner.kind]
        if marker is not None and marker.tag == "marker" and marker not in figure.place.copied:
            found += enter_marker(walk, marker, corner, figure)
        if len(found) > MOST_CONTENTS:
            raise SvgError("This SVG repeats its markers beyond all bounds; simplify it and try again")
    return found


def enter_marker(walk: Walk, marker: Node, corner: Corner, figure: Figure) -> list[tuple[Node, Place]]:
    place = figure.place
    style = inherit(walk.catalog.style_around(marker), walk.catalog.declared(marker))
    size = font_size(style)
    width = length(marker.attributes.get("markerWidth"), 3.0, place.viewport.width, size)
    height = length(marker.attributes.get("markerHeight"), 3.0, place.viewport.height, size)
    if width <= 0.0 or height <= 0.0:
        return []
    matrix = compose(place.matrix, Matrix(e=corner.x, f=corner.y))
    matrix = compose(matrix, rotation(direction(marker, corner)))
    if marker.attributes.get("markerUnits") != "userSpaceOnUse":
        scale = stroke_width(figure.look.style, place.viewport)
        matrix = compose(matrix, Matrix(a=scale, d=scale))
    box = view_box(marker.attributes)
    viewport = Viewport(box.width, box.height) if box else Viewport(width, height)
    fitted = Matrix()
    if box is not None:
        fitted = fit(box, width, height, marker.attributes.get("preserveAspectRatio", ""))
    x = length(reference(marker, "refX"), 0.0, viewport.width, size)
    y = length(reference(marker, "refY"), 0.0, viewport.height, size)
    # The reference point, in the viewBox, comes to lie on the corner.
    matrix = compose(matrix, Matrix(e=-(fitted.a * x + fitted.e), f=-(fitted.d * y + fitted.f)))
    clips = place.clips
    if walk.catalog.declared(marker).get("overflow", "hidden") not in ("visible", "auto"):
        clips = added(clips, [window((0.0, 0.0), (width, height), matrix)])
    inner = Place(
        style,
        compose(matrix, fitted),
        place.opacity,
        clips,
        place.groups,
        viewport,
        (*place.copied, marker),
    )
    return [(child, inner) for child in marker.children]


def reference(marker: Node, name: str) -> str | None:
    text = marker.attributes.get(name)
    return WORDS.get(text, text) if text else None


def direction(marker: Node, corner: Corner) -> float:
    orient = marker.attributes.get("orient", "0").strip()
    if orient.startswith("auto"):
        turned = orient == "auto-start-reverse" and corner.kind == "marker-start"
        return corner.angle + (math.pi if turned else 0.0)
    degrees = split(orient.removesuffix("deg"))
    return math.radians(degrees[0]) if degrees else 0.0


def corners(subpaths: Sequence[Subpath]) -> Iterator[Corner]:
    last_subpath = len(subpaths) - 1
    for index, subpath in enumerate(subpaths):
        points = subpath.points
        arriving, leaving = tangents(points)
        count = len(arriving)
        for at in range(count + 1):
            incoming = arriving[at - 1] if at else (arriving[-1] if subpath.closed else None)
            outgoing = leaving[at] if at < count else (leaving[0] if subpath.closed else None)
            kind = "marker-mid"
            if index == 0 and at == 0:
                kind = "marker-start"
            elif index == last_subpath and at == count:
                kind = "marker-end"
            x, y = points[3 * at].tolist()
            yield Corner(x, y, kind, bisector(incoming, outgoing))


def tangents(points: Points) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give the unit directions in which each curve ends and in which it begins."""
    start, first, second, end = points[:-1:3], points[1::3], points[2::3], points[3::3]
    leaving = first_length([first - start, second - start, end - start])
    arriving = first_length([end - second, end - first, end - start])
    return arriving, leaving


def first_length(candidates: list[Points]) -> npt.NDArray[np.float64]:
    found = candidates[-1].copy()
    for candidate in reversed(candidates[:-1]):
        usable = np.abs(candidate).max(axis=1) > 1e-9
        found[usable] = candidate[usable]
    size = np.hypot(found[:, 0], found[:, 1])[:, None]
    return np.divide(found, size, out=np.zeros_like(found), where=size > 0.0)


def bisector(incoming: npt.NDArray[np.float64] | None, outgoing: npt.NDArray[np.float64] | None) -> float:
    if incoming is None or outgoing is None:
        only = incoming if outgoing is None else outgoing
        return 0.0 if only is None else math.atan2(only[1], only[0])
    begin = math.atan2(incoming[1], incoming[0])
    turn = math.atan2(outgoing[1], outgoing[0]) - begin
    turn = (turn + math.pi) % (2.0 * math.pi) - math.pi
    return begin + turn / 2.0

# SPDX-License-Identifier: GPL-3.0-or-later
"""Markers: arrow heads and dots on the corners of a line (SVG 1.1, 11.6)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from ...arrays import first_directions
from ..error import SvgError
from ..paint import Matrix
from .cascade import font_size, inherit
from .clip_algebra import intersection, window
from .computed_style import MARKERS
from .context_paint import ContextPaint
from .graphics_state import GraphicsState
from .length import POSITIONS, length, split
from .object_space import Viewport
from .stroke_properties import stroke_width
from .transform import compose, rotation
from .viewport import fit, view_box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...arrays import Floats
    from ..shape import Points, Subpath
    from .document_index import DocumentIndex
    from .graphics_state import Figure
    from .xml_tree import Node

MOST_CONTENTS = 250_000
NOTHING = 1e-9  # a control as near as this to its end gives no direction
MARKED = {"path", "line", "polyline", "polygon"}


class _Corner(NamedTuple):
    """A vertex, which of the three properties goes for it, and the direction of the line there."""

    x: float
    y: float
    kind: str
    angle: float


def marked(figure: Figure, index: DocumentIndex) -> list[tuple[Node, GraphicsState]]:
    """The contents of all markers of a shape, still to be drawn, and in which state."""
    found: list[tuple[Node, GraphicsState]] = []
    targets = {kind: index.target(figure.style.inherited.get(kind)) for kind in MARKERS}
    context = ContextPaint.of(figure.style.inherited, figure.space, figure.state.context)
    for corner in _corners(figure.subpaths):
        marker = targets[corner.kind]
        if marker is not None and marker.tag == "marker" and marker not in figure.state.copied:
            found += _enter_marker(marker, corner, figure, context, index)
        if len(found) > MOST_CONTENTS:
            raise SvgError("This SVG repeats its markers beyond all bounds; simplify it and try again")
    return found


def _enter_marker(
    marker: Node, corner: _Corner, figure: Figure, context: ContextPaint, index: DocumentIndex
) -> list[tuple[Node, GraphicsState]]:
    """The contents of a marker at one vertex."""
    state = figure.state
    inherited = inherit(index.style_around(marker), index.declared(marker))
    size = font_size(inherited)
    width = length(marker.attributes.get("markerWidth"), 3.0, state.viewport.width, size)
    height = length(marker.attributes.get("markerHeight"), 3.0, state.viewport.height, size)
    if width <= 0.0 or height <= 0.0:
        return []
    matrix = compose(state.matrix, Matrix(e=corner.x, f=corner.y))
    matrix = compose(matrix, rotation(_direction(marker, corner)))
    if marker.attributes.get("markerUnits") != "userSpaceOnUse":
        scale = stroke_width(figure.style.inherited, state.viewport)
        matrix = compose(matrix, Matrix(a=scale, d=scale))
    box = view_box(marker.attributes)
    viewport = Viewport(box.width, box.height) if box else Viewport(width, height)
    fitted = Matrix()
    if box is not None:
        fitted = fit(box, width, height, marker.attributes.get("preserveAspectRatio", ""))
    x = length(_reference(marker, "refX"), 0.0, viewport.width, size)
    y = length(_reference(marker, "refY"), 0.0, viewport.height, size)
    # The reference point, in the viewBox, comes to lie on the corner.
    matrix = compose(matrix, Matrix(e=-(fitted.a * x + fitted.e), f=-(fitted.d * y + fitted.f)))
    clips = state.clips
    if index.declared(marker).get("overflow", "hidden") not in ("visible", "auto"):
        clips = intersection(clips, [window((0.0, 0.0), (width, height), matrix)])
    inner = GraphicsState(
        inherited=inherited,
        matrix=compose(matrix, fitted),
        viewport=viewport,
        opacity=state.opacity,
        clips=clips,
        groups=state.groups,
        copied=(*state.copied, marker),
        surfaces=state.surfaces,
        context=context,
    )
    return [(child, inner) for child in marker.children]


def _reference(marker: Node, name: str) -> str | None:
    """A coordinate of the reference point, as a length."""
    text = marker.attributes.get(name)
    return POSITIONS.get(text, text) if text else None


def _direction(marker: Node, corner: _Corner) -> float:
    """The angle that a marker is turned by at a vertex."""
    orient = marker.attributes.get("orient", "0").strip()
    if orient.startswith("auto"):
        turned = orient == "auto-start-reverse" and corner.kind == "marker-start"
        return corner.angle + (math.pi if turned else 0.0)
    degrees = split(orient.removesuffix("deg"))
    return math.radians(degrees[0]) if degrees else 0.0


def _corners(subpaths: Sequence[Subpath]) -> Iterator[_Corner]:
    """All vertices of a shape, in the order of drawing."""
    last_subpath = len(subpaths) - 1
    for nth, subpath in enumerate(subpaths):
        points = subpath.points
        arriving, leaving = _tangents(points)
        count = len(arriving)
        for at in range(count + 1):
            incoming = arriving[at - 1] if at else (arriving[-1] if subpath.closed else None)
            outgoing = leaving[at] if at < count else (leaving[0] if subpath.closed else None)
            kind = "marker-mid"
            if nth == 0 and at == 0:
                kind = "marker-start"
            elif nth == last_subpath and at == count:
                kind = "marker-end"
            x, y = points[3 * at].tolist()
            yield _Corner(x, y, kind, _bisector(incoming, outgoing))


def _tangents(points: Points) -> tuple[Floats, Floats]:
    """The unit directions in which each curve ends and in which it begins."""
    start, first, second, end = points[:-1:3], points[1::3], points[2::3], points[3::3]
    leaving = first_directions(first - start, second - start, end - start, shortest=NOTHING)
    arriving = first_directions(end - second, end - first, end - start, shortest=NOTHING)
    return arriving, leaving


def _bisector(incoming: Floats | None, outgoing: Floats | None) -> float:
    """The angle half way between two directions, or that of the only one."""
    if incoming is None or outgoing is None:
        only = incoming if outgoing is None else outgoing
        return 0.0 if only is None else math.atan2(only[1], only[0])
    begin = math.atan2(incoming[1], incoming[0])
    turn = math.atan2(outgoing[1], outgoing[0]) - begin
    turn = (turn + math.pi) % (2.0 * math.pi) - math.pi
    return begin + turn / 2.0

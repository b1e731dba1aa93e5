# SPDX-License-Identifier: GPL-3.0-or-later
"""How the shapes of an artwork are shared out to curve objects.

Blender fills the splines of one curve and one material slot together by the even-odd rule, in time that
grows with the square of their number (findings/curve-fill-quadratic.sh). So a curve gets few splines, and
shapes that may overlap, which are those of different layers, never share a slot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .color_conversion import paint_name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from ...media.svg.shape import Shape
    from .vector_settings import Grouping

MOST_SPLINES = 100


@dataclass(frozen=True, slots=True)
class CurveGroup:
    """The shapes of one curve object."""

    name: str
    shapes: tuple[Shape, ...]

    def depth(self, shape: Shape) -> int:
        """How many layers a shape of this group lies before the group's first."""
        return shape.layer - self.shapes[0].layer


def curve_groups(shapes: Sequence[Shape], grouping: Grouping) -> list[CurveGroup]:
    """The shapes as an artist wants them together; the groups lie in painter's order of their first."""
    if grouping == "PATHS":
        return [CurveGroup(shape.name, (shape,)) for shape in shapes]
    if grouping == "COLORS":
        gathered = _gather(sorted(shapes, key=lambda shape: shape.layer), lambda shape: shape.paint)
        return [CurveGroup(paint_name(own[0].paint), part) for own in gathered for part in _parts(own)]
    gathered = _gather(sorted(shapes, key=lambda shape: shape.layer), lambda shape: shape.layer)
    return [
        CurveGroup(f"Layer {own[0].layer + 1:03}", part)
        for own in gathered
        for part in _parts([shape for same in _gather(own, lambda shape: shape.paint) for shape in same])
    ]


def _gather(shapes: Sequence[Shape], key: Callable[[Shape], Hashable]) -> list[list[Shape]]:
    """The shapes with equal keys together, in the order of their first."""
    gathered: dict[Hashable, list[Shape]] = {}
    for shape in shapes:
        gathered.setdefault(key(shape), []).append(shape)
    return list(gathered.values())


def _parts(shapes: Sequence[Shape]) -> Iterator[tuple[Shape, ...]]:
    """The shapes in their order, in parts of few splines; a shape is never parted."""
    part: list[Shape] = []
    splines = 0
    for shape in shapes:
        if part and splines + len(shape.subpaths) > MOST_SPLINES:
            yield tuple(part)
            part, splines = [], 0
        part.append(shape)
        splines += len(shape.subpaths)
    if part:
        yield tuple(part)

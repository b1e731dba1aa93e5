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
from .polygon_choice import is_large

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from ...media.svg.shape import Shape
    from .vector_settings import Grouping

MOST_SPLINES = 100


@dataclass(frozen=True, slots=True)
class CurveGroup:
    """The shapes of one curve object, which all lie in one layer.

    head: the number of the group whose object carries this one's, as it belongs to it and lies before it.
    origin: of its object in units of the file, if shapes were moved so that this is the viewport's middle.
    """

    name: str
    shapes: tuple[Shape, ...]
    head: int | None = None
    origin: tuple[float, float] | None = None

    @property
    def layer(self) -> int:
        return self.shapes[0].layer


def curve_groups(shapes: Sequence[Shape], grouping: Grouping) -> list[CurveGroup]:
    """The shapes as an artist wants them together; the groups lie in painter's order of their first."""
    if grouping == "PATHS":
        return [CurveGroup(shape.name, (shape,)) for shape in shapes]
    if grouping == "COLORS":
        gathered = _gather(sorted(shapes, key=lambda shape: shape.layer), lambda shape: id(shape.paint))
        groups: list[CurveGroup] = []
        for own in gathered:
            groups += _stacked(paint_name(own[0].paint), own, len(groups))
        return groups
    if grouping == "FILE_LAYERS":
        return [
            group
            for own in _gather(shapes, lambda shape: shape.file_layers)
            for group in _layered(own[0].file_layers[-1].name if own[0].file_layers else "Layer", own)
        ]
    return list(_layered("Layer", shapes))


def _layered(name: str, shapes: Sequence[Shape]) -> Iterator[CurveGroup]:
    """The shapes as groups of one layer each; in a group those of one paint lie together."""
    for own in _gather(sorted(shapes, key=lambda shape: shape.layer), lambda shape: shape.layer):
        sorted_by_paint = [shape for same in _gather(own, lambda shape: id(shape.paint)) for shape in same]
        for part in _parts(sorted_by_paint):
            yield CurveGroup(f"{name} {part[0].layer + 1:03}", part)


def _gather(shapes: Sequence[Shape], key: Callable[[Shape], Hashable]) -> list[list[Shape]]:
    """The shapes with equal keys together, in the order of their first."""
    gathered: dict[Hashable, list[Shape]] = {}
    for shape in shapes:
        gathered.setdefault(key(shape), []).append(shape)
    return list(gathered.values())


def _stacked(name: str, shapes: Sequence[Shape], head: int) -> Iterator[CurveGroup]:
    """Shapes of several layers, which are sorted by them, as groups under the first, whose number is head."""
    parts = [part for own in _gather(shapes, lambda shape: shape.layer) for part in _parts(own)]
    yield CurveGroup(name, parts[0])
    yield from (CurveGroup(name, part, head) for part in parts[1:])


def _parts(shapes: Sequence[Shape]) -> Iterator[tuple[Shape, ...]]:
    """The shapes in their order, in parts of few splines; a shape is never parted, and a large one alone.

    But all those that polygons fill in place of their outlines are one part.
    """
    pieced = tuple(shape for shape in shapes if shape.polygons)
    if pieced:
        yield pieced
    part: list[Shape] = []
    splines = 0
    for shape in shapes:
        if shape.polygons:
            continue
        own = MOST_SPLINES if is_large(shape) else len(shape.subpaths)
        if part and splines + own > MOST_SPLINES:
            yield tuple(part)
            part, splines = [], 0
        part.append(shape)
        splines += own
    if part:
        yield tuple(part)

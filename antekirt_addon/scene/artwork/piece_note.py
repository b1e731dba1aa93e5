# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties
"""Which pieces an artwork was imported with, noted on its root, for a changed file to find them again."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from ...media.svg.paint import Gradient, Solid
from ..vector.artwork_material import PAINT
from ..vector.color_conversion import paint_name
from .shape_name import keys, names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import bpy

    from ...media.svg.paint import Paint
    from ...media.svg.shape import Shape

PIECES = "antekirt_pieces"  # on the root: the notes, as JSON
PIECE = "antekirt_piece"  # on an object: the number of its note
NAMELESS = {
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "image",
    "use",
}
GROUND = "|"  # in a paint's name, before what does not make it another fill: where it lies, and over what


@dataclass(frozen=True, slots=True)
class PieceNote:
    """An object as the file has it.

    keys, labels: ids and names of its shapes. paints: one for each of its material slots.
    pose: x, y, turn and height of the object itself, apart from what is in its data.
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    paints: tuple[str, ...]
    pose: tuple[float, ...]

    @property
    def fills(self) -> set[str]:
        """Its paints, wherever they lie."""
        return {fill_of(paint) for paint in self.paints}


def note(
    root: Any,
    drawn: Sequence[tuple[Any, Sequence[Shape]]],
    paint_of: Callable[[bpy.types.Material], tuple[Paint, Any] | None],
) -> None:
    """Note the objects that draw an artwork, and with which shapes."""
    paint_names: dict[Any, str] = {}

    def name_of(material: Any) -> str:
        if material not in paint_names:
            paint = paint_of(material)
            paint_names[material] = _name(*paint) if paint else material.get(PAINT, "")
        return paint_names[material]

    notes = []
    for number, (obj, shapes) in enumerate(drawn):
        obj[PIECE] = number
        told = _told([shape.key for shape in shapes], [shape.name for shape in shapes])
        paints = [name_of(material) for material in obj.data.materials]
        notes.append((*told, paints, [round(value, 6) for value in pose(obj)]))
    root[PIECES] = json.dumps(notes, ensure_ascii=False, separators=(",", ":"))


def read(root: Any) -> list[tuple[Any, PieceNote]]:
    """The pieces of an artwork that are still there, as they were noted; a copy of one comes once more."""
    notes = _notes(root)
    found = [(obj, obj.get(PIECE)) for obj in root.children_recursive]
    return [(obj, _own(obj, notes[n])) for obj, n in found if n is not None and n < len(notes) and obj.data]


def _own(obj: Any, noted: PieceNote) -> PieceNote:
    """The note of an object that may have been parted since: of its own shapes."""
    if not names(obj):
        return noted
    own_keys, labels = _told(keys(obj), names(obj))
    return replace(noted, keys=tuple(own_keys), labels=tuple(labels))


def _told(ids: Sequence[str], called: Sequence[str]) -> tuple[list[str], list[str]]:
    """Those ids and names of shapes that tell one from others."""
    labels = [name for name, key in zip(called, ids, strict=True) if name not in {"", key, *NAMELESS}]
    return [key for key in ids if key], labels


def _notes(root: Any) -> list[PieceNote]:
    try:
        return [PieceNote(*map(tuple, parts)) for parts in json.loads(root.get(PIECES, "[]"))]
    except (TypeError, ValueError):
        return []


def is_whole(root: Any) -> bool:
    """Whether all pieces of an artwork that were noted are still there."""
    return len({obj[PIECE] for obj, _ in read(root)}) == len(_notes(root)) > 0


def pose(obj: Any) -> tuple[float, float, float, float]:
    """How an object lies besides its depth."""
    return obj.location.x, obj.location.y, obj.rotation_euler.z, obj.scale.y


def fill_of(paint: str) -> str:
    """A paint's name without where it lies."""
    return paint.partition(GROUND)[0]


def _name(paint: Paint, backdrop: tuple[float, float, float] | None) -> str:
    """A paint's name: equal for equal ones, in whatever file."""
    over = "" if backdrop is None else " ".join(f"{value:.3f}" for value in backdrop)
    if isinstance(paint, Solid):
        return paint_name(paint) + (GROUND + over if paint.alpha < 1.0 else "")
    if not isinstance(paint, Gradient):
        return paint_name(paint)
    stops = _digest((paint.kind, paint.spread, [astuple(stop) for stop in paint.stops]))
    lies = _digest((astuple(paint.to_gradient), paint.focus))
    return f"{paint_name(paint)} {stops}{GROUND}{lies} {over}"


def _digest(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=6).hexdigest()

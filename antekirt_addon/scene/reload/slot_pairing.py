# SPDX-License-Identifier: GPL-3.0-or-later
"""Which material slots of a changed piece are in place of which, where their paints have changed."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ..artwork.piece_note import fill_of
from ..artwork.shape_name import keys, names, shape_of_parts
from ..palette.color_name import HEX, distance, parsed
from .piece_shape import common_area

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .piece_shape import Piece

LEAST_COMMON = 0.5  # of the larger one's area


def paired(old: Piece, new: Piece, gone: Sequence[int], come: Sequence[int]) -> dict[int, int]:
    """For slots that have come those that have gone in whose place they are.

    They hold shapes of the same id or name; or lie where those were; or, if as many came as went, have the
    color that is nearest.
    """
    if not (gone and come):
        return {}
    found: dict[int, int] = {}
    _add(found, _by_name(_names(old, gone), _names(new, come)))
    gone = [slot for slot in gone if slot not in found.values()]
    come = [slot for slot in come if slot not in found]
    _add(found, _by_place(old, new, gone, come))
    gone = [slot for slot in gone if slot not in found.values()]
    come = [slot for slot in come if slot not in found]
    if len(gone) == len(come):
        _add(found, _by_color(old.note.paints, new.note.paints, gone, come))
    return found


def _add(found: dict[int, int], pairs: Iterable[tuple[int, int]]) -> None:
    """Take in pairs of a slot that has gone and one that has come, the best first."""
    for one, other in pairs:
        if other not in found and one not in found.values():
            found[other] = one


def _names(piece: Piece, slots: Sequence[int]) -> dict[str, int]:
    """The slot of each id, or else name, that a shape of one of these slots alone has."""
    shapes = shape_of_parts(piece.obj)
    if shapes is None:
        return {}
    data = piece.obj.data
    parts = data.polygons if piece.obj.type == "MESH" else data.splines
    called = [key or name for key, name in zip(keys(piece.obj), names(piece.obj), strict=True)]
    known = set(piece.note.keys) | set(piece.note.labels)
    slots_of: defaultdict[str, set[int]] = defaultdict(set)
    for shape, part in zip(shapes.tolist(), parts, strict=True):
        slots_of[called[shape]].add(part.material_index)
    return {name: min(own) for name, own in slots_of.items() if name in known and own <= set(slots)}


def _by_name(before: dict[str, int], now: dict[str, int]) -> Iterator[tuple[int, int]]:
    common = Counter((before[name], now[name]) for name in before.keys() & now.keys())
    yield from (pair for pair, _ in common.most_common())


def _by_place(old: Piece, new: Piece, gone: Sequence[int], come: Sequence[int]) -> list[tuple[int, int]]:
    before, now = old.slot_edges if gone and come else {}, new.slot_edges if gone and come else {}
    parts = [
        (common_area(before[one], now[other]), one, other)
        for one in gone
        for other in come
        if one in before and other in now
    ]
    return [(one, other) for part, one, other in sorted(parts, reverse=True) if part >= LEAST_COMMON]


def _by_color(
    before: Sequence[str], now: Sequence[str], gone: Sequence[int], come: Sequence[int]
) -> list[tuple[int, int]]:
    pairs = sorted((_away(before[one], now[other]), one, other) for one in gone for other in come)
    return [(one, other) for _, one, other in pairs]


def _away(paint: str, other: str) -> float:
    """How far the colors of two paints are from each other."""
    shown = [fill_of(one)[:7] for one in (paint, other)]
    if all(HEX.fullmatch(name) for name in shown):
        return distance(*map(parsed, shown))
    return math.inf

# SPDX-License-Identifier: GPL-3.0-or-later
"""Which piece of a changed file is which piece of the artwork."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from .piece_shape import common_part

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from .piece_shape import Piece

    Floats = NDArray[np.float64]

LEAST_COMMON = 0.5  # of the larger one's area, for pieces of one fill
LEAST_COMMON_OF_OTHERS = 0.9  # for pieces of any fill
MOST_NEIGHBORS = 4  # that a piece is compared with


def matched(old: Sequence[Piece], new: Sequence[Piece]) -> Generator[None, None, dict[Piece, Piece]]:
    """For each new piece the old one that it is, if there is one; no old one is two. Yields often.

    It is that with the same id, or label; else of those with the same fill the one that it covers most of,
    and at least half; else the one that is where it is, whatever its fill.
    """
    found: dict[Piece, Piece] = {}
    for piece in (*old, *new):
        _ = piece.sameness  # computed here once
        yield
    for names in (lambda piece: piece.note.keys, lambda piece: piece.note.labels):
        _add(found, _by_name(_left(old, found.values()), _left(new, found), names))
    _add(found, _by_name(_left(old, found.values()), _left(new, found), lambda piece: piece.sameness))
    _add(found, _by_kind(_left(old, found.values()), _left(new, found)))
    for least, same_fill in ((LEAST_COMMON, True), (LEAST_COMMON_OF_OTHERS, False)):
        parts = []
        for one, other in _near_pairs(_left(old, found.values()), _left(new, found), same_fill=same_fill):
            parts.append((common_part(one, other), one, other))
            yield
        parts = sorted((part for part in parts if part[0] >= least), key=lambda part: -part[0])
        _add(found, ((one, other) for _, one, other in parts))
    return found


def _add(found: dict[Piece, Piece], pairs: Iterable[tuple[Piece, Piece]]) -> None:
    """Take in pairs, the best first, of pieces that are still without another."""
    taken = set(found.values())
    for one, other in pairs:
        if one not in taken and other not in found and one.obj.type == other.obj.type:
            found[other] = one
            taken.add(one)


def _left(pieces: Sequence[Piece], gone: Iterable[Piece]) -> list[Piece]:
    without = set(gone)
    return [piece for piece in pieces if piece not in without]


def _by_name(
    old: Sequence[Piece], new: Sequence[Piece], names: Callable[[Piece], Sequence[str]]
) -> Iterator[tuple[Piece, Piece]]:
    """Pieces that share names which nothing else has, those that share most before the others."""
    owner = _owners(old, names)
    common: Counter[tuple[Piece, Piece]] = Counter()
    for name, other in _owners(new, names).items():
        if name in owner:
            common[owner[name], other] += 1
    yield from (pair for pair, _ in common.most_common())


def _owners(pieces: Sequence[Piece], names: Callable[[Piece], Sequence[str]]) -> dict[Hashable, Piece]:
    count = Counter(name for piece in pieces for name in names(piece))
    return {name: piece for piece in pieces for name in names(piece) if count[name] == 1}


def _by_kind(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """The objects that hold all that is alike, those with most fills in common before the others."""
    pairs = [
        (one, other)
        for one in old
        for other in new
        if one.is_many and other.is_many and one.obj.type == other.obj.type
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0].note.fills & pair[1].note.fills))


def _near_pairs(
    old: Sequence[Piece], new: Sequence[Piece], *, same_fill: bool
) -> Iterator[tuple[Piece, Piece]]:
    """For each new piece the old ones whose boxes have most in common with its own."""
    of_fill: defaultdict[str, list[Piece]] = defaultdict(list)
    for one in old:
        for fill in one.note.fills if same_fill else ("",):
            of_fill[fill].append(one)
    boxes = {fill: np.array([one.box for one in own]) for fill, own in of_fill.items()}
    for other in new:
        near: set[Piece] = set()
        for fill in other.note.fills if same_fill else ("",):
            if fill in boxes:
                parts = _box_parts(boxes[fill], np.array(other.box))
                nearest = np.argsort(-parts, kind="stable")[:MOST_NEIGHBORS]
                near |= {of_fill[fill][n] for n in nearest if parts[n] > 0.0}
        yield from ((one, other) for one in near)


def _box_parts(boxes: Floats, box: Floats) -> Floats:
    """How much of the larger one each box has in common with another."""
    sides = np.minimum(boxes[:, 2:], box[2:]) - np.maximum(boxes[:, :2], box[:2])
    common = np.prod(sides.clip(0.0), axis=1)
    areas = np.maximum(np.prod(boxes[:, 2:] - boxes[:, :2], axis=1), np.prod(box[2:] - box[:2]))
    parts: Floats = common / np.maximum(areas, 1e-30)
    return parts

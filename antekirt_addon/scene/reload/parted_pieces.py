# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces that the artist has parted come in parted: else one would show all, and others what it shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..artwork import piece_note
from ..artwork.separation import PARTED, separate
from .matching import matched
from .piece_shape import Piece

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from typing import Any


def part_alike(old: Sequence[Piece], new_root: Any) -> Generator[None, None, list[Piece]]:  # noqa: ANN401 - an object
    """The pieces of a new artwork, parted where those that they were are. Yields often."""
    new = [Piece(obj, note) for obj, note in piece_note.read(new_root)]
    parted: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in old:
        if piece.is_parted:
            parted[piece.obj[piece_note.PIECE]].append(piece)
    if not parted:
        return new
    wholes = {_whole(parts): parts for parts in parted.values()}
    others = [piece for piece in old if not piece.is_parted]
    for piece, whole in (yield from matched([*wholes, *others], new)).items():
        if whole in wholes:
            separate(piece.obj, whole.obj[PARTED])
            yield
    return [Piece(obj, note) for obj, note in piece_note.read(new_root)]


def _whole(parts: Sequence[Piece]) -> Piece:
    """What parts were before."""
    note = parts[0].note
    keys, labels = ([name for part in parts for name in getattr(part.note, of)] for of in ("keys", "labels"))
    whole = Piece(parts[0].obj, replace(note, keys=tuple(keys), labels=tuple(labels)))
    whole.edges = np.concatenate([part.edges for part in parts])
    return whole

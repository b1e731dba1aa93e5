# SPDX-License-Identifier: GPL-3.0-or-later
"""Path data → cubic Bézier subpaths (SVG 1.1, chapter 8), many paths at once.

Every command of a batch is worked out in parallel. Relative commands make the current point a running sum
that starts anew at each absolute one; see `_follow`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ...arrays import ranges
from ..error import Stopped
from ..shape import Subpath
from .arc import arc_curves
from .path_tokens import ARITY, read_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ...arrays import Bytes, Flags, Floats, Integers
    from .path_tokens import Commands

BATCH = 400_000  # characters read at once: they make numpy's calls pay and still fit the cache
LARGEST = 1e9  # beyond it a coordinate is nonsense and the sums below lose precision
SAME_POINT = 1e-9  # of the coordinates' size: rounding of sums, not the artist's intent


class _Steps(NamedTuple):
    """Single steps of commands: "L 1 2 3 4" are two. All arrays have one row for each step."""

    kind: Bytes  # upper case letter
    relative: Flags
    at: Integers  # where its numbers begin
    path: Integers


class _Runs(NamedTuple):
    """The steps of each subpath: where its move is, how many there are, whether they end with Z."""

    moves: Integers
    lengths: Integers
    closes: Flags


def read_path_data(texts: Sequence[str], stop: Callable[[], bool]) -> list[tuple[Subpath, ...] | None]:
    """The subpaths of each text; None where coordinates are beyond reason."""
    found: list[tuple[Subpath, ...] | None] = []
    for batch in _text_batches(texts):
        if stop():
            raise Stopped
        found += _read_batch(batch)
    return found


def _text_batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """_Runs of texts that are read at once."""
    begin = size = 0
    for index, text in enumerate(texts):
        if size + len(text) > BATCH and index > begin:
            yield texts[begin:index]
            begin, size = index, 0
        size += len(text)
    if begin < len(texts):
        yield texts[begin:]


def _read_batch(texts: Sequence[str]) -> list[tuple[Subpath, ...] | None]:
    """The same of texts that are read at once."""
    commands = read_commands(texts)
    number = commands.number
    absurd = np.zeros(len(texts), np.bool_)
    huge = ~(np.abs(number) <= LARGEST)
    absurd[np.repeat(commands.path, commands.counts)[huge]] = True
    number[huge] = 0.0

    found: list[list[Subpath]] = [[] for _ in texts]
    if len(commands.letter):
        steps = _single_steps(commands)
        for path, subpath in _subpaths(steps, number):
            found[path].append(subpath)
    return [None if bad else tuple(own) for bad, own in zip(absurd.tolist(), found, strict=True)]


def _single_steps(commands: Commands) -> _Steps:
    """All commands, split where one takes several steps."""
    arity = ARITY[commands.letter]
    repeats = np.where(arity == 0, 1, commands.counts // np.maximum(arity, 1))
    letter = np.repeat(commands.letter, repeats)
    path = np.repeat(commands.path, repeats)
    first = np.zeros(len(letter), np.bool_)
    first[np.cumsum(repeats) - repeats] = True
    kind = letter & np.uint8(0xDF)
    relative = letter != kind
    kind[(kind == ord("M")) & ~first] = ord("L")  # further pairs after M are lines
    opens = np.ones(len(path), np.bool_)
    opens[1:] = path[1:] != path[:-1]
    relative &= ~opens  # a path's first m is absolute
    size = np.repeat(arity, repeats)
    return _Steps(kind, relative, np.cumsum(size) - size, path)


def _subpaths(steps: _Steps, number: Floats) -> Iterator[tuple[int, Subpath]]:
    """Every subpath that draws something, with the number of its path."""
    kind = steps.kind
    moves = np.flatnonzero(kind == ord("M"))
    lengths = np.diff(np.append(moves, len(kind)))
    runs = _Runs(moves, lengths, kind[moves + lengths - 1] == ord("Z"))
    end = np.stack([_ends(steps, number, runs, axis) for axis in (0, 1)], axis=1)
    points, first = _curve_points(steps, number, end)

    begin = first[moves]
    until = np.append(first, len(points))[moves + lengths]
    points[until[runs.closes] - 1] = points[begin[runs.closes]]  # equal to the bit
    for path, low, high, closed in zip(
        steps.path[moves].tolist(), begin.tolist(), until.tolist(), runs.closes.tolist(), strict=True
    ):
        if high - low > 1:
            yield path, Subpath(points[low:high], closed)


def _ends(steps: _Steps, number: Floats, runs: _Runs, axis: int) -> Floats:
    """One coordinate of the point where each step ends."""
    kind = steps.kind
    moves, lengths, closes = runs
    other_line = kind == (ord("V") if axis == 0 else ord("H"))
    own_line = kind == (ord("H") if axis == 0 else ord("V"))
    still = other_line | (kind == ord("Z"))
    slot = steps.at + np.where(own_line, 0, ARITY[kind] - 2 + axis)
    value = np.where(still, 0.0, np.append(number, 0.0)[np.where(still, -1, slot)])
    absolute = ~steps.relative & ~still

    # First as if each subpath began at 0; then find where they begin; then move them there.
    moved, value[moves] = value[moves], 0.0
    known = absolute.copy()
    known[moves] = True
    position, since = _follow(value, known)
    floating = since == np.repeat(moves, lengths)  # still relative to the subpath's start

    last = moves + lengths - 1
    hangs = closes | floating[last]  # the next subpath's start is relative to this one's start
    offset = np.where(closes, 0.0, position[last])
    step = moved.copy()
    step[1:] += np.where(absolute[moves[1:]], 0.0, offset[:-1])
    anchored = absolute[moves]
    anchored[1:] |= ~hangs[:-1]
    start = np.repeat(_follow(step, anchored)[0], lengths)

    position += np.where(floating, start, 0.0)
    return np.where(kind == ord("Z"), start, position)


def _follow(value: Floats, absolute: Flags) -> tuple[Floats, Integers]:
    """A coordinate after steps that either set it or add to it, and for each the last step that set it."""
    total = np.cumsum(np.where(absolute, 0.0, value))
    since = np.maximum.accumulate(np.where(absolute, np.arange(len(value)), 0))
    return total + (np.where(absolute, value, 0.0) - total)[since], since


def _curve_points(steps: _Steps, number: Floats, end: Floats) -> tuple[Floats, Integers]:
    """All points, one for a move and three for each curve, and where each step's begin."""
    kind = steps.kind
    current = np.roll(end, 1, axis=0)
    first_control, second_control = _controls(steps, number, current, end)
    is_move = kind == ord("M")
    gap = np.abs(end - current).max(axis=1)
    needless = (kind == ord("Z")) & (gap <= SAME_POINT * (1.0 + np.abs(end).max(axis=1)))
    needless &= np.roll(~is_move, 1)  # "M 1 1 Z" is a dot
    size = np.where(is_move, 1, np.where(needless, 0, 3))

    arcs = np.flatnonzero(kind == ord("A"))
    arc_points, pieces = arc_curves(number, steps.at[arcs], current[arcs], end[arcs])
    size[arcs] = 3 * pieces
    first = np.cumsum(size) - size
    points = np.empty((int(size.sum()), 2))
    points[first[is_move]] = end[is_move]
    curved = ~is_move & ~needless & (kind != ord("A"))
    at = first[curved]
    points[at] = first_control[curved]
    points[at + 1] = second_control[curved]
    points[at + 2] = end[curved]
    points[ranges(first[arcs], 3 * pieces)] = arc_points
    return points, first


def _controls(steps: _Steps, number: Floats, current: Floats, end: Floats) -> tuple[Floats, Floats]:
    """Both control points of every step; a straight one has them at its thirds."""
    kind, at = steps.kind, steps.at
    base = np.where(steps.relative[:, None], current, 0.0)

    def pair(index: Integers, nth: int) -> Floats:
        where = at[index] + nth
        return base[index] + np.stack([number[where], number[where + 1]], axis=1)

    first = current + (end - current) / 3.0
    second = current + (end - current) * (2.0 / 3.0)

    cubic, smooth = np.flatnonzero(kind == ord("C")), np.flatnonzero(kind == ord("S"))
    first[cubic], second[cubic] = pair(cubic, 0), pair(cubic, 2)
    second[smooth] = pair(smooth, 0)
    goes_on = ((kind == ord("C")) | (kind == ord("S")))[smooth - 1]
    first[smooth] = np.where(goes_on[:, None], 2.0 * current[smooth] - second[smooth - 1], current[smooth])

    quadratic, mirrored = np.flatnonzero(kind == ord("Q")), np.flatnonzero(kind == ord("T"))
    corner = current.copy()  # the one control of a quadratic curve
    corner[quadratic] = pair(quadratic, 0)
    is_quadratic = (kind == ord("Q")) | (kind == ord("T"))
    for index in mirrored.tolist():
        if is_quadratic[index - 1]:
            corner[index] = 2.0 * current[index] - corner[index - 1]
    every = np.flatnonzero(is_quadratic)
    first[every] = current[every] + (corner[every] - current[every]) * (2.0 / 3.0)
    second[every] = end[every] + (corner[every] - end[every]) * (2.0 / 3.0)
    return first, second

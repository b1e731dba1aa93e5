# SPDX-License-Identifier: GPL-3.0-or-later
"""Which part of the inside covers a seam best: first on a small copy of the picture, then to the pixel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from . import cheapest_cut
from .seam import steps
from .shown_pixels import seen, shrunk, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .shown_pixels import Pixels, Values

SMALL = 256  # pixels of the small copy's longer side, at most
TRIED = 32  # of the small copy's strips are cut out; the others are only compared
OFFERED = 4
UNALIKE = 3  # columns of the small copy between two that are offered
ALIKE = 0.1  # how far the step at a strip's middle may be from the mean: as a logarithm
TINY = 1e-9
SAMPLES = 256  # rows or columns that are compared to the pixel


@dataclass(frozen=True, slots=True)
class Choice:
    """first: the strip's first column. turn: by how many rows it is moved on, in a picture that is a ring."""

    first: int
    turn: int = 0


def choose(pixels: Pixels, reach: int, *, is_ring: bool) -> Iterator[Choice]:
    """The strips of 2 * reach columns, and one more at each side, that fit where the seam is, best first.

    One that fits has a step in its middle like the mean one: the border is neither flatter nor rougher.
    """
    wide = 2 * reach + 2
    firsts = np.arange(pixels.shape[1] - wide + 1)
    rough = np.exp(4 * _step_unlike_the_mean(pixels)[firsts + reach + 1])
    factor = -(-max(pixels.shape[:2]) // SMALL)
    for choice in _roughly(pixels, reach, factor, rough, is_ring=is_ring):
        yield _to_the_pixel(pixels, reach, factor, rough, choice) if factor > 1 else choice


def _step_unlike_the_mean(pixels: Pixels) -> Any:  # noqa: ANN401 - of an array
    """For each column, how far the step to it is from one that would do, as a logarithm."""
    found = steps(pixels)
    mean = float(found[1:].mean())
    return np.clip(np.abs(np.log((found + 1e-6) / (mean + 1e-6))) - ALIKE, 0.0, 0.6)


def _roughly(pixels: Pixels, reach: int, factor: int, rough: Any, *, is_ring: bool) -> list[Choice]:  # noqa: ANN401
    small = values(shrunk(pixels, factor))
    half = min(max(1, round((reach + 1) / factor)), small.shape[1] // 4)
    count = small.shape[1] - 2 * half + 1
    around = np.concatenate([small[:, -half:], small[:, :half]], axis=1)
    unlike = _differences(small, around, count, is_ring=is_ring)
    least = np.array([rough[_window(first, factor, len(rough))].min() for first in range(count)])
    unlike *= least[:, None]
    if is_ring:  # what is turned brings another step to the other border
        turns = -np.arange(len(small)) * factor % len(pixels)
        unlike *= np.exp(_step_unlike_the_mean(pixels.swapaxes(0, 1))[turns])
    best_turn = unlike.argmin(axis=1)  # of each strip
    tried = [(int(first), int(best_turn[first])) for first in np.argsort(unlike.min(axis=1))[:TRIED]]
    strips = [np.roll(small[:, first : first + 2 * half], turn, axis=0) for first, turn in tried]
    costs = np.square(np.stack(strips, axis=1) - around[:, None]).sum(axis=3)
    total = cheapest_cut.cost(costs[..., :half]) + cheapest_cut.cost(costs[..., half:])
    total *= least[[first for first, _turn in tried]]
    whole = np.array([unlike[each] for each in tried])
    total = total / (total.mean() + TINY) + whole / (whole.mean() + TINY)  # alike along a cut, and beside it
    best: list[tuple[int, int]] = []
    for first, turn in (tried[at] for at in np.argsort(total)):
        if all(abs(first - other) >= UNALIKE for other, _turn in best) and len(best) < OFFERED:
            best.append((first, turn))
    return [Choice(min(first * factor, len(rough) - 1), turn * factor) for first, turn in best]


def _differences(small: Values, around: Values, count: int, *, is_ring: bool) -> Any:  # noqa: ANN401 - of arrays
    """For each first column, and each turn, how unlike a strip is to what is around the seam."""
    wide = around.shape[1]
    if not is_ring:
        return np.array(
            [[np.square(small[:, first : first + wide] - around).sum()] for first in range(count)]
        )
    turned_there = np.fft.rfft(around, axis=0)
    turned = np.fft.rfft(small, axis=0)
    squares = np.square(small).sum(axis=(0, 2))
    found = np.empty((count, len(small)))
    for first in range(count):
        both = np.einsum("ric,ric->r", np.conj(turned[:, first : first + wide]), turned_there)
        found[first] = squares[first : first + wide].sum() - 2 * np.fft.irfft(both, len(small))
    return found + np.square(around).sum()


def _to_the_pixel(pixels: Pixels, reach: int, factor: int, rough: Any, best: Choice) -> Choice:  # noqa: ANN401
    """The best choice near one that was found on the small copy: columns first, rows, and columns again."""
    wide = 2 * reach + 2
    around = np.concatenate([pixels[:, -reach - 1 :], pixels[:, : reach + 1]], axis=1)
    rows = np.arange(0, len(pixels), max(1, len(pixels) // SAMPLES))
    columns = np.arange(0, wide, max(1, wide // SAMPLES))
    there, there_whole = values(around[rows]), values(around[:, columns])
    there, there_whole = seen(there, pixels), seen(there_whole, pixels)

    def at(choice: Choice) -> float:
        band = pixels[(rows - choice.turn) % len(pixels), choice.first : choice.first + wide]
        return float(np.square(seen(values(band), pixels) - there).sum() * rough[choice.first])

    def turned(choice: Choice, whole: Values) -> float:
        return float(np.square(np.roll(whole, choice.turn, axis=0) - there_whole).sum())

    def nearest_column(choice: Choice) -> Choice:
        window = range(*_window(choice.first // factor, factor, len(rough)).indices(len(rough)))
        return min((replace(choice, first=first) for first in window), key=at)

    best = nearest_column(best)
    if best.turn:
        band = pixels[:, best.first + columns]
        whole = seen(values(band), pixels)
        near = range(best.turn - factor, best.turn + factor + 1)
        best = min((replace(best, turn=turn) for turn in near), key=lambda choice: turned(choice, whole))
        best = nearest_column(best)
    return best


def _window(first: int, factor: int, count: int) -> slice:
    """The columns near one of the small copy's."""
    begin = min(max(0, (first - 1) * factor + 1), count - 1)
    return slice(begin, max(begin + 1, (first + 1) * factor))

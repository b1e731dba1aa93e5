# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrays: their types by name, and what is done with them again and again.

Runs of different lengths lie end to end in one array. Run i is items[starts[i]:starts[i + 1]], so that there
is one start more than there are runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Number = TypeVar("Number", np.int64, np.float64)

Floats: TypeAlias = "NDArray[np.float64]"
Integers: TypeAlias = "NDArray[np.int64]"
Flags: TypeAlias = "NDArray[np.bool_]"
Bytes: TypeAlias = "NDArray[np.uint8]"


def starts_of(lengths: Sequence[int] | Integers) -> Integers:
    """Where runs of these lengths start, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    starts[1:] = np.cumsum(lengths)
    return starts


def run_of_item(lengths: Sequence[int] | Integers) -> Integers:
    """For each item the number of its run: lengths 2, 0, 3 give 0, 0, 2, 2, 2."""
    return np.repeat(np.arange(len(lengths)), lengths)


def ranges(first: int | Integers, lengths: Integers) -> Integers:
    """For each run the whole numbers from its first on: 7, 1, 4 and lengths 2, 0, 3 give 7, 8, 4, 5, 6."""
    numbers = np.repeat(first + lengths - np.cumsum(lengths), lengths)
    numbers += np.arange(len(numbers))
    return numbers


def batches(work: Integers | Floats, most: float) -> Iterator[tuple[int, int]]:
    """Slices whose work adds up to about most, of at least one item each; work: the sum up to and with it."""
    begin = 0
    while begin < len(work):
        done = work[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(work, done + most)))
        yield begin, end
        begin = end


def cross(a: NDArray[Number], b: NDArray[Number]) -> NDArray[Number]:
    """The cross product of each two rows."""
    product: NDArray[Number] = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return product


def norms(vectors: Floats | Integers) -> Floats:
    """The length of each row."""
    length: Floats = np.hypot(vectors[:, 0], vectors[:, 1])
    return length


def first_directions(*vectors: Floats, shortest: float = 0.0) -> Floats:
    """Of each row the first vector that is longer than nothing, or else the last one, at length 1.

    shortest: what counts as nothing in x and in y. A row without any direction stays zero.
    """
    chosen = vectors[-1]
    for vector in vectors[-2::-1]:
        chosen = np.where((np.abs(vector) > shortest).any(axis=1, keepdims=True), vector, chosen)
    length = norms(chosen)[:, None]
    return np.divide(chosen, length, out=np.zeros_like(chosen), where=length > 0)

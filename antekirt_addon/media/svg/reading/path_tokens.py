# SPDX-License-Identifier: GPL-3.0-or-later
"""Path data as text → commands and numbers (SVG 1.1, 8.3.9), many paths at once.

Well-formed text is read by numpy, byte by byte in parallel. What it cannot be sure of (exponents, arc flags
without spaces, errors) is read again character by character, up to its first error as browsers do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ...arrays import ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...arrays import Bytes, Flags, Floats, Integers

NUMBERS_PER_STEP = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
ARITY = np.zeros(256, np.int64)
for _letter, _arity in NUMBERS_PER_STEP.items():
    ARITY[ord(_letter)] = ARITY[ord(_letter.lower())] = _arity

START = 0  # stands before every path in the joined text; XML cannot contain it
SPACE, DIGIT, DOT, SIGN, LETTER, OTHER = range(6)
KIND = np.full(256, OTHER, np.uint8)
KIND[list(b" \t\n\r\f,")] = SPACE
KIND[list(b"0123456789")] = DIGIT
KIND[ord(".")] = DOT
KIND[list(b"+-")] = SIGN
KIND[[START, *b"MmLlHhVvCcSsQqTtAaZz"]] = LETTER

MOST_DIGITS = 300
TENS = 10.0 ** np.arange(MOST_DIGITS + 1)

SEPARATOR = r"[ \t\n\r\f,]*"
COMMAND = re.compile(SEPARATOR + r"([MmLlHhVvCcSsQqTtAaZz])")
NUMBER = re.compile(SEPARATOR + r"([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)")
FLAG = re.compile(SEPARATOR + r"([01])")


class Commands(NamedTuple):
    """Drawing commands in order: their letters, the paths that they belong to, how many numbers they take."""

    letter: Bytes
    path: Integers
    counts: Integers
    number: Floats


def read_commands(texts: Sequence[str]) -> Commands:
    """The commands of all texts; a path begins with M, nothing but M follows Z, and counts are whole."""
    commands, doubtful = _read_at_once(texts)
    if not doubtful.any():
        return commands
    sure = ~doubtful[commands.path]
    good = Commands(
        commands.letter[sure],
        commands.path[sure],
        commands.counts[sure],
        commands.number[np.repeat(sure, commands.counts)],
    )
    rest = [_read_one_by_one(texts[path], path) for path in np.flatnonzero(doubtful).tolist()]
    return Commands(*(np.concatenate(parts) for parts in zip(good, *rest, strict=True)))


def _read_at_once(texts: Sequence[str]) -> tuple[Commands, Flags]:
    """The same, read in parallel, and which texts are doubtful and must be read one by one."""
    joined = "\0" + "\0".join(texts)
    data = np.frombuffer(joined.encode("latin-1", "replace") + b" ", np.uint8)
    kind = KIND[data]
    doubtful = np.zeros(len(texts), np.bool_)

    letter_at = np.flatnonzero(kind == LETTER)
    letter = data[letter_at]
    begins_path = letter == START
    path = np.cumsum(begins_path) - 1
    path_at = letter_at[begins_path]

    def doubt(positions: Integers) -> None:
        doubtful[np.searchsorted(path_at, positions, side="right") - 1] = True

    number_at, extra_dot = _find_numbers(kind)
    doubt(np.flatnonzero(kind == OTHER))
    doubt(_malformed(kind, extra_dot))
    number, digits = _read_numbers(data, kind, number_at)
    doubt(number_at[(digits == 0) | (digits > MOST_DIGITS)])

    first = np.searchsorted(number_at, letter_at)
    count = np.diff(np.append(first, len(number_at)))
    doubtful[path[_misplaced(letter, count)]] = True
    doubt(number_at[_unlike_flags(Commands(letter, path, count, number), number_at, kind)])

    kept = ~begins_path
    kept_numbers = np.repeat(kept, count)  # those straight after a path's start belong to no command
    return Commands(letter[kept], path[kept], count[kept], number[kept_numbers]), doubtful


def _find_numbers(kind: Bytes) -> tuple[Integers, Flags]:
    """Where numbers begin, and which dots begin one inside a run of digits ("1.5.5" is 1.5 and .5)."""
    in_number = (kind >= DIGIT) & (kind <= SIGN)
    begins = in_number.copy()
    begins[1:] &= ~in_number[:-1]
    begins |= kind == SIGN
    dot_at = np.flatnonzero(kind == DOT)
    run = np.cumsum(begins, dtype=np.int32)[dot_at]
    second = np.zeros(len(dot_at), np.bool_)
    second[1:] = run[1:] == run[:-1]
    extra = np.zeros(len(kind), np.bool_)
    extra[dot_at[second]] = True
    return np.flatnonzero(begins | extra), extra


def _malformed(kind: Bytes, extra_dot: Flags) -> Integers:
    """Where signs and dots are that belong to no number."""
    after = np.append(kind[1:], np.uint8(SPACE))
    before = np.append(np.uint8(SPACE), kind[:-1])
    bad_sign = (kind == SIGN) & (after != DIGIT) & (after != DOT)
    bad_dot = (kind == DOT) & (after != DIGIT) & ((before != DIGIT) | extra_dot)
    return np.flatnonzero(bad_sign | bad_dot)


def _read_numbers(data: Bytes, kind: Bytes, number_at: Integers) -> tuple[Floats, Integers]:
    """Every number's value and how many digits it has.

    The digits make a whole number, exact up to 15 of them, that is divided by a power of ten: rounded right.
    """
    is_digit = kind == DIGIT
    digit = (data[is_digit] - np.uint8(ord("0"))).astype(np.float64)
    digits_until = np.cumsum(is_digit, dtype=np.int64)
    total = len(digit)
    first = digits_until[number_at] - is_digit[number_at]
    count = np.diff(np.append(first, total))
    if total == 0 or count.max() > MOST_DIGITS:
        return np.zeros(len(number_at)), np.minimum(count, MOST_DIGITS + 1) if total else count
    power = np.repeat(first + count - 1, count) - np.arange(total)
    digit *= TENS[power]
    value = np.zeros(len(number_at))
    filled = count > 0
    value[filled] = np.add.reduceat(digit, first[filled])

    dot_at = np.flatnonzero(kind == DOT)
    owner = np.searchsorted(number_at, dot_at, side="right") - 1
    fraction = (first + count)[owner] - digits_until[dot_at]
    value[owner] /= TENS[np.clip(fraction, 0, MOST_DIGITS)]
    np.negative(value, out=value, where=data[number_at] == ord("-"))
    return value, count


def _misplaced(letter: Bytes, count: Integers) -> Flags:
    """Which commands break a rule: wrong count of numbers, no M at the start, no M after Z."""
    arity = ARITY[letter]
    upper = letter & np.uint8(0xDF)
    wrong: Flags = np.where(arity == 0, count != 0, (count == 0) | (count % np.maximum(arity, 1) != 0))
    after_break = np.zeros(len(letter), np.bool_)
    after_break[1:] = ((letter == START) | (upper == ord("Z")))[:-1]
    wrong |= after_break & (upper != ord("M")) & (letter != START)
    return wrong


def _unlike_flags(commands: Commands, number_at: Integers, kind: Bytes) -> Integers:
    """The numbers of arcs' flags that are no single 0 or 1; they may have been written without a space."""
    arcs = (commands.letter & np.uint8(0xDF)) == ord("A")
    if not arcs.any():
        return np.zeros(0, np.int64)
    first = np.cumsum(commands.counts) - commands.counts
    steps = commands.counts[arcs] // 7
    start = np.repeat(first[arcs], steps) + 7 * ranges(0, steps)
    flags = np.concatenate([start + 3, start + 4])
    after = kind[number_at[flags] + 1]
    lone = (after != DIGIT) & (after != DOT)
    value = commands.number[flags]
    wrong: Integers = flags[~lone | ((value != 0.0) & (value != 1.0))]
    return wrong


def _read_one_by_one(text: str, path: int) -> Commands:
    """The commands of one text, read step by step up to its first error."""
    letters: list[int] = []
    counts: list[int] = []
    numbers: list[float] = []
    for letter, step in _steps(text):
        letters.append(ord(letter))
        counts.append(len(step))
        numbers += step
    return Commands(
        np.array(letters, np.uint8),
        np.full(len(letters), path),
        np.array(counts, np.int64),
        np.array(numbers, np.float64),
    )


def _steps(text: str) -> Iterable[tuple[str, list[float]]]:
    """Each command with one step's numbers, up to the first error."""
    position = 0
    previous = ""
    while match := COMMAND.match(text, position):
        letter, position = match[1], match.end()
        if not previous and letter not in "Mm":
            return
        if letter in "Zz":
            if previous not in "Zz":
                yield "Z", []
            previous = letter
            continue
        if previous in ("Z", "z") and letter not in "Mm":
            yield "m", [0.0, 0.0]
        begun = False
        while True:
            step, after = _read_step(text, position, letter.upper())
            if step is None:
                break
            yield letter, step
            position, begun = after, True
            letter = {"M": "L", "m": "l"}.get(letter, letter)
        if not begun:
            return
        previous = letter


def _read_step(text: str, position: int, letter: str) -> tuple[list[float] | None, int]:
    """The numbers of one step, none if they are not complete, and where the text goes on."""
    step = []
    for nth in range(NUMBERS_PER_STEP[letter]):
        pattern = FLAG if letter == "A" and nth in (3, 4) else NUMBER
        match = pattern.match(text, position)
        if match is None or match.end() - match.start(1) > MOST_DIGITS:
            return None, position
        step.append(float(match[1]))
        position = match.end()
    return step, position

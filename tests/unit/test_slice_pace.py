# SPDX-License-Identifier: GPL-3.0-or-later
"""Slices of an import are as long as the window is slow, end where they should, and never late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.operators.slice_pace import FIRST, LONGEST, SHORTEST, SlicePace
from antekirt_addon.operators.sliced_import import SHOWN_WITHIN, SlicedImport

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

STEP = 0.01


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_first_slice_needs_no_redraw_to_go_by() -> None:
    assert SHORTEST < SlicePace(Clock()).next_slice() == FIRST < LONGEST == 0.25


@pytest.mark.parametrize("redraw", [0.0, 0.001, 0.02, 0.09, 0.2, 0.5, 30.0])
def test_a_slice_is_at_least_as_long_as_the_redraw_before_it(redraw: float) -> None:
    clock = Clock()
    pace = SlicePace(clock)
    pace.slice_ended()
    clock.now += redraw
    assert min(redraw, LONGEST) <= pace.next_slice() <= LONGEST
    assert pace.next_slice() >= SHORTEST


def test_the_window_draws_for_a_third_of_the_time_at_most() -> None:
    clock = Clock()
    pace = SlicePace(clock)
    for _ in range(10):
        pace.slice_ended()
        clock.now += 0.06
        assert pace.next_slice() == pytest.approx(0.12)
        clock.now += 0.12


def test_a_window_that_gets_faster_has_shorter_slices() -> None:
    clock = Clock()
    pace = SlicePace(clock)
    lengths = []
    for redraw in (0.1, 0.05, 0.01):
        pace.slice_ended()
        clock.now += redraw
        lengths.append(pace.next_slice())
    assert lengths == pytest.approx([0.2, 0.1, 0.02])


@pytest.mark.parametrize("seconds", [SHORTEST, FIRST, LONGEST])
def test_a_slice_is_full_and_ends_in_time(seconds: float) -> None:
    clock = Clock()
    build = SlicedImport(steps(clock, [0.5] * 100), clock)
    assert not build.step(seconds)
    assert seconds - STEP < clock.now - 100 <= seconds + 1e-6


def test_a_slice_has_one_step_at_least() -> None:
    clock = Clock()
    build = SlicedImport(steps(clock, [0.1, 0.2]), clock)
    build.step(0.0)
    assert build.progress == 0.1


def test_the_window_has_the_time_in_which_a_thread_is_awaited() -> None:
    clock = Clock()
    build = SlicedImport(steps(clock, [None, None, 0.1]), clock)
    assert not build.step(LONGEST)
    assert clock.now - 100 == pytest.approx(STEP)
    assert build.progress == 0, "then an undo would be held back"
    build.step(LONGEST)
    build.step(LONGEST)
    assert build.progress == 0.1


def test_a_small_import_is_done_in_one_slice() -> None:
    clock = Clock()
    assert SlicedImport(steps(clock, [0.1, 0.5, 1.0]), clock).step(FIRST)


def test_a_large_one_is_shown_in_a_slice_of_its_own() -> None:
    clock = Clock()
    build = SlicedImport(steps(clock, [0.5] * int(SHOWN_WITHIN / STEP) + [1.0]), clock)
    assert not build.step(LONGEST)
    assert build.progress == 1.0
    assert build.step(LONGEST)


def steps(clock: Clock, told: Iterable[float | None]) -> Generator[float | None, None, str]:
    """An import whose steps take ten milliseconds each."""
    for progress in told:
        clock.now += STEP
        yield progress
    clock.now += STEP
    return "done"

# SPDX-License-Identifier: GPL-3.0-or-later
"""An import gone on with in slices, so that a large one stops nobody's work; or in one go, for a script."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

SHOWN_WITHIN = 0.1  # seconds of a slice: later, what is built is shown in the next one

T = TypeVar("T")


class SlicedImport(Generic[T]):
    """Drives a generator that yields its progress about every ten milliseconds, and returns a result.

    It yields None while it waits for a thread, and 1 before all that is built is shown.
    progress: the share that is built, 0 to 1; 0 while nothing is in the blend file yet.
    clock: seconds that go on and on.
    """

    result: T  # once all is done

    def __init__(
        self, steps: Generator[float | None, None, T], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.progress = 0.0
        self._steps = steps
        self._clock = clock

    def step(self, seconds: float) -> bool:
        """Go on for so long, or less where that gives way to a thread or to the window. Whether all is done.

        Raises SceneError, with nothing left half done.
        """
        started = now = self._clock()
        end, took = now + seconds, 0.0
        try:
            while now + took <= end:  # another step like the last one ends in time
                begun, progress = now, next(self._steps)
                if progress is None:
                    break
                self.progress = progress
                now = self._clock()
                took = now - begun
                if (
                    progress >= 1.0 and now - started > SHOWN_WITHIN
                ):  # Blender then computes and draws the most
                    break
        except StopIteration as done:
            self.result = done.value
            return True
        return False

    def run(self) -> T:
        """Go on to the end, and give the result. Raises SceneError."""
        while not self.step(60.0):
            pass
        return self.result

    def stop(self) -> None:
        """Take back what is half done."""
        self._steps.close()

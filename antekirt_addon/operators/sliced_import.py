# SPDX-License-Identifier: GPL-3.0-or-later
"""An import gone on with in slices, so that a large one stops nobody's work; or in one go, for a script."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

SLICE_SECONDS = 0.008  # of work between two events of the window

T = TypeVar("T")


class SlicedImport(Generic[T]):
    """Drives a generator that yields its progress about every ten milliseconds, and returns a result.

    progress: the share that is built, 0 to 1; 0 while nothing is in the blend file yet.
    """

    result: T  # once all is done

    def __init__(self, steps: Generator[float, None, T]) -> None:
        self.progress = 0.0
        self._steps = steps

    def step(self, seconds: float = SLICE_SECONDS) -> bool:
        """Go on for about so long. Whether all is done.

        Raises SceneError, with nothing left half done.
        """
        end = time.monotonic() + seconds
        try:
            self.progress = next(self._steps)
            while time.monotonic() < end:
                self.progress = next(self._steps)
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

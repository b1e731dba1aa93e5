# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the slices of an import may be: the slower the window is, the longer, for there are fewer then.

Whatever is added to a blend file has Blender draw the whole view again, once after each slice. In a heavy
scene that takes a hundred times as long as a short slice would.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = 0.15  # seconds, as long as nobody knows what a redraw costs; most imports are done by then
SHORTEST = 0.016
LONGEST = 0.25  # later than that, an artist takes a window for one that has stopped
REDRAWS = 2  # what a slice is long, in redraws: a third of the time at most goes into them


class SlicePace:
    """Told of the slices of one import. clock: seconds that go on and on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ended: float | None = None

    def next_slice(self) -> float:
        """The seconds that the slice may take which begins now.

        What lies between is the window's: mostly the redraw, now and then also what the artist does.
        """
        if self._ended is None:
            return FIRST
        return min(max(REDRAWS * (self._clock() - self._ended), SHORTEST), LONGEST)

    def slice_ended(self) -> None:
        """Something was added, and the window is to draw it now."""
        self._ended = self._clock()

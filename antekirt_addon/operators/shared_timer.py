# SPDX-License-Identifier: GPL-3.0-or-later
"""What wakes operators that build: one timer for all of a window, and given back with the add-on.

Blender hands every tick to every modal operator of the window. If each had a timer of its own, twenty
dropped files that come in one after the other would be asked four hundred times for each tick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from . import runtime

if TYPE_CHECKING:
    from bpy.types import Timer, Window

TICK_SECONDS = 0.01


class SharedTimer:
    """Ticks while something is built in its window."""

    def __init__(self, window: Window | None) -> None:
        self._timer: Timer | None = bpy.data.window_managers[0].event_timer_add(TICK_SECONDS, window=window)
        self._joined = 0

    @property
    def is_running(self) -> bool:
        return self._timer is not None

    def join(self) -> None:
        self._joined += 1

    def leave(self) -> None:
        """The last one stops the timer."""
        self._joined -= 1
        if self._joined == 0:
            self.stop()

    def stop(self) -> None:
        if self._timer:
            bpy.data.window_managers[0].event_timer_remove(self._timer)
            self._timer = None


class SharedTimers:
    """The timers of all windows."""

    def __init__(self) -> None:
        self.by_window: dict[int, SharedTimer] = {}

    def close(self) -> None:
        """Stop them: Blender drops the operators of an add-on that is disabled without telling them."""
        for timer in self.by_window.values():
            timer.stop()


def of(window: Window | None) -> SharedTimer:
    """The window's timer; without a window, in the background, one that nobody hears."""
    by_window = runtime.state(SharedTimers).by_window
    address = window.as_pointer() if window else 0
    timer = by_window.get(address)
    if timer is None or not timer.is_running:
        timer = by_window[address] = SharedTimer(window)
    return timer

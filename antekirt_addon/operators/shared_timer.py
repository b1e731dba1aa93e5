# SPDX-License-Identifier: GPL-3.0-or-later
"""What wakes modal operators: one timer for all that wait in a window, and a faster one for what is built.

Blender hands every tick to every modal operator of the window. If each had a timer of its own, twenty jobs
would be asked four hundred times for each tick.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy

from . import runtime

if TYPE_CHECKING:
    from bpy.types import Timer, Window

TICK_SECONDS = 0.05


class SharedTimer:
    """Ticks while somebody waits in its window."""

    def __init__(self, window: Window | None, seconds: float) -> None:
        self._timer: Timer | None = bpy.data.window_managers[0].event_timer_add(seconds, window=window)
        self._waiting = 0
        self._pumped_at = 0.0

    @property
    def is_running(self) -> bool:
        return self._timer is not None

    def join(self) -> None:
        self._waiting += 1

    def leave(self) -> None:
        """The last one stops the timer."""
        self._waiting -= 1
        if self._waiting == 0:
            self.stop()

    def stop(self) -> None:
        if self._timer:
            bpy.data.window_managers[0].event_timer_remove(self._timer)
            self._timer = None

    def pump(self) -> None:
        """Take in news, once for each tick, whoever asks first."""
        now = time.monotonic()
        if now - self._pumped_at > TICK_SECONDS / 2:
            self._pumped_at = now
            runtime.pump()


class SharedTimers:
    """The timers of all windows."""

    def __init__(self) -> None:
        self.by_window: dict[tuple[int, float], SharedTimer] = {}  # and by the seconds between two ticks

    def close(self) -> None:
        """Stop them: Blender drops the operators of an add-on that is disabled without telling them."""
        for timer in self.by_window.values():
            timer.stop()


def of(window: Window | None, seconds: float = TICK_SECONDS) -> SharedTimer:
    """The window's timer; without a window, in the background, one that nobody hears."""
    by_window = runtime.state(SharedTimers).by_window
    key = window.as_pointer() if window else 0, seconds
    timer = by_window.get(key)
    if timer is None or not timer.is_running:
        timer = by_window[key] = SharedTimer(window, seconds)
    return timer

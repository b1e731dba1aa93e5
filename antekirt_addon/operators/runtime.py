# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the enabled add-on keeps in memory: one `Runtime`, made by register and dropped by unregister.

No other module keeps state of its own. One that needs some writes a class that is made without arguments, and
asks for the one object of it:

    class StatusBar:
        def __init__(self) -> None:
            self.importing: float | None = None

        def close(self) -> None:  # only if there is something to be given back to Blender
            ...

    runtime.state(StatusBar).importing = 0.5

It is made when it is first asked for, and dropped with the add-on. What is to be kept up to date is handed to
`watch` by the module's register(), and called at each tick.

The tick is a persistent timer's: it takes in what the threads have found, redraws what shows it, and starts
the import of what has come. No operator waits for that, and it goes on when a file is loaded or a window is
closed. What it does about jobs stands in job_session.py.
"""

from __future__ import annotations

import time
import traceback
from typing import TYPE_CHECKING, Any, TypeVar

import bpy

from .sidebar import EDITORS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

IDLE_SECONDS = 0.5  # between two ticks
REDRAW_SECONDS = 0.1  # between two redraws at least: several jobs may have news at once
HURRIED_SECONDS = 0.015  # while somebody looks at what is just being fetched

T = TypeVar("T")


class Runtime:
    """The states of other modules, what is called at each tick, and what is drawn.

    last_watchers: those that are called after all others.
    failing: what has raised when it was last called by the timer.
    next_within: seconds until the next tick is wanted.
    """

    def __init__(self) -> None:
        self.watchers: list[Callable[[], None]] = []
        self.last_watchers: list[Callable[[], None]] = []
        self.failing: set[Callable[[], object]] = set()
        self.states: dict[type, Any] = {}
        self.drawn_at = 0.0
        self.redraw_due = False
        self.hurried_until = 0.0
        self.next_within = IDLE_SECONDS


_current: Runtime | None = None


def create() -> None:
    """Begin, when the add-on is enabled."""
    global _current  # noqa: PLW0603 - the one there is
    _current = Runtime()


def drop() -> None:
    """Forget everything, when the add-on is disabled; what holds something of Blender's gives it back."""
    global _current  # noqa: PLW0603 - the one there is
    for dropped in reversed(current().states.values()):
        getattr(dropped, "close", _nothing)()
    _current = None


def current() -> Runtime:
    """The runtime of the enabled add-on."""
    assert _current is not None, "the add-on is disabled"
    return _current


def state(kind: type[T]) -> T:
    """The one object of a class, made when it is first asked for."""
    states = current().states
    if kind not in states:
        states[kind] = kind()
    found: T = states[kind]
    return found


def known(kind: type[T]) -> T | None:
    """The one object of a class if there is one, for what only looks; the add-on may be disabled."""
    return _current.states.get(kind) if _current else None


def watch(watcher: Callable[[], None], *, last: bool = False) -> None:
    """Have a function called at each tick: what is drawn is kept up to date there.

    last: after those of all modules.
    """
    (current().last_watchers if last else current().watchers).append(watcher)


def start_timer() -> None:
    bpy.app.timers.register(tick, first_interval=IDLE_SECONDS, persistent=True)


def wake() -> None:
    """Tick at once: what is being drawn has asked for something. May be called by draw()."""
    if time.monotonic() > current().hurried_until and bpy.app.timers.is_registered(tick):
        hurry()
        bpy.app.timers.unregister(tick)
        bpy.app.timers.register(tick, first_interval=0.0, persistent=True)


def hurry() -> None:
    """Tick often for a moment: something that is waited for is on its way."""
    current().hurried_until = time.monotonic() + IDLE_SECONDS


def stop() -> None:
    """End the timer, and what a state has going on: one may have stop() besides close()."""
    if bpy.app.timers.is_registered(tick):
        bpy.app.timers.unregister(tick)
    for stopped in list(current().states.values()):
        getattr(stopped, "stop", _nothing)()


def tick() -> float:
    """What the timer calls: pump, and give the time to the next."""
    runtime = current()
    runtime.next_within = IDLE_SECONDS
    pump()
    if runtime.redraw_due or time.monotonic() < runtime.hurried_until:
        return HURRIED_SECONDS
    return runtime.next_within


def tick_within(seconds: float) -> None:
    """Have the next tick come sooner; for what is called by this one."""
    current().next_within = min(current().next_within, seconds)


def pump() -> None:
    """Take in what the threads have found, and redraw what shows it."""
    runtime = current()
    for watcher in (*runtime.watchers, *runtime.last_watchers):
        attempt(watcher)
    if runtime.redraw_due and time.monotonic() - runtime.drawn_at >= REDRAW_SECONDS:
        runtime.redraw_due, runtime.drawn_at = False, time.monotonic()
        redraw()


def attempt(part: Callable[[], object]) -> None:
    """Call a part of the tick, or of a handler.

    Blender ends a timer that raises, for good: no result would come any more.
    """
    failing = current().failing
    try:
        part()
    except Exception:  # noqa: BLE001 - all else goes on
        if part not in failing:  # said once, not ten times a second
            traceback.print_exc()
        failing.add(part)
    else:
        failing.discard(part)


def redraw_soon() -> None:
    """Have it all drawn again, but not more often than an eye can follow."""
    current().redraw_due = True


def redraw() -> None:
    """Have the regions that show jobs drawn again."""
    for window in bpy.data.window_managers[0].windows:
        for area in window.screen.areas:
            for region in area.regions:
                if _shows_jobs(area, region):
                    region.tag_redraw()


def _shows_jobs(area: bpy.types.Area, region: bpy.types.Region) -> bool:
    if area.type == "PREFERENCES":
        return region.type == "WINDOW"
    return area.type in EDITORS and region.type == "UI"


def _nothing() -> None:
    pass


def add_handlers(handlers: Sequence[tuple[str, Callable[..., None]]]) -> None:
    """Have Blender call functions at events, by the names of `bpy.app.handlers`."""
    for name, handler in handlers:
        getattr(bpy.app.handlers, name).append(handler)


def remove_handlers(handlers: Sequence[tuple[str, Callable[..., None]]]) -> None:
    for name, handler in handlers:
        getattr(bpy.app.handlers, name).remove(handler)

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
closed.
"""

from __future__ import annotations

import time
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import bpy

from ..api.error import InvalidRequest
from . import addon_settings
from .sidebar import EDITORS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..jobs.session import Session
    from .awaited_result import AwaitedResult

BUSY_SECONDS = 0.1  # between two ticks while jobs are under way
IDLE_SECONDS = 0.5
REDRAW_SECONDS = 0.1  # between two redraws at least: several jobs may have news at once
HURRIED_SECONDS = 0.015  # while somebody looks at what is just being fetched

T = TypeVar("T")


class Runtime:
    """The session, who waits for which job, what is drawn, and the states of other modules.

    awaited: results that will be imported as soon as they are there; see result_queue.py.
    failing: what has raised when it was last called by the timer.
    """

    def __init__(self) -> None:
        self.session: Session | None = None
        self.awaited: list[AwaitedResult] = []
        self.watchers: list[Callable[[], None]] = []
        self.failing: set[Callable[[], object]] = set()
        self.states: dict[type, Any] = {}
        self.drawn_version = -1
        self.drawn_at = 0.0
        self.redraw_due = False
        self.hurried_until = 0.0
        self.looked_back = False  # whether this start has looked for what an earlier one left


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


def watch(watcher: Callable[[], None]) -> None:
    """Have a function called at each tick: what is drawn is kept up to date there."""
    current().watchers.append(watcher)


def session() -> Session:
    """The session with the settings in force. Raises InvalidRequest when the server address is unusable."""
    wanted = addon_settings.read()
    runtime = current()
    if runtime.session is None:
        from ..jobs.session import Session  # the engine is not read at Blender's start

        runtime.session = Session(wanted)
    runtime.session.configure(wanted)
    runtime.session.online = bpy.app.online_access
    return runtime.session


def running() -> Session | None:
    """The session if there is one, for what only looks."""
    return _current.session if _current else None


def resumed() -> Session:
    """The session, knowing what earlier Blenders left. Waits for the disk, not for the network."""
    begun = session()
    begun.start_engine()
    begun.wait_until(lambda: begun.knows_recent)
    return begun


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
    """End the timer and all threads. Jobs go on at the next start, or when the add-on is enabled again."""
    if bpy.app.timers.is_registered(tick):
        bpy.app.timers.unregister(tick)
    runtime = current()
    if runtime.session:
        runtime.session.close()
    runtime.session, runtime.looked_back = None, False
    runtime.awaited.clear()


def tick() -> float:
    """What the timer calls: look for jobs that an earlier start left, pump, and give the time to the next."""
    runtime = current()
    if not runtime.looked_back:
        runtime.looked_back = True
        if addon_settings.read().can_resume:
            with suppress(InvalidRequest):  # the panel says what is wrong with the address
                session().start_engine()
    pump()
    if runtime.redraw_due or time.monotonic() < runtime.hurried_until:
        return HURRIED_SECONDS
    busy = runtime.session is not None and any(job.unfinished for job in runtime.session.jobs.values())
    return BUSY_SECONDS if busy or runtime.awaited else IDLE_SECONDS


def pump() -> None:
    """Take in what the threads have found, and redraw what shows it."""
    runtime = current()
    if runtime.session:
        runtime.session.online = bpy.app.online_access
        attempt(runtime.session.pump)
    for watcher in runtime.watchers:
        attempt(watcher)
    if runtime.session and runtime.session.version != runtime.drawn_version:
        runtime.drawn_version, runtime.redraw_due = runtime.session.version, True
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

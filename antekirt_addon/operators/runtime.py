# SPDX-License-Identifier: GPL-3.0-or-later
"""The session inside Blender: one for each process, kept alive by one persistent timer.

The timer takes in what the threads have found, redraws what shows it, and is the only thing that runs
when no operator does: after a file was loaded, or when the artist has closed the window.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import bpy

from ..api.error import InvalidRequest
from . import addon_settings, status_bar
from .sidebar import EDITORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..jobs.session import Session

BUSY_SECONDS = 0.1  # between two looks while jobs are under way
IDLE_SECONDS = 0.5
REDRAW_SECONDS = 0.1  # between two redraws at least: a download has news a hundred times a second
HURRIED_SECONDS = 0.015  # while somebody looks at what is just being fetched

watchers: list[Callable[[], None]] = []  # called at each look: what is drawn is kept up to date there

_session: Session | None = None
_awaited: set[str] = set()  # jobs whose operator is alive and will import the result
_drawn_version = -1
_drawn_at = 0.0
_redraw_due = False
_hurried_until = 0.0
_looked_back = False  # whether this start has looked for what an earlier one left


def session() -> Session:
    """The session with the settings in force. Raises InvalidRequest when the server address is unusable."""
    global _session  # noqa: PLW0603 - one for each process
    wanted = addon_settings.read()
    if _session is None:
        from ..jobs.session import Session  # the engine is not read at Blender's start

        _session = Session(wanted)
    _session.configure(wanted)
    _session.online = bpy.app.online_access
    return _session


def running() -> Session | None:
    """The session if there is one, for what only looks."""
    return _session


def resumed() -> Session:
    """The session, knowing what earlier Blenders left. Waits for the disk, not for the network."""
    current = session()
    current.look_back()
    current.wait_until(lambda: current.told_recent)
    return current


def start_timer() -> None:
    bpy.app.timers.register(_tick, first_interval=IDLE_SECONDS, persistent=True)


def wake() -> None:
    """Look at once: what is being drawn has asked for something. May be called by draw()."""
    if time.monotonic() > _hurried_until and bpy.app.timers.is_registered(_tick):
        hurry()
        bpy.app.timers.unregister(_tick)
        bpy.app.timers.register(_tick, first_interval=0.0, persistent=True)


def hurry() -> None:
    """Look often for a moment: something that is waited for is on its way."""
    global _hurried_until  # noqa: PLW0603 - one for each process
    _hurried_until = time.monotonic() + IDLE_SECONDS


def stop() -> None:
    """End the timer and all threads. Jobs go on at the next start, or when the add-on is enabled again."""
    global _session, _looked_back
    if bpy.app.timers.is_registered(_tick):
        bpy.app.timers.unregister(_tick)
    if _session:
        _session.close()
    _session, _looked_back = None, False
    _awaited.clear()
    status_bar.clear()


def pump() -> None:
    """Take in what the threads have found, and redraw what shows it."""
    global _drawn_version, _drawn_at, _redraw_due
    if _session:
        _session.online = bpy.app.online_access
        _session.pump()
    for watch in watchers:
        watch()
    if _session and _session.version != _drawn_version:
        _drawn_version, _redraw_due = _session.version, True
    if _redraw_due and time.monotonic() - _drawn_at >= REDRAW_SECONDS:
        _redraw_due, _drawn_at = False, time.monotonic()
        redraw()
    if _session:
        status_bar.show(_session, _awaited)


def redraw_soon() -> None:
    """Have it all drawn again, but not more often than an eye can follow."""
    global _redraw_due  # noqa: PLW0603 - one for each process
    _redraw_due = True


def redraw() -> None:
    """Have the regions that show jobs drawn again."""
    for window in bpy.data.window_managers[0].windows:
        for area in window.screen.areas:
            if area.type in {*EDITORS, "PREFERENCES"}:
                for region in area.regions:
                    if region.type in {"UI", "WINDOW"} and (
                        region.type == "UI" or area.type == "PREFERENCES"
                    ):
                        region.tag_redraw()


def await_job(job_id: str) -> None:
    """An operator has taken charge of a job's result."""
    _awaited.add(job_id)


def leave_job(job_id: str) -> None:
    """The operator has ended: a result now waits in the panel."""
    _awaited.discard(job_id)


def _tick() -> float:
    global _looked_back  # noqa: PLW0603 - one for each process
    if not _looked_back:
        _looked_back = True
        if addon_settings.read().has_left_jobs:
            with suppress(InvalidRequest):  # the panel says what is wrong with the address
                session().look_back()
    pump()
    if _redraw_due or time.monotonic() < _hurried_until:
        return HURRIED_SECONDS
    busy = _session is not None and any(job.unfinished for job in _session.jobs.values())
    return BUSY_SECONDS if busy else IDLE_SECONDS

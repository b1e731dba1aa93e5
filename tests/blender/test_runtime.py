# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the add-on keeps in memory is one object: made when it is enabled, dropped when it is disabled."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable


class Counter:
    """A state as a module has one."""

    def __init__(self) -> None:
        self.ticks = 0
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


def test_a_state_lasts_until_the_addon_is_disabled(part: Callable[[str], Any]) -> None:
    runtime = part("operators.runtime")
    counter = runtime.state(Counter)
    assert runtime.state(Counter) is counter
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    assert counter.is_closed
    assert part("operators.job_session").running() is None
    with pytest.raises(AssertionError, match="disabled"):
        runtime.state(Counter)
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    assert runtime.state(Counter) is not counter


def test_what_is_watched_is_called_at_each_tick_until_then(part: Callable[[str], Any]) -> None:
    runtime = part("operators.runtime")
    counter = runtime.state(Counter)

    def count() -> None:
        counter.ticks += 1

    runtime.watch(count)
    runtime.tick()
    runtime.pump()
    assert counter.ticks == 2
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    runtime.tick()
    assert counter.ticks == 2


def test_what_raises_in_a_tick_stops_nothing_else(
    part: Callable[[str], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Blender ends a timer that raises, and no result would be imported any more."""
    runtime = part("operators.runtime")
    counter = runtime.state(Counter)

    def fail() -> None:
        if counter.ticks != 2:
            raise LookupError(counter.ticks)

    def count() -> None:
        counter.ticks += 1

    runtime.watch(fail)
    runtime.watch(count)
    for _ in range(4):
        assert runtime.tick() > 0
    assert counter.ticks == 4
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("LookupError")]
    assert told == ["LookupError: 0", "LookupError: 3"], "once each time that it begins"
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    bpy.ops.preferences.addon_enable(module=PACKAGE)


@pytest.mark.skipif(bpy.app.version < (5, 1, 0), reason="older ones always have a window in the context")
def test_the_status_bar_is_written_by_a_timer_that_has_no_window(part: Callable[[str], Any]) -> None:
    """As right after a script has loaded a file: Blender asks the context for the window to write in."""
    status_bar = part("operators.status_bar")
    with bpy.context.temp_override(window=None):
        status_bar.show_importing(0.5)
        assert part("operators.runtime").state(status_bar.StatusBar).text
        status_bar.show_importing(None)
    assert bpy.data.window_managers[0].windows


def test_a_running_bar_is_drawn_twice_a_second_and_nothing_else(
    part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime, snapshot, jobs = part("operators.runtime"), part("ui.snapshot"), part("jobs.job")
    now, drawn = [time.monotonic()], []
    clock = SimpleNamespace(monotonic=lambda: now[0], thread_time=time.thread_time)
    for module in (runtime, snapshot):
        monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(runtime, "redraw", lambda: drawn.append(now[0]))
    session = part("operators.job_session").session()

    def redraws(seconds: float) -> int:
        drawn.clear()
        for _ in range(int(seconds * 20)):
            now[0] += 0.05
            runtime.pump()
        return len(drawn)

    def show(state: str, **fields: Any) -> None:
        job = jobs.Job(jobs.Kind.IMAGE, {}, session.service, id="shown", state=jobs.State[state], **fields)
        session.jobs[job.id] = job
        session.version += 1

    redraws(1)
    assert redraws(10) == 0
    show("QUEUED")
    assert redraws(10) == 1
    show("RUNNING", submitted_at=1000.0)
    assert 10 <= redraws(10) <= 21
    show("DOWNLOADING")
    assert 10 <= redraws(10) <= 21
    show("READY")
    assert redraws(10) == 1

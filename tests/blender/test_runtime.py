# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the add-on keeps in memory is one object: made when it is enabled, dropped when it is disabled."""

from __future__ import annotations

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
    assert runtime.running() is None
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


@pytest.mark.skipif(bpy.app.version < (5, 1, 0), reason="older ones always have a window in the context")
def test_the_status_bar_is_written_by_a_timer_that_has_no_window(part: Callable[[str], Any]) -> None:
    """As right after a script has loaded a file: Blender asks the context for the window to write in."""
    status_bar = part("operators.status_bar")
    with bpy.context.temp_override(window=None, screen=None, area=None):
        status_bar.show_importing(0.5)
        assert part("operators.runtime").state(status_bar.StatusBar).text
        status_bar.show_importing(None)
    assert bpy.data.window_managers[0].windows

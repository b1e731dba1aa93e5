# SPDX-License-Identifier: GPL-3.0-or-later
"""When an import would disturb what the artist is at, and how long it waits for a better moment.

Its undo step would hold a half-done change of another operator that is under way. Blender does not tell one
that has the mouse to itself, like Move, from one that only looks on, for hours, like a display of pressed
keys. But one that was there already when the artist pressed our button has let that press through.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_SECONDS = 20.0  # then the result waits in the panel instead
RENDER = "RENDER_OT_render"  # goes on, when its render is over, until the artist next touches the mouse


class Deferral:
    """Begun when the artist asks for a result. clock: seconds that go on and on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._onlookers = _others()
        self._since: float | None = None

    def must_wait(self) -> bool:
        """Whether now is no good moment."""
        if bpy.app.is_job_running("RENDER"):
            return True
        if _others() <= self._onlookers:
            self._since = None
            return False
        if self._since is None:
            self._since = self._clock()
        return True

    def has_expired(self) -> bool:
        """Whether it has waited long enough for other operators. A render ends by itself."""
        return self._since is not None and self._clock() - self._since > LONGEST_SECONDS


def _others() -> set[str]:
    """The operators of others that are under way in any window."""
    names = set()
    for window in bpy.data.window_managers[0].windows:
        for operator in window.modal_operators:
            with suppress(ValueError, AttributeError):  # its class was unregistered a moment ago
                names.add(operator.bl_idname)
    return {name for name in names if name != RENDER and not name.startswith("ANTEKIRT_OT_")}

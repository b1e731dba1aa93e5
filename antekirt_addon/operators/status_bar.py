# SPDX-License-Identifier: GPL-3.0-or-later
"""What the status bar says: what is imported, the sum of what is under way, what has just become ready.

The artist may be anywhere in Blender, with the panel shut.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..jobs import remaining_time
from ..translations.duration import time_left
from . import runtime

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..jobs.job import Job

NOTICE_SECONDS = 10.0
IMPORTING = n_("Importing SVG: {share}. Esc stops it")  # nothing else takes so long
CUTTING = n_("Cutting out: {share}. Esc stops it")
EXPORTING = n_("Exporting SVG: {share}. Esc stops it")


class StatusBar:
    """The text that stands in the status bars of all windows.

    importing: how much of an import or export that is under way is done; None without one. told: of which.
    text: None while Blender itself may say what it has to say.
    """

    def __init__(self) -> None:
        self.importing: float | None = None
        self.told = IMPORTING
        self.text: str | None = None
        self._ready: set[str] = set()  # jobs of which the artist has been told
        self._told_at = -NOTICE_SECONDS

    def show(self, jobs: Iterable[Job], awaited: set[str]) -> None:
        """Say what there is to say now. awaited: jobs whose import will tell of their end itself."""
        jobs = list(jobs)
        ready = {job.id for job in jobs if job.waits_for_import} - awaited
        if ready - self._ready:
            self._told_at = time.monotonic()
        self._ready = ready
        under_way = [job for job in jobs if job.is_under_way and not job.elsewhere]
        is_news = time.monotonic() - self._told_at < NOTICE_SECONDS
        said = (
            _importing(self.importing, self.told),
            _under_way(under_way, time.time()),
            _waiting(len(ready)) if is_news else "",
        )
        self._set(" · ".join(filter(None, said)) or None)

    def close(self) -> None:
        """Leave the status bar to Blender."""
        self._set(None)

    def _set(self, text: str | None) -> None:
        if text != self.text:  # otherwise what stands there may be somebody else's
            self.text = text
            for window in bpy.data.window_managers[0].windows:
                with bpy.context.temp_override(window=window):  # it asks for that of the context
                    window.workspace.status_text_set(text)


def show() -> None:
    """Bring the status bar up to date."""
    session = runtime.running()
    jobs = session.jobs.values() if session else ()
    awaited = {result.job_id for result in runtime.current().awaited}
    runtime.state(StatusBar).show(jobs, awaited)


def show_importing(progress: float | None, told: str = IMPORTING) -> None:
    """Say how much of an import, or of an export, is done; None when it is over."""
    bar = runtime.state(StatusBar)
    bar.importing, bar.told = progress, told
    show()


def _importing(progress: float | None, told: str) -> str:
    return "" if progress is None else iface_(told).format(share=f"{progress:.0%}")


def _under_way(jobs: list[Job], now: float) -> str:
    """now: seconds since 1970."""
    if not jobs:
        return ""
    is_one = len(jobs) == 1
    told = iface_("Antekirt: 1 job under way") if is_one else iface_("Antekirt: {count} jobs under way")
    left = remaining_time.seconds_left_of_all(jobs, now)
    if any(remaining_time.is_late(job, now) for job in jobs):
        ending = iface_("longer than usual")
    else:
        ending = time_left(left) if left and left >= 1 else ""
    return " · ".join(filter(None, (told.format(count=len(jobs)), ending)))


def _waiting(count: int) -> str:
    if count == 1:
        return iface_("Antekirt: 1 result is ready")
    return iface_("Antekirt: {count} results are ready").format(count=count) if count else ""


CLASSES = ()


def register() -> None:
    runtime.watch(show)

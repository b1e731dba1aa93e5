# SPDX-License-Identifier: GPL-3.0-or-later
"""What the status bar says: what is imported, the sum of what is under way, what has just become ready.

The artist may be anywhere in Blender, with the panel shut.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..jobs.job import State

if TYPE_CHECKING:
    from ..jobs.session import Session

NOTICE_SECONDS = 10.0

importing = 0.0  # how much of a result that is being imported is built; 0 for none

_shown: str | None = None  # None: what Blender itself has to say
_ready: set[str] = set()  # jobs of which the artist has been told
_told_at = -NOTICE_SECONDS


def show(session: Session, awaited: set[str]) -> None:
    """Say what there is to say now. awaited: jobs whose operator will tell of their end itself."""
    global _shown, _told_at  # noqa: PLW0603 - one status bar for each process
    jobs = session.jobs.values()
    ready = {job.id for job in jobs if job.state is State.READY and not job.dismissed} - awaited
    if ready - _ready:
        _told_at = time.monotonic()
    _ready.clear()
    _ready.update(ready)
    under_way = sum(job.unfinished and job.state is not State.HELD for job in jobs)
    is_news = time.monotonic() - _told_at < NOTICE_SECONDS
    said = (_importing(), _under_way(under_way), _waiting(len(ready)) if is_news else "")
    text = " · ".join(filter(None, said)) or None
    if text != _shown:  # otherwise the text may be somebody else's
        _shown = text
        for window in bpy.data.window_managers[0].windows:
            window.workspace.status_text_set(text)


def take_back() -> None:
    """Take away what stands there, be it an operator's; what there is to say comes at the next look."""
    global _shown  # noqa: PLW0603 - one for each process
    for window in bpy.data.window_managers[0].windows:
        window.workspace.status_text_set(None)
    _shown = None


def clear() -> None:
    """Leave the status bar to Blender."""
    if _shown:
        take_back()
    _ready.clear()


def _importing() -> str:
    told = iface_("Importing SVG: {share}. Esc stops it")  # nothing else takes so long
    return told.format(share=f"{importing:.0%}") if importing else ""


def _under_way(count: int) -> str:
    if count == 1:
        return iface_("Antekirt: 1 job under way")
    return iface_("Antekirt: {count} jobs under way").format(count=count) if count else ""


def _waiting(count: int) -> str:
    if count == 1:
        return iface_("Antekirt: 1 result is ready")
    return iface_("Antekirt: {count} results are ready").format(count=count) if count else ""

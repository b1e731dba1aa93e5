# SPDX-License-Identifier: GPL-3.0-or-later
"""What the status bar says of jobs: the sum of what is under way, what has just become ready."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..jobs import remaining_time
from ..translations.duration import time_left
from . import awaited_result, job_session, runtime
from .status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..jobs.job import Job

NOTICE_SECONDS = 10.0


class JobStatus:
    """Of which results the artist has been told, and since when."""

    def __init__(self) -> None:
        self._ready: set[str] = set()
        self._told_at = -NOTICE_SECONDS

    def told(self, jobs: Iterable[Job], awaited: set[str]) -> str:
        """What there is to say now. awaited: jobs whose import will tell of their end itself."""
        jobs = list(jobs)
        ready = {job.id for job in jobs if job.waits_for_import} - awaited
        if ready - self._ready:
            self._told_at = time.monotonic()
        self._ready = ready
        under_way = [job for job in jobs if job.is_under_way and not job.elsewhere]
        is_news = time.monotonic() - self._told_at < NOTICE_SECONDS
        said = (_under_way(under_way, time.time()), _waiting(len(ready)) if is_news else "")
        return " · ".join(filter(None, said))


def told() -> str:
    session = job_session.running()
    jobs = session.jobs.values() if session else ()
    awaited = {result.job_id for result in awaited_result.waiting()}
    return runtime.state(JobStatus).told(jobs, awaited)


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
    runtime.state(StatusBar).others.append(told)

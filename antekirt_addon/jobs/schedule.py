# SPDX-License-Identifier: GPL-3.0-or-later
"""When each job is to be moved on, and how long bad news about it has been heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .poll_policy import Schedule


class Timetable:
    """Belongs to the engine's thread. clock gives seconds that only ever grow."""

    def __init__(self, schedule: Schedule, clock: Callable[[], float]) -> None:
        self.schedule = schedule
        self.clock = clock
        self._due: dict[str, float] = {}
        self._errors: dict[str, int] = {}  # failed attempts in a row
        self._doubt_since: dict[str, float] = {}

    def rest(self, longest: float) -> float:
        """Seconds until something is due, at most `longest`."""
        now = self.clock()
        return min(max(min(self._due.values(), default=now + longest) - now, 0.0), longest)

    def take_due(self) -> list[str]:
        """The ids of the jobs that are due; they are off the timetable then."""
        now = self.clock()
        due = [job_id for job_id, when in self._due.items() if when <= now]
        for job_id in due:
            del self._due[job_id]
        return due

    def take_early(self, job_id: str) -> bool:
        """Take a job off the timetable before it is due, unless it waits because of an error."""
        return not self.errors(job_id) and self._due.pop(job_id, None) is not None

    def wait(self, job_id: str, seconds: float) -> None:
        self._due[job_id] = self.clock() + seconds

    def wait_after_error(self, job_id: str, retry_after: float | None) -> None:
        """Put a failed attempt off: longer with each one in a row, and as long as the service asked for."""
        self._errors[job_id] = self.errors(job_id) + 1
        self.wait(job_id, self.schedule.after_error(self._errors[job_id], retry_after))

    def errors(self, job_id: str) -> int:
        """Failed attempts in a row."""
        return self._errors.get(job_id, 0)

    def went_well(self, job_id: str) -> None:
        self._errors.pop(job_id, None)

    def believed(self, job_id: str) -> bool:
        """Whether "not there", "nothing new" or "not for you" has been said for long enough to be true."""
        since = self._doubt_since.setdefault(job_id, self.clock())
        return self.clock() - since >= self.schedule.patience

    def no_doubt(self, job_id: str) -> None:
        """There was better news."""
        self._doubt_since.pop(job_id, None)

    def forget(self, job_id: str) -> None:
        """A job has ended, or begins anew."""
        for table in (self._due, self._errors, self._doubt_since):
            table.pop(job_id, None)

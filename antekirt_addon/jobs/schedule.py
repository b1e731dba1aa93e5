# SPDX-License-Identifier: GPL-3.0-or-later
"""When the next step of each job is due, and the grace period of those of which there is bad news."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .poll_policy import PollPolicy


class Schedule:
    """Belongs to the engine's thread. clock gives seconds that only ever grow."""

    def __init__(self, policy: PollPolicy, clock: Callable[[], float]) -> None:
        self.policy = policy
        self.clock = clock
        self._due: dict[str, float] = {}
        self._errors: dict[str, int] = {}  # failed attempts in a row
        self._grace: dict[str, tuple[str, float]] = {}  # which news, and since when

    def seconds_until_due(self, longest: float) -> float:
        """Seconds until something is due, at most `longest`."""
        now = self.clock()
        return min(max(min(self._due.values(), default=now + longest) - now, 0.0), longest)

    def take_due(self) -> list[str]:
        """The ids of the jobs that are due; they are off the schedule then."""
        now = self.clock()
        due = [job_id for job_id, when in self._due.items() if when <= now]
        for job_id in due:
            del self._due[job_id]
        return due

    def take_early(self, job_id: str) -> bool:
        """Take a job off the schedule before it is due, unless it waits because of an error."""
        return not self.errors(job_id) and self._due.pop(job_id, None) is not None

    def wait(self, job_id: str, seconds: float) -> None:
        self._due[job_id] = self.clock() + seconds

    def wait_after_error(self, job_id: str, retry_after: float | None) -> None:
        """Put a failed attempt off: longer with each one in a row, and as long as the service asked for."""
        self._errors[job_id] = self.errors(job_id) + 1
        self.wait(job_id, self.policy.after_error(self._errors[job_id], retry_after))

    def errors(self, job_id: str) -> int:
        """Failed attempts in a row."""
        return self._errors.get(job_id, 0)

    def succeeded(self, job_id: str) -> None:
        self._errors.pop(job_id, None)

    def grace_is_over(self, job_id: str, news: str = "bad", times: int = 1) -> bool:
        """Whether "not there", "nothing new" or "not for you" has lasted long enough to be true.

        The first such news begins the grace period, and so does news of another sort. times: so many such
        periods.
        """
        before, since = self._grace.get(job_id, ("", 0.0))
        if before != news:
            since = self.clock()
            self._grace[job_id] = (news, since)
        return self.clock() - since >= times * self.policy.grace_seconds

    def end_grace(self, job_id: str) -> None:
        """Bad news has been heard before: the next is believed."""
        self._grace[job_id] = ("bad", -self.policy.grace_seconds)

    def reset_grace(self, job_id: str) -> None:
        """There was better news: the next bad one begins a new grace period."""
        self._grace.pop(job_id, None)

    def forget(self, job_id: str) -> None:
        """A job has ended, or begins anew."""
        self._due.pop(job_id, None)
        self._errors.pop(job_id, None)
        self._grace.pop(job_id, None)

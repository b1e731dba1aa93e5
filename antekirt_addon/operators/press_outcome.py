# SPDX-License-Identifier: GPL-3.0-or-later
"""What has come of several pictures that one press asked for, in one sentence for a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from ..jobs.job import Job, State
from ..message import Message, listed

if TYPE_CHECKING:
    from collections.abc import Iterable


def is_several(jobs: list[Job]) -> bool:
    """Whether they are more than one request with what is chained to it: then one refused stops no other."""
    return sum(not job.parent_id for job in jobs) > 1


def reason_of(job: Job) -> str:
    """Why there is nothing to import of a job."""
    return job.problem.sentence() if job.problem else Message("The job was {state}", state=job.state)


def _name_of(job: Job) -> str:
    """What tells it from the others of its press."""
    if (row := job.purpose.get("row")) and job.batch:
        return Message("Row {number}", number=row["number"])
    return job.artist_name or job.artist_id


class PressOutcome:
    """Gathers how each job has ended, the chained ones after those that they wait for."""

    def __init__(self) -> None:
        self.came = 0
        self._credits = 0
        self._failed: dict[str, Job] = {}
        self._reasons: dict[str, list[str]] = {}  # what is told once, and the artists whom it concerns

    @classmethod
    def of(cls, jobs: Iterable[Job]) -> Self:
        """How these have ended, whatever has become of those that are ready."""
        outcome = cls()
        for job in jobs:
            outcome.note(job, "" if job.state is State.READY else reason_of(job))
        return outcome

    def note(self, job: Job, failure: str = "") -> None:
        """A job is at its end. failure: why there is nothing of it; "" when there is."""
        self._credits += job.credits_used or 0
        if not failure:
            self.came += 1
            return
        if job.parent_id not in self._failed:  # otherwise it is told with that one
            names = self._reasons.setdefault(failure, [])
            if (name := _name_of(job)) not in names:
                names.append(name)
        self._failed[job.id] = job

    @property
    def has_failures(self) -> bool:
        return bool(self._failed)

    def sentence(self) -> str:
        count = self.came + len(self._failed)
        if not self._failed:
            return Message(
                "{count} results have come, for {credits} credits", count=count, credits=self._credits
            )
        told = Message(
            "{came} of {count} results have come, for {credits} credits.",
            came=self.came,
            count=count,
            credits=self._credits,
        )
        for reason, names in self._reasons.items():
            told = Message("{told} {names}: {reason}", told=told, names=listed(names), reason=reason)
        return told

# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session has spent and promised, so that its limit holds. docs/reliability.md has the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .job import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .job import Job

MOST_TIMES = 10  # the price; whatever names more is a mistake and not a charge

NOT_SENT = {State.WAITING, State.QUEUED}
NOT_ANSWERED = {State.SUBMITTING, State.UNCONFIRMED, State.HELD}


def cost(named: int | None, price: int) -> int:
    """What a request took: what the service named, or its price where that is nothing to go by."""
    return named if named is not None and 0 <= named <= MOST_TIMES * price else price


class Purse:
    """Credits, all of them. A request counts in the session whose artist had it sent, and once.

    One job may send several: they are told apart by their time.
    """

    def __init__(self) -> None:
        self._spent: dict[str, int] = {}  # by account
        self._begun: set[str] = set()  # jobs that the artist wants sent
        self._open: set[tuple[str, float]] = set()  # requests of which it is not known what they took

    def begin(self, job_ids: Iterable[str]) -> None:
        """The artist has jobs sent, for the first time or again."""
        self._begun.update(job_ids)

    @property
    def spent(self) -> int:
        """By all accounts."""
        return sum(self._spent.values())

    def spent_by(self, account: str) -> int:
        """By one account; by all as long as it is not known ("") whose the key is."""
        return self._spent.get(account, 0) if account else self.spent

    def note(self, job: Job) -> bool:
        """Take in how a job stands now. True when it has just become known what its request took."""
        request = (job.id, job.submitted_at)
        if job.state is State.SUBMITTING and job.id in self._begun and not job.elsewhere:
            self._open.add(request)
        if request not in self._open:
            return False
        if job.credits_used is not None:
            self._spent[job.account] = self._spent.get(job.account, 0) + job.credits_used
            self._open.remove(request)
            return True
        if job.state is State.QUEUED or _has_cost_nothing(job):
            self._open.remove(request)
        return False

    def promised(self, jobs: Iterable[Job]) -> int:
        """What these jobs will take, or may have taken already: until that is known it is their price."""
        return sum(job.price for job in jobs if not job.free and self._may_take(job))

    def to_be_sent(self, jobs: Iterable[Job]) -> int:
        """What of that no request has left for yet, so that it is not counted among all seats."""
        return self.promised(job for job in jobs if job.state in NOT_SENT)

    def _may_take(self, job: Job) -> bool:
        is_open = (job.id, job.submitted_at) in self._open
        return (is_open and job.state in NOT_ANSWERED) or (
            job.id in self._begun and job.state in NOT_SENT and not job.elsewhere
        )


def _has_cost_nothing(job: Job) -> bool:
    is_over = job.state in {State.FAILED, State.CANCELLED}
    return is_over and job.problem is not None and job.problem.charged is False

# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose account it is and what it has, as far as the service has told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..api.error import Aborted, AnswerLost, ServerFault, TooManyRequests, Unreachable
from .problem import Problem, Remedy, describe

if TYPE_CHECKING:
    from ..api.resource import Account
    from .job import Job

PASSING = (Unreachable, AnswerLost, Aborted, ServerFault, TooManyRequests)  # which say nothing of the key


class Balance:
    """account: None while it is not known; problem: why it is not."""

    def __init__(self) -> None:
        self.account: Account | None = None
        self.problem: Problem | None = None

    @property
    def credits(self) -> int | None:
        return self.account.credits if self.account else None

    def keep(self, outcome: Account | Exception, *, quietly: bool = False) -> bool:
        """Take in what was answered. True when something is different.

        quietly: nobody has asked, so that a service that cannot be reached just now is no news.
        """
        before = self.account, self.problem
        if isinstance(outcome, Exception):
            if not (quietly and self.account and isinstance(outcome, PASSING)):
                self.account, self.problem = None, describe(outcome)
        else:
            self.account, self.problem = outcome, None
        return (self.account, self.problem) != before

    def pay(self, job: Job) -> bool:
        """Take off what a job has just cost. True when the service is to be asked what is left."""
        account, left = self.account, job.credits_remaining
        if account is None or job.account not in {"", account.id}:
            return False
        before = account.credits
        if left is not None and (before is None or left <= before):
            self.account = replace(account, credits=left)
            return False
        if before is not None and job.credits_used is not None:
            self.account = replace(account, credits=max(0, before - job.credits_used))
        return True

    def is_doubted_by(self, before: Job, job: Job) -> bool:
        """Whether a job's step tells that somebody else has paid from the account."""
        another_has_paid = before.credits_used is None and job.credits_used is not None
        refused = job.problem is not None and job.problem.remedy is Remedy.GET_CREDITS
        return self.account is not None and (another_has_paid or (refused and job != before))

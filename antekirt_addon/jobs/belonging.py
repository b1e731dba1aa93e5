# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose a job is: its address and its account, held against those in use. What is another's is only shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .problem import ACCOUNT_UNKNOWN, NOBODYS, OTHER_ACCOUNT, OTHER_SERVICE, Problem

if TYPE_CHECKING:
    from ..api.client import Client
    from .job import Job


class Belonging:
    """client: whom to ask; another one when the artist changes the key or the address.

    left: ids of jobs of an ended Blender that wait until the account is known. nobodys: ids of those whose
    account nobody knows, and which this account does not have.
    """

    def __init__(self) -> None:
        self.client: Client | None = None
        self.left: set[str] = set()
        self.nobodys: set[str] = set()

    @property
    def service(self) -> str:
        return self.client.transport.base_url if self.client else ""

    @property
    def account(self) -> str:
        """Id of the account in use; "" while the service has not said it."""
        return self.client.known_account if self.client else ""

    def account_for(self, job: Job) -> str:
        """The account of a job; one that has none yet belongs to the one in use."""
        return job.account or (self.account if job.service == self.service else "")

    def hindrance(self, job: Job) -> Problem | None:
        """What keeps a job from being moved on under the key and the address in use; None if nothing does."""
        if self.client is None:
            return None
        if job.service != self.service:
            return OTHER_SERVICE
        if job.id in self.nobodys:
            return NOBODYS
        if job.account in {"", self.account}:
            return None
        return OTHER_ACCOUNT if self.account else ACCOUNT_UNKNOWN

    def shown(self, job: Job, *, mine: bool) -> Job:
        """The job as it is shown. mine: whether this Blender looks after it."""
        elsewhere = job.unfinished and not mine and job.id not in self.left
        told = self.hindrance(job) if job.unfinished or job.can_be_sent else None
        if told is None:
            return replace(job, elsewhere=elsewhere)
        if told is ACCOUNT_UNKNOWN and job.unfinished:
            return replace(job, elsewhere=elsewhere, problem=job.problem or told)
        charged = job.problem.charged if job.problem else told.charged
        return replace(job, elsewhere=True, problem=replace(told, charged=charged))

    def is_undecided(self, job: Job) -> bool:
        """Whether it cannot be told before the account is known what is to become of a job."""
        is_open = job.unfinished or job.can_be_sent
        return job.id in self.left or (is_open and self.hindrance(job) is ACCOUNT_UNKNOWN)

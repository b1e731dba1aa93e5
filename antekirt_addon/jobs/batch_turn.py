# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose turn it is of a batch, of which only so many jobs are under way at once.

A job that has no turn stays as it was written, never sent: a Blender that ends leaves it to the artist.
Runs on the engine's thread.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .job import AT_THE_SERVICE, Job, State

if TYPE_CHECKING:
    from .job_store import JobStore
    from .schedule import Schedule


class BatchTurns:
    def __init__(self, store: JobStore, schedule: Schedule) -> None:
        self._store = store
        self._schedule = schedule
        self._taken: set[str] = set()  # ids of jobs that have their turn
        self._waiting: defaultdict[str, dict[str, None]] = defaultdict(dict)  # of others by batch, in turn

    def take(self, job: Job) -> bool:
        """Whether a queued job may go on now. If not, it is scheduled when its turn comes."""
        if not job.batch or job.id in self._taken:
            return True
        self._waiting[job.batch][job.id] = None
        return False

    def go_on(self) -> None:
        """Called after each step: the next of each batch take the turns that have become free."""
        known = self._store.jobs
        self._taken = {job_id for job_id in self._taken if job_id in known and self._is_under_way(job_id)}
        for batch in list(self._waiting):
            waiting = [job for job in self.waiting(batch) if job.state is State.QUEUED]
            free = waiting[0].at_once - self._under_way(batch) if waiting else 0
            for job in waiting[: max(free, 0)]:
                self._taken.add(job.id)
                self._schedule.wait(job.id, 0)
            self._waiting[batch] = dict.fromkeys(job.id for job in waiting[max(free, 0) :])
            if not self._waiting[batch]:
                del self._waiting[batch]

    def waiting(self, batch: str) -> list[Job]:
        """The jobs of a batch that have no turn yet."""
        known = self._store.jobs
        return [known[job_id] for job_id in self._waiting.get(batch, ()) if job_id in known]

    def _under_way(self, batch: str) -> int:
        """Also those that an earlier Blender has sent."""
        of_batch = (job.id for job in self._store.jobs.values() if job.batch == batch)
        return sum(map(self._is_under_way, of_batch))

    def _is_under_way(self, job_id: str) -> bool:
        state = self._store.jobs[job_id].state
        return state in AT_THE_SERVICE or (state is State.QUEUED and job_id in self._taken)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The search for a paid request whose answer never came, until it is found or clearly not there.

How it is recognized stands in matching.py. Nothing here submits anything.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import matching, problem
from .job import Job, Kind, State, free_job

if TYPE_CHECKING:
    from ..api.resource import Generation
    from .lifecycle import Course

UNDECIDED_SECONDS = 1.0  # while an equal request is still on the wire


class Search:
    def __init__(self, course: Course) -> None:
        self._course = course

    def search(self, job: Job) -> None:
        client = self._course.client
        if job.kind is Kind.IMAGE:
            self._course.ask(job, partial(matching.candidates, client, job), self._found)
        else:
            self._course.ask(job, partial(matching.look_again, client, job), self._seen_again)

    def _found(self, job: Job, outcome: list[Generation] | Exception) -> None:
        roster = self._course.roster
        if isinstance(outcome, Exception):
            self._course.put_off(job, outcome)
            return
        mine = matching.assign(job, roster.unheard(job.service), outcome, roster.known_generations())
        if mine:
            self._go_on(job.to(State.RUNNING, generation_id=mine[0].id))
            for generation in mine[1:]:
                self._keep_for_the_artist(job, generation)
        elif mine is None:
            self._course.wait(job, UNDECIDED_SECONDS)
        else:
            self._not_there(job)

    def _seen_again(self, job: Job, outcome: Generation | Exception) -> None:
        if isinstance(outcome, Exception):
            self._course.put_off(job, outcome)
        elif matching.was_taken(job, outcome):
            self._go_on(job)
        else:
            self._not_there(job)

    def _go_on(self, job: Job) -> None:
        """It was taken, for its price: the answer that would have named it was lost."""
        self._course.forget(job.id)
        self._course.roster.keep(job.to(State.RUNNING, problem=None, credits_used=job.price))
        self._course.wait(job, 0)

    def _not_there(self, job: Job) -> None:
        schedule = self._course.schedule
        schedule.went_well(job.id)
        if schedule.grace_is_over(job.id):
            self._course.end(job.to(State.ABSENT, problem=problem.ABSENT))
        else:
            self._course.wait(job, schedule.policy.longest)

    def _keep_for_the_artist(self, job: Job, generation: Generation) -> None:
        """An equal request of another program: shown beside the job, and never sent again by us."""
        extra = free_job(generation, Kind.IMAGE, 0, job.service)
        self._course.roster.keep(extra)
        self._course.wait(extra, 0)

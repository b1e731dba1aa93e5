# SPDX-License-Identifier: GPL-3.0-or-later
"""The search for a paid request whose answer never came, until it is found or clearly not there.

How it is recognized stands in generation_matching.py. Nothing here submits anything.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import generation_matching, problem
from .job import Job, Kind, State, free_job

if TYPE_CHECKING:
    from ..api.resource import Generation
    from .job_completion import Completion
    from .step_dispatcher import Dispatcher

UNDECIDED_SECONDS = 1.0  # while an equal request is still on the wire


class Reconciliation:
    def __init__(self, dispatcher: Dispatcher, completion: Completion) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._completion = completion

    def start(self, job: Job) -> None:
        """Ask the service whether it has the request of an unconfirmed job."""
        client = self._dispatcher.client
        if job.kind is Kind.IMAGE:
            self._dispatcher.ask(job, partial(generation_matching.candidates, client, job), self._listed)
        else:
            self._dispatcher.ask(
                job, partial(generation_matching.current_generation, client, job), self._shown
            )

    def _listed(self, job: Job, outcome: list[Generation] | Exception) -> None:
        """For an image: the generations that may be the one."""
        if isinstance(outcome, Exception):
            self._completion.lookup_failed(job, outcome)
            return
        unconfirmed = self._store.unconfirmed_images(job.service)
        mine = generation_matching.assign(job, unconfirmed, outcome, self._store.known_generations())
        if mine:
            self._found(job.to(State.RUNNING, generation_id=mine[0].id))
            for generation in mine[1:]:
                self._keep_for_the_artist(job, generation)
        elif mine is None:
            self._schedule.wait(job.id, UNDECIDED_SECONDS)
        else:
            self._not_found(job)

    def _shown(self, job: Job, outcome: Generation | Exception) -> None:
        """For an SVG or a video: the generation that it was asked for."""
        if isinstance(outcome, Exception):
            self._completion.lookup_failed(job, outcome)
        elif generation_matching.was_taken(job, outcome):
            self._found(job)
        else:
            self._not_found(job)

    def _found(self, job: Job) -> None:
        """It was taken, for its price: the answer that would have named it was lost."""
        self._completion.forget_errors(job.id)
        self._store.save(job.to(State.RUNNING, problem=None, credits_used=job.price))
        self._schedule.wait(job.id, 0)

    def _not_found(self, job: Job) -> None:
        self._schedule.succeeded(job.id)
        if self._schedule.grace_is_over(job.id):
            self._completion.end(job.to(State.ABSENT, problem=problem.ABSENT))
        else:
            self._schedule.wait(job.id, self._schedule.policy.longest)

    def _keep_for_the_artist(self, job: Job, generation: Generation) -> None:
        """An equal request of another program: shown beside the job, and never sent again by us."""
        extra = free_job(generation, Kind.IMAGE, 0, job.service)
        self._store.save(extra)
        self._schedule.wait(extra.id, 0)

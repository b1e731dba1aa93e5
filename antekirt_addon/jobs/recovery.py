# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs that are not from this start: left by an ended Blender, or forgotten with a lost journal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..api.error import Aborted
from ..message import Message
from . import pipeline
from .job import State, free_job
from .job_store import ToldRecent
from .problem import describe

if TYPE_CHECKING:
    from ..api.client import Client
    from ..api.resource import Generation, Page
    from .command import Wishes
    from .lifecycle import Course

SECONDS = 30.0  # between two looks for jobs whose Blender is gone


class Takeover:
    def __init__(self, course: Course, wishes: Wishes) -> None:
        self._course = course
        self._roster = course.roster
        self._wishes = wishes
        self._next_look: float | None = None  # None: this engine has not been asked to go on with anything
        self._recovering = False
        self._told = False

    def resume(self) -> None:
        """See Engine.resume. Whoever waits for the recent past is answered, also when it cannot be read."""
        self._told = False
        try:
            self._look()
            self._retry_held()
        finally:
            self._roster.events.put(ToldRecent())

    def look_around(self) -> None:
        """From time to time: take over what is left, and see how the jobs of other Blenders stand."""
        if self._next_look is not None and self._course.schedule.clock() >= self._next_look:
            self._look()

    def use(self, client: Client) -> None:
        """See Engine.use: another key or address. What it may put right is tried at once."""
        self._course.client = client
        for job in list(self._roster.jobs.values()):
            if job.unfinished and self._course.is_here(job) and not self._course.is_at_work(job.id):
                self._roster.tell_of(job)
                self._course.wait(job, 0)
        self._retry_held()
        self._take_over()

    def _look(self) -> None:
        self._next_look = self._course.schedule.clock() + SECONDS
        self._take_over()
        if self._told:
            self._roster.tell_others()
        else:
            self._roster.tell_recent(self._course.client.transport.base_url)
            self._told = True
        if self._roster.is_forgetful and not self._recovering:
            self._recovering = True
            self._course.hands.request(partial(self._course.client.generations, limit=100), self._recovered)

    def _retry_held(self) -> None:
        for job in list(self._roster.jobs.values()):
            if job.state is State.HELD and self._course.is_here(job):
                self._wishes.retry(job.id)

    def _take_over(self) -> None:
        for job in self._roster.claim(self._course.client.transport.base_url):
            self._course.wait(job, 0)

    def _recovered(self, outcome: Page[Generation] | Exception) -> None:
        """After the loss of the journal: what the service still has is fetched again."""
        self._recovering = False
        if isinstance(outcome, Aborted):
            return
        if isinstance(outcome, Exception):
            self._roster.tell(
                Message("Your generations could not be listed. {reason}", reason=describe(outcome).sentence())
            )
            return
        for generation in outcome.items:
            for kind in pipeline.kinds(generation):
                job = free_job(generation, kind, 0, self._course.client.transport.base_url)
                self._roster.keep(job)
                self._course.wait(job, 0)
        self._roster.is_forgetful = False

# SPDX-License-Identifier: GPL-3.0-or-later
"""The course of jobs: which step comes when, and what follows from how it ended.

Runs on the engine's thread. The steps themselves stand in pipeline.py; what follows a step stands below
it, in the order in which a job meets them: look, submit, (reconciliation.py,) watch, (fetching.py,) the
end. What the artist asks for stands in command.py, what earlier Blenders left in recovery.py.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..api.error import Aborted, ApiError, Forbidden, InvalidRequest, NotFound, TooManyRequests, Unauthorized
from ..api.resource import Generation, Page, Submission
from . import pipeline, problem
from .fetching import Fetching
from .job import Job, State
from .problem import FileProblem, Problem, Remedy, describe
from .reconciliation import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.client import Client
    from .job_store import Roster
    from .results_folder import ResultsFolder
    from .schedule import Schedule

T = TypeVar("T")

LONGEST_REST = 5.0  # seconds; also how soon a step that could not be written is tried again
BUSY_SECONDS = 1.0  # between two looks whether a generation is free
# What the service refuses to this key or address, however often it is asked.
REFUSALS = (NotFound, Unauthorized, Forbidden, InvalidRequest)


class Hands(Protocol):
    """Who carries out blocking calls, elsewhere; `then` gets the outcome on the engine's thread."""

    def request(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> None: ...
    def download(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> None: ...


class Course:
    def __init__(
        self,
        roster: Roster,
        results_folder: ResultsFolder,
        client: Client,
        schedule: Schedule,
        hands: Hands,
    ) -> None:
        self.cancelled: set[str] = set()  # the artist's word, also for workers
        self.roster = roster
        self.results_folder = results_folder
        self.client = client
        self.schedule = schedule
        self.hands = hands
        self._search = Search(self)
        self._fetching = Fetching(self)
        self._at_work: set[str] = set()  # jobs with a step in a worker

    # Timing

    def move_on(self) -> None:
        """Give out the steps that are due. Jobs that only wait for the service share one request."""
        self.roster.save_rest()
        due = [self.roster.jobs[job_id] for job_id in self.schedule.take_due()]
        watched = self._watched_with(due)
        together = {job.id for job in watched} if len(watched) > 1 else set()
        if together:
            self._watch_together(watched)
        for job in due:
            if job.id not in together:
                self._guard(job.id, partial(self._step, job))

    def rest(self) -> float:
        """Seconds until something is due."""
        return self.schedule.rest(LONGEST_REST)

    def _watched_with(self, due: list[Job]) -> list[Job]:
        """The running jobs among those due, and, since one list tells of all, the others not due yet."""
        watched = [job for job in due if self._is_watched(job)]
        if watched:
            others = [job for job in self.roster.jobs.values() if self._is_watched(job)]
            watched += [job for job in others if self.schedule.take_early(job.id)]
        return watched

    def _is_watched(self, job: Job) -> bool:
        return job.state is State.RUNNING and self.is_here(job)

    def _step(self, job: Job) -> None:
        """The step that a job's state calls for."""
        if not self.is_here(job):
            self.roster.tell_of(replace(job, elsewhere=True, problem=problem.OTHER_SERVICE))
            return  # until `Takeover.use` brings a client for its address
        match job.state:
            case State.WAITING:
                self.follow(job, self.roster.find(job.parent_id))
            case State.QUEUED if self.roster.is_busy(job):
                self.wait(job, BUSY_SECONDS)
            case State.QUEUED:
                self.ask(job, partial(pipeline.look, self.client, job), self._looked)
            case State.UNCONFIRMED:
                self._search.search(job)
            case State.RUNNING:
                self.ask(job, partial(self.client.generation, job.generation_id), self._watched)

    def is_here(self, job: Job) -> bool:
        """Whether the service that has the job is the one that is asked at present."""
        return job.service == self.client.transport.base_url

    def is_at_work(self, job_id: str) -> bool:
        return job_id in self._at_work

    def wait(self, job: Job, seconds: float) -> None:
        self.schedule.wait(job.id, seconds)

    def wait_after_error(self, job: Job, error: Exception) -> None:
        self.schedule.wait_after_error(job.id, getattr(error, "retry_after", None))

    def ask(self, job: Job, call: Callable[[], T], then: Callable[[Job, T | Exception], None]) -> None:
        """Carry out a request for a job in a worker."""
        self._at_work.add(job.id)
        self.hands.request(call, partial(self._returned, job.id, then))

    def download(self, job: Job, call: Callable[[], T], then: Callable[[Job, T | Exception], None]) -> None:
        """Carry out a download for a job in a worker."""
        self._at_work.add(job.id)
        self.hands.download(call, partial(self._returned, job.id, then))

    def _returned(
        self, job_id: str, then: Callable[[Job, T | Exception], None], outcome: T | Exception
    ) -> None:
        self._at_work.discard(job_id)
        if not isinstance(
            outcome, Aborted
        ):  # then we are stopping: the next start goes on from what is written
            self._guard(job_id, partial(then, self.roster.jobs[job_id], outcome))
        if job_id in self.cancelled and job_id not in self._at_work:
            self.give_up(self.roster.jobs[job_id])

    def _guard(self, job_id: str, step: Callable[[], None]) -> None:
        """A step that cannot be taken now, say because the journal is locked, is taken later."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 - not even a mistake of ours may lose a job
            self.roster.tell(describe(error).text)
            self.schedule.wait_after_error(job_id, None)

    # look

    def _looked(self, job: Job, outcome: dict[str, Any] | Exception) -> None:
        if job.id in self.cancelled:
            return
        if isinstance(outcome, pipeline.Busy) and (job.parent_id or self.roster.is_busy(job)):
            self.wait(job, BUSY_SECONDS)  # for another job of ours
            return
        if isinstance(outcome, Exception):
            self._refused(job, outcome)
            return
        submitting = job.to(
            State.SUBMITTING,
            before=outcome,
            submitted_at=time.time(),
            prompt=outcome.get("prompt") or job.prompt,
            artist_id=outcome.get("artist_id") or job.artist_id,
            artist_name=outcome.get("artist_name") or job.artist_name,
            generation_created_at=outcome.get("created_at", ""),
            problem=None,
        )
        try:
            is_free = self.roster.commit(submitting)
        except FileProblem as error:
            self.end(job.to(State.FAILED, problem=describe(error, price=job.price)))
            return
        if is_free:
            self.ask(submitting, partial(pipeline.submit, self.client, submitting), self._submitted)
        else:
            self.wait(job, BUSY_SECONDS)

    def _refused(self, job: Job, error: Exception) -> None:
        """Nothing was taken. Who asks too often is told to wait; all else ends the job."""
        if isinstance(error, TooManyRequests):
            self.roster.keep(job.to(State.QUEUED, problem=describe(error)))
            self.wait_after_error(job, error)
        else:
            self.end(job.to(State.FAILED, problem=replace(describe(error, price=job.price), charged=False)))

    # submit

    def _submitted(self, job: Job, outcome: Submission | Exception) -> None:
        match outcome:
            case Submission():
                self.roster.keep(
                    job.to(
                        State.RUNNING,
                        generation_id=outcome.generation_id,
                        credits_used=outcome.credits_used,
                        credits_remaining=outcome.credits_remaining,
                        service_word=outcome.status,
                    )
                )
                self.schedule.went_well(job.id)
                self.wait(job, self.schedule.policy.shortest)
            case ApiError(charged=False):
                self._refused(job, outcome)
            case _:
                self.roster.keep(job.to(State.UNCONFIRMED, problem=problem.UNCONFIRMED))
                self.wait(job, self.schedule.policy.shortest / 2)

    # watch

    def _watch_together(self, jobs: list[Job]) -> None:
        """One list for all; a generation that is too old for its first page is asked for by itself."""
        for job in jobs:
            self._at_work.add(job.id)
        self.hands.request(partial(self.client.generations, limit=100), partial(self._listed, jobs))

    def _listed(self, jobs: list[Job], outcome: Page[Generation] | Exception) -> None:
        if isinstance(outcome, Exception):
            for job in jobs:
                self._returned(job.id, self._watched, outcome)
            return
        found = {generation.id: generation for generation in outcome.items}
        for job in jobs:
            if generation := found.get(job.generation_id):
                self._returned(job.id, self._watched, generation)
            else:
                self._returned(job.id, self._not_listed, None)

    def _not_listed(self, job: Job, _nothing: Exception | None) -> None:
        if job.id not in self.cancelled:
            self._step(job)

    def _watched(self, job: Job, outcome: Generation | Exception) -> None:
        if job.id in self.cancelled:
            return
        if isinstance(outcome, Exception):
            self.put_off(job, outcome)
            return
        self.schedule.went_well(job.id)
        job = job.to(
            State.RUNNING,
            problem=None,
            service_word=outcome.raw_status,
            seen_processing=job.seen_processing or pipeline.is_processing(job, outcome),
            prompt=outcome.prompt or job.prompt,
            artist_id=outcome.artist_id or job.artist_id,
            artist_name=outcome.artist_name or job.artist_name,
            generation_created_at=outcome.created_at or job.generation_created_at,
        )
        verdict = pipeline.judge(job, outcome)
        if not verdict.stale:
            self.schedule.reset_grace(job.id)
        elif self.schedule.grace_is_over(job.id):
            verdict = pipeline.Verdict(verdict.leftover, failed=not verdict.leftover)
            if verdict.failed:
                self.end(job.to(State.HELD, problem=replace(problem.NOTHING_NEW, charged=not job.free)))
                return
        if verdict.outputs:
            self._fetching.start(job, verdict.outputs)
        elif verdict.failed:
            self.end(job.to(State.FAILED, problem=replace(problem.SERVICE_FAILED, charged=not job.free)))
        else:
            self.roster.keep(job)
            age = time.time() - job.submitted_at if job.submitted_at else 0.0
            self.wait(job, self.schedule.policy.next_poll(age, job.expected_seconds))

    def put_off(self, job: Job, error: Exception) -> None:
        """A look that failed is never the end of a job. What is refused again and again is held."""
        charged = None if job.state is State.UNCONFIRMED else not job.free
        told = Problem(describe(error).text, charged, Remedy.CHECK_AGAIN)
        if isinstance(error, REFUSALS) and self.schedule.grace_is_over(job.id):
            self.end(job.to(State.HELD, problem=told))
        else:
            self.roster.keep(job.to(job.state, problem=told))
            self.wait_after_error(job, error)

    # The end, good or bad

    def give_up(self, job: Job) -> None:
        """The artist waits no longer. What was sent stays charged."""
        self.cancelled.discard(job.id)
        if job.unfinished or job.state is State.ABSENT:
            self.end(job.cancelled())

    def end(self, job: Job) -> None:
        """Write how it ended, and tell those that wait for it."""
        self.roster.keep(job)
        self.forget(job.id)
        for child in self.roster.children(job):
            self.follow(child, job)

    def forget(self, job_id: str) -> None:
        """A job has ended, or begins anew: what went wrong before counts no longer."""
        self.schedule.forget(job_id)
        self._fetching.forget(job_id)

    def follow(self, child: Job, parent: Job | None) -> None:
        """What a job's state means for one that is chained to it."""
        if parent and parent.state is State.READY:
            self.roster.keep(child.to(State.QUEUED, generation_id=parent.generation_id))
            self.wait(child, 0)
        elif parent is None or parent.is_given_up:
            told = parent is not None and parent.dismissed
            self.end(child.to(State.FAILED, problem=problem.PARENT_FAILED, dismissed=told))

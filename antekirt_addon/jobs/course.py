# SPDX-License-Identifier: GPL-3.0-or-later
"""The course of jobs: which step comes when, and what follows from how it ended.

Runs on the engine's thread. The steps themselves stand in pipeline.py; what follows a step stands below
it, in the order in which a job meets them: begin, look, submit, (search,) watch, download.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..api.error import ApiError, InvalidRequest, NotFound, TooManyRequests
from ..api.resource import Generation, Output, Page, Submission
from . import pipeline, problem, reconcile
from .download import Expired, WrongFile
from .job import Job, Kind, ResultFile, State, free_job
from .problem import FileProblem, Problem, Remedy, describe
from .roster import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.client import Client
    from .library import Library
    from .roster import Roster
    from .timetable import Timetable

T = TypeVar("T")

WRONG_FILES = 3  # attempts at a file that is not what it should be
TAKEOVER_SECONDS = 30.0  # between two looks for jobs whose Blender is gone
LONGEST_REST = 5.0  # seconds; also how soon a step that could not be written is tried again
BUSY_SECONDS = 1.0  # between two looks whether a generation is free
LONGEST_TOOK = 3600.0  # seconds; more is a changed system clock


class Hands(Protocol):
    """Who carries out blocking calls, elsewhere; `then` gets the outcome on the engine's thread."""

    def request(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> None: ...
    def download(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> None: ...


class Course:
    def __init__(
        self,
        roster: Roster,
        library: Library,
        client: Client,
        timetable: Timetable,
        hands: Hands,
    ) -> None:
        self.cancelled: set[str] = set()  # the artist's word, also for workers
        self._roster = roster
        self._library = library
        self._client = client
        self._timetable = timetable
        self._schedule = timetable.schedule
        self._hands = hands
        self._at_work: set[str] = set()  # jobs with a step in a worker
        self._next_takeover = timetable.clock() + TAKEOVER_SECONDS

    # Timing

    def rest(self) -> float:
        """Seconds until something is due."""
        return self._timetable.rest(LONGEST_REST)

    def move_on(self) -> None:
        """Give out the steps that are due. Jobs that only wait for the service share one request."""
        self._roster.save_rest()
        due = [self._roster.jobs[job_id] for job_id in self._timetable.take_due()]
        watched = self._watched_with(due)
        if len(watched) > 1:
            self._watch_together(watched)
        for job in due:
            if job not in watched or len(watched) == 1:
                self._step(job)
        if self._timetable.clock() >= self._next_takeover:
            self._next_takeover += TAKEOVER_SECONDS
            if self._roster.is_open:
                self._take_over()

    def _watched_with(self, due: list[Job]) -> list[Job]:
        """The running jobs among those due, and, since one list tells of all, the others not due yet."""
        watched = [job for job in due if job.state is State.RUNNING]
        if watched:
            others = [job for job in self._roster.jobs.values() if job.state is State.RUNNING]
            watched += [job for job in others if self._timetable.take_early(job.id)]
        return watched

    def _step(self, job: Job) -> None:
        """The step that a job's state calls for."""
        match job.state:
            case State.WAITING if parent := self._roster.find(job.parent_id):
                self._follow(job, parent)
            case State.QUEUED if self._roster.is_busy(job):
                self._wait(job, BUSY_SECONDS)
            case State.QUEUED:
                self._request(job, partial(pipeline.look, self._client, job), self._looked)
            case State.UNCONFIRMED:
                self._search(job)
            case State.RUNNING:
                self._request(job, partial(self._client.generation, job.generation_id), self._watched)

    def _wait(self, job: Job, seconds: float) -> None:
        self._timetable.wait(job.id, seconds)

    def _retry_later(self, job: Job, error: Exception) -> None:
        self._timetable.wait_after_error(job.id, getattr(error, "retry_after", None))

    def _request(self, job: Job, call: Callable[[], T], then: Callable[[Job, T | Exception], None]) -> None:
        self._at_work.add(job.id)
        self._hands.request(call, partial(self._returned, job.id, then))

    def _returned(
        self, job_id: str, then: Callable[[Job, T | Exception], None], outcome: T | Exception
    ) -> None:
        self._at_work.discard(job_id)
        then(self._roster.jobs[job_id], outcome)
        if job_id in self.cancelled:
            self.cancel(job_id)

    # What the artist asks for

    def begin(self, jobs: list[Job]) -> None:
        """New jobs, each written before anything is sent; one that cannot be written is refused."""
        for job in jobs:
            try:
                job.request()
                job = self._roster.begin(job)  # noqa: PLW2901 - the same job, written
            except (FileProblem, InvalidRequest) as error:
                self._roster.refuse(job.to(State.FAILED, problem=describe(error)))
                continue
            if job.state is State.QUEUED:
                self._wait(job, 0)

    def bring(self, job: Job) -> None:
        """A job for outputs that the account has already: nothing is submitted."""
        for other in self._roster.of_generation(job.generation_id):
            same = (other.kind, other.image_index) == (job.kind, job.image_index)
            if same and other.state is State.READY and self._library.holds(other):
                self._roster.keep(replace(other, id=job.id, purpose=job.purpose, free=True, dismissed=False))
                return
        self._roster.keep(job)
        self._wait(job, 0)

    def resume(self) -> None:
        """See Engine.resume."""
        self._roster.open()
        self._take_over()
        self._roster.tell_recent()
        for job in list(self._roster.jobs.values()):
            if job.state is State.HELD:
                self.retry(job.id)
        if self._roster.recovering:
            self._hands.request(partial(self._client.generations, limit=100), self._recovered)

    def cancel(self, job_id: str) -> None:
        """See Engine.cancel. A step that a worker has is waited for, since it may tell the generation."""
        job = self._roster.adopt(job_id)
        if job_id in self._at_work and job_id in self.cancelled:
            return
        self.cancelled.discard(job_id)
        if job is None or not (job.unfinished or job.state is State.ABSENT):
            return
        unsent = job.state in {State.WAITING, State.QUEUED}
        self._end(job.to(State.CANCELLED, problem=problem.CANCELLED_UNSENT if unsent else problem.CANCELLED))

    def retry(self, job_id: str) -> None:
        """See Engine.retry."""
        job = self._roster.adopt(job_id)
        if job is None or job_id in self._at_work:
            return
        self._timetable.forget(job_id)
        if job.state in {State.HELD, State.FAILED, State.CANCELLED, State.READY} and job.generation_id:
            job = job.to(State.RUNNING, problem=None, dismissed=False)
        elif job.state is State.ABSENT or (job.state is State.CANCELLED and job.before):
            job = job.to(State.UNCONFIRMED, problem=problem.UNCONFIRMED, dismissed=False)
        self._roster.keep(job)
        self._wait(job, 0)

    def submit_again(self, job_id: str) -> None:
        """See Engine.submit_again. Refused while the service may have the request after all."""
        job = self._roster.adopt(job_id)
        not_taken = (
            job is not None and job.state is State.FAILED and job.problem and job.problem.charged is False
        )
        if job is not None and (not_taken or job.state is State.ABSENT):
            self._timetable.forget(job_id)
            self._roster.commit(job.to(State.QUEUED, problem=None, dismissed=False, before={}))
            self._wait(job, 0)

    def dismiss(self, job_id: str) -> None:
        if job := self._roster.adopt(job_id):
            self._roster.keep(job.to(job.state, dismissed=True))

    def use(self, client: Client) -> None:
        self._client = client
        self._take_over()

    def _take_over(self) -> None:
        for job in self._roster.claim(self._client.transport.base_url):
            self._wait(job, 0)

    # look

    def _looked(self, job: Job, outcome: dict[str, Any] | Exception) -> None:
        if job.id in self.cancelled:
            return
        if isinstance(outcome, Exception):
            self._refused(job, outcome)
            return
        job = job.to(
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
            is_free = self._roster.commit(job)
        except FileProblem as error:
            self._end(self._roster.jobs[job.id].to(State.FAILED, problem=describe(error)))
            return
        if not is_free:
            self._wait(job, BUSY_SECONDS)
            return
        self._request(job, partial(pipeline.submit, self._client, job), self._submitted)

    def _refused(self, job: Job, error: Exception) -> None:
        """Nothing was taken. Who asks too often is told to wait; all else ends the job."""
        if isinstance(error, TooManyRequests):
            self._roster.keep(job.to(State.QUEUED, problem=describe(error)))
            self._retry_later(job, error)
        else:
            self._end(job.to(State.FAILED, problem=replace(describe(error, price=job.price), charged=False)))

    # submit

    def _submitted(self, job: Job, outcome: Submission | Exception) -> None:
        match outcome:
            case Submission():
                self._roster.keep(
                    job.to(
                        State.RUNNING,
                        generation_id=outcome.generation_id,
                        credits_used=outcome.credits_used,
                        credits_remaining=outcome.credits_remaining,
                        service_word=outcome.status,
                    )
                )
                self._timetable.went_well(job.id)
                self._wait(job, self._schedule.shortest)
            case ApiError(charged=False):
                self._refused(job, outcome)
            case _:
                self._roster.keep(job.to(State.UNCONFIRMED, problem=problem.UNCONFIRMED))
                self._wait(job, self._schedule.shortest / 2)

    # search: only after a submit without an answer

    def _search(self, job: Job) -> None:
        if job.kind is Kind.IMAGE:
            self._request(job, partial(reconcile.candidates, self._client, job), self._found)
        else:
            self._request(job, partial(self._client.generation, job.generation_id), self._seen_again)

    def _found(self, job: Job, outcome: list[Generation] | Exception) -> None:
        if isinstance(outcome, Exception):
            self._retry_later(job, outcome)
            return
        unheard = self._roster.unheard(job.service)
        mine = reconcile.assign(job, unheard, outcome, self._roster.known_generations())
        if mine:
            self._roster.keep(job.to(State.RUNNING, generation_id=mine[0].id, problem=None))
            self._wait(job, 0)
            for generation in mine[1:]:
                self._keep_for_the_artist(job, generation)
        elif mine is None:
            self._wait(job, BUSY_SECONDS)
        else:
            self._not_there(job)

    def _seen_again(self, job: Job, outcome: Generation | Exception) -> None:
        if isinstance(outcome, Exception):
            self._retry_later(job, outcome)
        elif reconcile.was_taken(job, outcome):
            self._roster.keep(job.to(State.RUNNING, problem=None))
            self._wait(job, 0)
        else:
            self._not_there(job)

    def _not_there(self, job: Job) -> None:
        if self._timetable.believed(job.id):
            self._end(job.to(State.ABSENT, problem=problem.ABSENT))
        else:
            self._wait(job, self._schedule.longest)

    def _keep_for_the_artist(self, job: Job, generation: Generation) -> None:
        """An equal request of another program: shown beside the job, and never sent again by us."""
        extra = free_job(generation, Kind.IMAGE, 0, job.service)
        self._roster.keep(extra)
        self._wait(extra, 0)

    def _recovered(self, outcome: Page[Generation] | Exception) -> None:
        """After the loss of the journal: what the service still has is fetched again."""
        if isinstance(outcome, Exception):
            self._roster.tell(f"Your generations could not be listed. {describe(outcome).sentence()}")
            return
        self._roster.recovering = False
        for generation in outcome.items:
            for kind in pipeline.kinds(generation):
                job = free_job(generation, kind, 0, self._client.transport.base_url)
                self._roster.keep(job)
                self._wait(job, 0)

    # watch

    def _watch_together(self, jobs: list[Job]) -> None:
        """One list for all; a generation that is too old for its first page is asked for by itself."""
        for job in jobs:
            self._at_work.add(job.id)
        self._hands.request(partial(self._client.generations, limit=100), partial(self._listed, jobs))

    def _listed(self, jobs: list[Job], outcome: Page[Generation] | Exception) -> None:
        found = (
            {}
            if isinstance(outcome, Exception)
            else {generation.id: generation for generation in outcome.items}
        )
        for job in jobs:
            if isinstance(outcome, Exception):
                self._returned(job.id, self._watched, outcome)
            elif generation := found.get(job.generation_id):
                self._returned(job.id, self._watched, generation)
            else:
                self._at_work.discard(job.id)
                self._step(self._roster.jobs[job.id])

    def _watched(self, job: Job, outcome: Generation | Exception) -> None:
        if job.id in self.cancelled:
            return
        if isinstance(outcome, Exception):  # never the end of a job
            self._roster.keep(
                job.to(State.RUNNING, problem=replace(describe(outcome), remedy=Remedy.CHECK_AGAIN))
            )
            self._retry_later(job, outcome)
            return
        self._timetable.went_well(job.id)
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
        if verdict.stale and self._timetable.believed(job.id):
            verdict = pipeline.Verdict(verdict.leftover, failed=not verdict.leftover)
        if verdict.outputs:
            self._start_download(job, verdict.outputs)
        elif verdict.failed:
            reason = problem.NOTHING_NEW if verdict.stale else problem.SERVICE_FAILED
            self._end(job.to(State.FAILED, problem=replace(reason, charged=not job.free)))
        else:
            self._roster.keep(job)
            age = time.time() - job.submitted_at if job.submitted_at else 0.0
            self._wait(job, self._schedule.next_poll(age, job.expected_seconds))

    # download

    def _start_download(self, job: Job, outputs: tuple[tuple[int, Output], ...]) -> None:
        took = (
            time.time() - job.submitted_at if job.submitted_at and not job.took_seconds else job.took_seconds
        )
        job = job.to(State.DOWNLOADING, took_seconds=took if 0 < took < LONGEST_TOOK else 0.0)
        self._roster.keep(job)
        self._at_work.add(job.id)
        call = partial(
            pipeline.fetch, self._client, self._library, job, outputs, partial(self._report_progress, job.id)
        )
        self._hands.download(call, partial(self._returned, job.id, self._downloaded))

    def _report_progress(self, job_id: str, share: float) -> None:
        """Called in the worker: passes the share on, and ends the download of a cancelled job."""
        if job_id in self.cancelled:
            raise pipeline.Stopped("Cancelled")
        self._roster.events.put(Progress(job_id, share))

    def _downloaded(self, job: Job, outcome: tuple[ResultFile, ...] | Exception) -> None:
        match outcome:
            case tuple():
                self._end(job.to(State.READY, files=outcome, problem=None))
            case pipeline.Stopped():
                return
            case FileProblem():
                self._hold(job, outcome)
            case WrongFile() | InvalidRequest() | Expired() | NotFound() if (
                self._timetable.errors(job.id) >= WRONG_FILES
            ):
                self._hold(job, outcome)
            case _:  # fresh addresses come with the next look at the generation
                self._roster.keep(job.to(State.RUNNING, problem=describe(outcome)))
                self._retry_later(job, outcome)

    def _hold(self, job: Job, error: Exception) -> None:
        """Paid for, and not to be had just now: kept until the artist, or the next start, tries again."""
        held = Problem(describe(error).text, charged=not job.free, remedy=Remedy.RETRY_DOWNLOAD)
        self._end(job.to(State.HELD, problem=held))

    # The end, good or bad

    def _end(self, job: Job) -> None:
        self._roster.keep(job)
        self._timetable.forget(job.id)
        for child in self._roster.children(job):
            self._follow(child, job)

    def _follow(self, child: Job, parent: Job) -> None:
        """What the end of a job means for one that is chained to it."""
        if parent.state is State.READY:
            self._roster.keep(child.to(State.QUEUED, generation_id=parent.generation_id))
            self._wait(child, 0)
        elif parent.state in {State.FAILED, State.CANCELLED}:
            self._end(child.to(State.FAILED, problem=problem.PARENT_FAILED))

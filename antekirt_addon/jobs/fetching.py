# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows from a download, good or bad. The download itself stands in pipeline.py and download.py."""

from __future__ import annotations

import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from ..api.error import InvalidRequest, NotFound, Offline, Unreachable
from . import pipeline
from .download import Expired, WrongFile
from .job import Job, ResultFile, State
from .job_store import Progress
from .problem import FileProblem, Problem, Remedy, describe

if TYPE_CHECKING:
    from ..api.resource import Output
    from .lifecycle import Course

WRONG_FILES = 3  # attempts at a file that is not what it should be
FAILURES = 10  # attempts in a row at a host that answers, but not with the file: some six minutes
LONGEST_TOOK = 3600.0  # seconds; more is a changed system clock


class Fetching:
    def __init__(self, course: Course) -> None:
        self._course = course
        self._failed: Counter[str] = Counter()  # attempts in a row, by job
        self._wrong: Counter[str] = Counter()  # those of them that brought a wrong file, or none for good
        self._answered: Counter[str] = Counter()  # those of them that did not fail for want of a network

    def start(self, job: Job, outputs: tuple[tuple[int, Output], ...]) -> None:
        """Download what the service shows, in a worker."""
        took = job.took_seconds or (time.time() - job.submitted_at if job.submitted_at else 0.0)
        job = job.to(State.DOWNLOADING, took_seconds=took if 0 < took < LONGEST_TOOK else 0.0)
        self._course.roster.keep(job)
        report = partial(self._report_progress, job.id)
        client, results_folder = self._course.client, self._course.results_folder
        self._course.download(
            job, partial(pipeline.fetch, client, results_folder, job, outputs, report), self._fetched
        )

    def forget(self, job_id: str) -> None:
        """Attempts count from the start again."""
        del self._failed[job_id], self._wrong[job_id], self._answered[job_id]

    def _report_progress(self, job_id: str, share: float) -> None:
        """Called in the worker: passes the share on, and ends the download of a cancelled job."""
        if job_id in self._course.cancelled:
            raise pipeline.Stopped("Cancelled")
        self._course.roster.events.put(Progress(job_id, share))

    def _fetched(self, job: Job, outcome: tuple[ResultFile, ...] | Exception) -> None:
        match outcome:
            case tuple():
                self._course.end(job.to(State.READY, files=outcome, problem=None))
            case pipeline.Stopped():
                return
            case _:
                self._try_again(job, outcome)

    def _try_again(self, job: Job, error: Exception) -> None:
        """By itself, for what may pass; the artist, or the next start, for what will not."""
        self._failed[job.id] += 1
        if isinstance(error, WrongFile | InvalidRequest | Expired | NotFound):
            self._wrong[job.id] += 1
        self._answered[job.id] += not isinstance(error, Unreachable | Offline)
        told = Problem(describe(error).text, charged=not job.free, remedy=Remedy.RETRY_DOWNLOAD)
        is_hopeless = self._wrong[job.id] >= WRONG_FILES or self._answered[job.id] >= FAILURES
        if isinstance(error, FileProblem) or is_hopeless:
            self._course.end(job.to(State.HELD, problem=told))
            return
        self._course.roster.keep(job.to(State.RUNNING, problem=told))  # the next look gives fresh addresses
        wished = getattr(error, "retry_after", None)
        self._course.wait(job, self._course.schedule.policy.after_error(self._failed[job.id], wished))

# SPDX-License-Identifier: GPL-3.0-or-later
"""The download of a job's outputs: each file counts when it has come, what fails is tried again or told.

The download itself stands in pipeline.py and download.py.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from . import pipeline
from .download_attempts import FAILURES, most_hopeful
from .event import Progress
from .job import Job, ResultFile, State
from .problem import Problem, Remedy, describe, describe_missing

if TYPE_CHECKING:
    from ..api.output import Output
    from .download_attempts import DownloadAttempts
    from .job_completion import Completion
    from .results_folder import ResultsFolder
    from .step_dispatcher import Dispatcher

LONGEST_DURATION = 3600.0  # seconds; more is a changed system clock


class Fetching:
    def __init__(
        self,
        dispatcher: Dispatcher,
        completion: Completion,
        attempts: DownloadAttempts,
        results_folder: ResultsFolder,
    ) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._completion = completion
        self._attempts = attempts
        self._results_folder = results_folder

    def start(self, job: Job, outputs: tuple[tuple[int, Output], ...]) -> None:
        """Download what the service shows and is not there yet, in a worker."""
        took = job.took_seconds or (time.time() - job.submitted_at if job.submitted_at else 0.0)
        job = job.to(
            State.DOWNLOADING,
            files=tuple(filter(self._results_folder.has, job.files)),
            took_seconds=took if 0 < took < LONGEST_DURATION else 0.0,
        )
        self._store.save(job)
        call = partial(
            pipeline.fetch,
            self._dispatcher.client,
            self._results_folder,
            job,
            outputs,
            owner=self._store.owner_id,
            on_file=partial(self._report_file, job.id),
            on_progress=partial(self._report_progress, job.id),
        )
        self._dispatcher.download(job, call, self._fetched)

    def _report_progress(self, job_id: str, share: float) -> None:
        """Called in the worker."""
        self._store.events.put(Progress(job_id, share))

    def _report_file(self, job_id: str, file: ResultFile) -> None:
        """Called in the worker: tells of a file ahead of the outcome of all."""
        self._dispatcher.executor.call(partial(self._arrived, job_id, file))

    def _arrived(self, job_id: str, file: ResultFile) -> None:
        """Each file counts when it has come: whatever happens then, it is not fetched again."""
        job = self._store.jobs[job_id]
        if job.state is State.DOWNLOADING:
            self._attempts.forget(job_id)
            others = (other for other in job.files if other.index != file.index)
            files = sorted((*others, file), key=lambda one: one.index)
            self._store.save(job.to(State.DOWNLOADING, files=tuple(files)))

    def _fetched(self, job: Job, outcome: pipeline.Fetched | Exception) -> None:
        match outcome:
            case pipeline.Fetched(missing=()):
                self._completion.end(job.to(State.READY, problem=None))
            case pipeline.Fetched():
                error = most_hopeful(error for _index, error in outcome.missing)
                indices = [index for index, _error in outcome.missing]
                self._try_again(job, error, describe_missing(indices, outcome.count, describe(error).text))
            case _:
                self._try_again(job, outcome, describe(outcome).text)

    def _try_again(self, job: Job, error: Exception, text: str) -> None:
        """By itself, for what may pass; the artist, or the next start, for what will not."""
        failures = self._attempts.failed(job.id, error)
        told = Problem(text, charged=not job.free, remedy=Remedy.RETRY_DOWNLOAD)
        if self._attempts.are_hopeless(job.id, error) or (job.files and failures >= FAILURES):
            self._completion.hold(job, told)
            return
        self._store.save(job.to(State.RUNNING, problem=told))  # the next poll gives fresh addresses
        pause = self._schedule.policy.after_error(failures, getattr(error, "retry_after", None))
        self._schedule.wait(job.id, pause)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The download of a job's outputs, tried again or held for the artist when it fails.

The download itself stands in pipeline.py and download.py.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from . import pipeline
from .job import Job, ResultFile, State
from .job_store import Progress
from .problem import Problem, Remedy, describe

if TYPE_CHECKING:
    from ..api.resource import Output
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
        """Download what the service shows, in a worker."""
        took = job.took_seconds or (time.time() - job.submitted_at if job.submitted_at else 0.0)
        job = job.to(State.DOWNLOADING, took_seconds=took if 0 < took < LONGEST_DURATION else 0.0)
        self._store.save(job)
        report = partial(self._report_progress, job.id)
        call = partial(pipeline.fetch, self._dispatcher.client, self._results_folder, job, outputs, report)
        self._dispatcher.download(job, call, self._fetched)

    def _report_progress(self, job_id: str, share: float) -> None:
        """Called in the worker: passes the share on, and ends the download of a cancelled job."""
        if job_id in self._dispatcher.cancelled:
            raise pipeline.Stopped("Cancelled")
        self._store.events.put(Progress(job_id, share))

    def _fetched(self, job: Job, outcome: tuple[ResultFile, ...] | Exception) -> None:
        match outcome:
            case tuple():
                self._completion.end(job.to(State.READY, files=outcome, problem=None))
            case pipeline.Stopped():
                return
            case _:
                self._try_again(job, outcome)

    def _try_again(self, job: Job, error: Exception) -> None:
        """By itself, for what may pass; the artist, or the next start, for what will not."""
        failures = self._attempts.failed(job.id, error)
        told = Problem(describe(error).text, charged=not job.free, remedy=Remedy.RETRY_DOWNLOAD)
        if self._attempts.are_hopeless(job.id, error):
            self._completion.end(job.to(State.HELD, problem=told))
            return
        self._store.save(job.to(State.RUNNING, problem=told))  # the next poll gives fresh addresses
        pause = self._schedule.policy.after_error(failures, getattr(error, "retry_after", None))
        self._schedule.wait(job.id, pause)

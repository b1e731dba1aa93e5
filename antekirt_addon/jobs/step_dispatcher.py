# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps of jobs go out to workers and their outcomes come back, each to the job as it is by then.

Runs on the engine's thread. Knows nothing of what the steps are.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from ..api.error import Aborted
from .problem import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.client import Client
    from .job import Job
    from .job_completion import Completion
    from .job_store import JobStore
    from .schedule import Schedule

T = TypeVar("T")


class Executor(Protocol):
    """Who carries out blocking calls, elsewhere; `then` gets the outcome on the engine's thread.

    call: make a call there, for a worker that has news before its outcome.
    """

    def request(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> None: ...
    def download(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> None: ...
    def call(self, call: Callable[[], None]) -> None: ...


class Dispatcher:
    """client: whom to ask; another one when the artist changes the key or the address.

    cancelled: ids of the jobs that the artist waits for no longer, until that is carried out. Workers
    read it, too.
    """

    def __init__(
        self, store: JobStore, schedule: Schedule, client: Client, completion: Completion, executor: Executor
    ) -> None:
        self.store = store
        self.schedule = schedule
        self.client = client
        self.executor = executor
        self.cancelled: set[str] = set()
        self._completion = completion
        self._at_work: set[str] = set()  # jobs with a step in a worker

    @property
    def client(self) -> Client:
        client = self.store.belonging.client
        assert client is not None
        return client

    @client.setter
    def client(self, client: Client) -> None:
        self.store.belonging.client = client

    def is_here(self, job: Job) -> bool:
        """Whether the service and the account that have the job are those that are asked at present."""
        return self.store.belonging.hindrance(job) is None

    def is_at_work(self, job_id: str) -> bool:
        return job_id in self._at_work

    def ask(self, job: Job, call: Callable[[], T], then: Callable[[Job, T | Exception], None]) -> None:
        """Carry out a request for a job in a worker."""
        self.ask_together([job], call, then)

    def ask_together(
        self, jobs: list[Job], call: Callable[[], T], then: Callable[[Job, T | Exception], None]
    ) -> None:
        """Carry out one request for several jobs; `then` is called for each of them."""
        self._at_work.update(job.id for job in jobs)
        self.executor.request(call, partial(self._returned, [job.id for job in jobs], then))

    def download(self, job: Job, call: Callable[[], T], then: Callable[[Job, T | Exception], None]) -> None:
        """Carry out a download for a job in a worker."""
        self._at_work.add(job.id)
        self.executor.download(call, partial(self._returned, [job.id], then))

    def _returned(
        self, job_ids: list[str], then: Callable[[Job, T | Exception], None], outcome: T | Exception
    ) -> None:
        for job_id in job_ids:
            self._at_work.discard(job_id)
            if not isinstance(outcome, Aborted):  # we are stopping: the next start goes on from the journal
                self.guard(job_id, partial(then, self.store.jobs[job_id], outcome))
            if job_id in self.cancelled and job_id not in self._at_work and job_id in self.store.jobs:
                self.cancel(self.store.jobs[job_id])

    def guard(self, job_id: str, step: Callable[[], None]) -> None:
        """Take a step; one that cannot be taken now, say because the journal is locked, is taken later."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 - not even a mistake of ours may lose a job
            self.store.notify(describe(error).text)
            self.schedule.wait_after_error(job_id, None)

    def cancel(self, job: Job) -> None:
        """The artist waits no longer for a job that no worker is at."""
        self.cancelled.discard(job.id)
        self._completion.cancel(job)

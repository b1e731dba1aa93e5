# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps of jobs go out to workers and their outcomes come back, each to the job as it is by then.

Runs on the engine's thread. Knows nothing of what the steps are.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..api.address import parse
from ..api.error import Aborted, Unreachable
from ..message import Message
from .problem import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.client import Client
    from ..api.connection import Connections
    from ..worker_pool import Task
    from .job import Job
    from .job_store import JobStore
    from .schedule import Schedule

T = TypeVar("T")


class Executor(Protocol):
    """Who carries out blocking calls, elsewhere; `then` gets the outcome on the engine's thread.

    call: make a call there, for a worker that has news before its outcome.
    """

    def request(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> Task: ...
    def download(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> Task: ...
    def call(self, call: Callable[[], None]) -> None: ...


class Step:
    """What a worker is at, and for which jobs. is_paid: it sends a request that costs."""

    task: Task
    returned: Callable[[Any], None]  # takes its outcome

    def __init__(self, job_ids: list[str], connections: Connections, *, is_paid: bool) -> None:
        self.job_ids = job_ids
        self.connections = connections
        self.is_paid = is_paid

    @property
    def is_stuck(self) -> bool:
        """Whether its worker hangs where nothing of ours can end it."""
        return self.task.thread is not None and self.connections.is_stuck(self.task.thread)

    def withhold(self) -> bool:
        """Keep its request from being sent. False: it may have been sent."""
        pool = self.task.pool
        return pool.withdraw(self.task) or pool.hold_back(self.task, self.connections.hold_back)

    def give_up(self) -> None:
        """Break off what its worker is at; a fresh one takes the place of one that does not end."""
        if not self.task.pool.withdraw(self.task) and (thread := self.task.pool.give_up(self.task)):
            self.connections.give_up(thread)


class Dispatcher:
    """client: whom to ask; another one when the artist changes the key or the address."""

    def __init__(self, store: JobStore, schedule: Schedule, client: Client, executor: Executor) -> None:
        self.store = store
        self.schedule = schedule
        self.client = client
        self.executor = executor
        self._steps: dict[str, Step] = {}  # what workers are at, by job

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
        return job_id in self._steps

    def ask(self, job: Job, call: Callable[[], T], then: Callable[[Job, T | Exception], None]) -> None:
        """Carry out a request for a job in a worker."""
        self._begin([job], self.executor.request, call, then)

    def ask_together(
        self, jobs: list[Job], call: Callable[[], T], then: Callable[[Job, T | Exception], None]
    ) -> None:
        """Carry out one request for several jobs; `then` is called for each of them."""
        self._begin(jobs, self.executor.request, call, then)

    def pay(self, job: Job, call: Callable[[], T], then: Callable[[Job, T | Exception], None]) -> None:
        """Carry out the request that a job pays for. Its worker is never given up once it may have left."""
        self._begin([job], self.executor.request, call, then, is_paid=True)

    def download(self, job: Job, call: Callable[[], T], then: Callable[[Job, T | Exception], None]) -> None:
        """Carry out a download for a job in a worker."""
        self._begin([job], self.executor.download, call, then)

    def let_go(self, job_id: str) -> None:
        """Wait no longer for what a worker is at for a job; if it is for no other, it is given up."""
        step = self._steps.pop(job_id)
        step.job_ids.remove(job_id)
        if not step.job_ids:
            step.give_up()

    def withhold(self, job_id: str) -> bool:
        """Let a job's paid request go, if it has not left: then it never will. False: it may have left."""
        step = self._steps[job_id]
        if not step.is_paid or not step.withhold():
            return False
        self.let_go(job_id)
        return True

    def give_up_stuck(self) -> None:
        """Wait no longer for what hangs, say in the look-up of a name: those steps have failed."""
        for step in [step for step in dict.fromkeys(self._steps.values()) if step.is_stuck]:
            if not step.is_paid or step.withhold():
                step.give_up()
                host = parse(self.client.transport.base_url).hostname
                step.returned(Unreachable(Message("{host} cannot be reached", host=host)))

    def guard(self, job_id: str, step: Callable[[], None]) -> None:
        """Take a step; one that cannot be taken now, say because the journal is locked, is taken later."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 - not even a mistake of ours may lose a job
            self.store.notify(describe(error).text)
            self.schedule.wait_after_error(job_id, None)

    def _begin(
        self,
        jobs: list[Job],
        carry_out: Callable[[Callable[[], Any], Callable[[Any], None]], Task],
        call: Callable[[], T],
        then: Callable[[Job, T | Exception], None],
        *,
        is_paid: bool = False,
    ) -> None:
        step = Step([job.id for job in jobs], self.client.transport.connections, is_paid=is_paid)
        self._steps |= dict.fromkeys(step.job_ids, step)
        step.returned = partial(self._returned, step, then)
        step.task = carry_out(call, step.returned)

    def _returned(
        self, step: Step, then: Callable[[Job, T | Exception], None], outcome: T | Exception
    ) -> None:
        """To each job that still waits for it."""
        job_ids, step.job_ids = step.job_ids, []
        for job_id in job_ids:
            del self._steps[job_id]
            if isinstance(outcome, Aborted):  # we are stopping: the next start goes on from the journal
                continue
            if job := self.store.jobs.get(job_id):  # unless another Blender has taken it up meanwhile
                self.guard(job_id, partial(then, job, outcome))

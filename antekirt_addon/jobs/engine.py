# SPDX-License-Identifier: GPL-3.0-or-later
"""The background thread that looks after jobs. What it does with them stands in job_lifecycle.py.

Threading rules, all of them:
1. The engine's thread alone changes jobs and writes the journal. It never waits for the network.
2. Blocking calls run in worker threads. A worker knows one step and answers with one message.
3. Other threads speak to the engine through its inbox, and hear from it through `events`.
4. What crosses is frozen. No thread here touches bpy.
5. Every wait ends at `stop`: the inbox by a message, the network by `Connections.abort`, a check of the
   journal by `Upkeep.stop`.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ..worker_pool import WorkerPool
from .account_lookup import AccountLookup
from .batch_turn import BatchTurns
from .download_attempts import DownloadAttempts
from .fetching import Fetching
from .free_fetching import FreeFetching
from .job_command import Commands
from .job_completion import Completion
from .job_lifecycle import Lifecycle
from .job_store import JobStore
from .poll_policy import PollPolicy
from .problem import describe
from .reconciliation import Reconciliation
from .recovery import Recovery
from .schedule import Schedule
from .step_dispatcher import Dispatcher
from .upkeep import Upkeep

if TYPE_CHECKING:
    from ..api.client import Client
    from ..worker_pool import Task
    from .event import Event
    from .job import Job
    from .results_folder import ResultsFolder

REQUESTS_AT_ONCE = 4
DOWNLOADS_AT_ONCE = 3
LONGEST_PAUSE = 5.0  # seconds; also how soon a step that could not be written is tried again

T = TypeVar("T")
Call = Callable[[], None]


class Engine:
    """Takes jobs and tells of every change through `events`. All methods return at once, but `stop`.

    clock: seconds that only ever grow, so that a changed system time or a sleep does no harm.
    """

    def __init__(
        self,
        results_folder: ResultsFolder,
        client: Client,
        policy: PollPolicy | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = JobStore(results_folder)
        self.events: queue.SimpleQueue[Event] = self._store.events
        self._schedule = Schedule(policy or PollPolicy(), clock)
        attempts = DownloadAttempts()
        completion = Completion(self._store, self._schedule, attempts)
        self._dispatcher = Dispatcher(self._store, self._schedule, client, executor=self)
        fetching = Fetching(self._dispatcher, completion, attempts, results_folder)
        reconciliation = Reconciliation(self._dispatcher, completion)
        account = AccountLookup(self._dispatcher, completion)
        free_fetching = FreeFetching(self._dispatcher, results_folder)
        self._turns = BatchTurns(self._store, self._schedule)
        self._lifecycle = Lifecycle(
            self._dispatcher,
            account,
            completion,
            reconciliation,
            turns=self._turns,
            free_fetching=free_fetching,
            fetching=fetching,
        )
        self._commands = Commands(self._dispatcher, completion, reconciliation, free_fetching)
        self._recovery = Recovery(self._dispatcher, self._commands, results_folder)
        account.on_known = self._recovery.account_known
        account.on_refused = self._lifecycle.not_sent
        self._upkeep = Upkeep(self._store, results_folder, executor=self, clock=clock)
        self._inbox: queue.SimpleQueue[Call | None] = queue.SimpleQueue()
        self._requests = WorkerPool("request", REQUESTS_AT_ONCE)
        self._downloads = WorkerPool("download", DOWNLOADS_AT_ONCE)
        self._thread = threading.Thread(target=self._run, name="antekirt-engine", daemon=True)
        self._clients = [client]

    def start(self, *, resume: bool) -> None:
        """Begin. With `resume`, tell of the recent past and go on with what an ended Blender left."""
        if resume:
            self.resume()
            self._inbox.put(self._upkeep.begin)
        self._thread.start()

    def submit(self, jobs: list[Job]) -> None:
        """Begin new jobs. Each is written in the journal before anything is sent."""
        self._inbox.put(partial(self._commands.submit, jobs))

    def fetch(self, job: Job) -> None:
        """Fetch what the account has already, free of charge; see free_job.py."""
        self._inbox.put(partial(self._commands.fetch, job))

    def resume(self) -> None:
        """Tell of all recent jobs, take over unfinished ones whose Blender is gone, retry what is held."""
        self._inbox.put(self._recovery.resume)

    def cancel(self, job_id: str) -> None:
        """Stop waiting for a job. What was submitted stays charged, and the service goes on with it."""
        self._inbox.put(partial(self._commands.cancel, job_id))

    def retry(self, job_id: str) -> None:
        """Look for it, poll or download once more, free of charge."""
        self._inbox.put(partial(self._commands.retry, job_id))

    def submit_unsent(self, job_ids: list[str]) -> None:
        """Send jobs that an ended Blender left unsent. Costs their price."""
        self._inbox.put(partial(self._commands.submit_unsent, job_ids))

    def keep_unsent(self, job_ids: list[str]) -> None:
        """Leave jobs to the artist that have not been sent yet. Free of charge."""
        self._inbox.put(partial(self._commands.keep_unsent, job_ids))

    def submit_again(self, job_id: str, not_this: tuple[str, ...] = ()) -> None:
        """Send a job again that was not taken. Costs its price.

        One that was never answered is looked for first. not_this: generations that are not its.
        """
        self._inbox.put(partial(self._commands.submit_again, job_id, not_this))

    def adopt_generation(self, job_id: str, generation_id: str) -> None:
        """Go on with what the artist says that an unanswered request has made, free of charge."""
        self._inbox.put(partial(self._commands.adopt_generation, job_id, generation_id))

    def note_imported(self, job_id: str, imported: dict[str, Any]) -> None:
        """A job's result is in a scene: it is said what it became there, for the artist to find it again."""
        self._inbox.put(partial(self._commands.note_imported, job_id, imported))

    def dismiss(self, job_id: str) -> None:
        """The artist has seen how a job ended."""
        self._inbox.put(partial(self._commands.dismiss, job_id))

    def use(self, client: Client) -> None:
        """Ask through another client from now on (another key or address)."""
        self._clients.append(client)
        self._inbox.put(partial(self._recovery.use, client))

    def stop(self, seconds: float = 5.0) -> bool:
        """Break off what is on its way and end all threads; True when they have ended.

        An answer that has come by then is still written: it may name what was paid for.
        """
        self._upkeep.stop()
        for client in self._clients:
            client.transport.connections.abort()
        ended = [self._requests.stop(seconds), self._downloads.stop(seconds)]
        self._inbox.put(None)
        if self._thread.is_alive():
            self._thread.join(seconds)
        return all(ended) and not self._thread.is_alive()

    # The engine as the executor of the dispatcher, on its own thread.

    def request(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> Task:
        """Carry out a call in a worker thread; `then` gets its outcome on the engine's thread."""
        return self._requests.run(call, lambda outcome: self._inbox.put(partial(then, outcome)))

    def download(self, call: Callable[[], T], then: Callable[[T | Exception], None]) -> Task:
        """The same, in the threads that are kept for downloads."""
        return self._downloads.run(call, lambda outcome: self._inbox.put(partial(then, outcome)))

    def call(self, call: Call) -> None:
        """Make a call on the engine's thread, before the outcome of the worker that asks for it is heard."""
        self._inbox.put(call)

    def _run(self) -> None:
        while True:
            try:
                longest = min(LONGEST_PAUSE, self._recovery.seconds_until_due())
                call = self._inbox.get(timeout=self._schedule.seconds_until_due(longest))
            except queue.Empty:
                call = self._do_what_is_due
            if call is None:
                break
            self._handle(call)
            if self._inbox.empty():
                self._handle(self._dispatcher.give_up_stuck)
                self._handle(self._lifecycle.advance)
                self._handle(self._recovery.go_on)
                self._handle(self._turns.go_on)
        self._store.close()

    def _do_what_is_due(self) -> None:
        self._recovery.check_when_due()
        self._upkeep.begin_when_due()

    def _handle(self, call: Call) -> None:
        """One step. Neither a journal that cannot be used just now nor a mistake may end the thread."""
        try:
            call()
        except Exception as error:  # noqa: BLE001 - all other jobs go on
            self._store.notify(describe(error).text)

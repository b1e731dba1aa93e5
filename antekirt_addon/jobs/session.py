# SPDX-License-Identifier: GPL-3.0-or-later
"""The main thread's side of the engine: what is known, and what can be asked for.

Everything here runs on the main thread and returns at once, but for what says that it blocks. `pump` brings
in what the threads have found; operators, the timer, tests and the command line all call it. Of the past it
holds the newest jobs; `past` looks up older ones when they are asked for.
"""

from __future__ import annotations

import queue
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..api.client import Client
from ..api.transport import Transport
from ..message import Message
from . import spending_ledger
from .balance import Balance
from .budget import Budget
from .engine import Engine
from .event import LeftTaken, Notice, Progress, RecentPublished, Relisting, Searched, SearchOutcome
from .interruption import ctrl_c_raises
from .job import Job, State
from .lookups import Lookups
from .past import Past
from .purse import Purse
from .shared_budget import Spent
from .unsent_job import unsent_jobs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..api.resource import Account
    from .poll_policy import PollPolicy
    from .session_settings import Settings

NOTICES_KEPT = 5

AT_REST = {State.HELD, State.ABSENT, State.UNSENT}  # where only the artist helps on

T = TypeVar("T")


class Session:
    """One for each running Blender.

    online: Blender's online access, mirrored here by the main thread for the threads to read.
    version: grows with every change, so that a panel knows when to redraw. How much of a download has come is
    no such change: its bar is drawn now and then.
    """

    def __init__(self, settings: Settings, policy: PollPolicy | None = None) -> None:
        self.online = False
        self.version = 0
        self.jobs: dict[str, Job] = {}  # in the order in which they were first heard of
        self.begun: list[str] = []  # the jobs that were asked for here, in their order
        self.shares: dict[str, float] = {}  # of downloads under way, 0 to 1
        self.notices: list[str] = []
        self.notice = ""  # the latest of them, until it is put aside
        self.knows_recent = False  # whether `jobs` holds what earlier Blenders left
        self.knows_left = False  # and whether all of it that is ours has been taken over
        self.relisting = Relisting.OVER  # after the loss of the journal: how far it is made good
        self.balance = Balance()
        self.purse = Purse()
        self.project = ""  # of the studio's, which jobs begun now are counted for
        self.seats: Spent | None = None  # what all who share the folder have spent, once it is known
        self.searching: set[str] = set()  # jobs that are looked for before they are sent again
        self.search_outcomes: dict[str, SearchOutcome] = {}
        self.on_job: Callable[[Job], None] = lambda _job: None  # told of every change
        self.on_ready: Callable[[Job], None] = lambda _job: None  # told of each result that comes by us
        self.on_notice: Callable[[str], None] = lambda _text: None
        self.check_wait: Callable[[], None] = lambda: None  # asked while a script waits: raises to end that
        self.check_price: Callable[[int], None] = lambda _price: None  # asked before paying: raises if not
        self.settings = settings
        self._clients: list[Client] = []  # all there were: an earlier one may still be on the wire
        self.client = self._connect(settings)
        self.results_folder = settings.results_folder
        self.past = Past(self.jobs, self.results_folder)
        self.poll_policy = policy
        self._engine: Engine | None = None
        self._lookups = Lookups()
        self._postponed: Path | None = None  # a folder that was chosen, and will be used later

    def configure(self, settings: Settings) -> None:
        """Take changed settings over; jobs under way go on, and the folder changes when there are none."""
        used = self.settings
        postponed = settings.folder if settings.folder != used.folder and self._is_busy() else None
        if postponed or (settings.is_shared != used.is_shared and self._is_busy()):
            settings = replace(settings, folder=used.folder, is_shared=used.is_shared)
        self._tell_of_postponed(postponed)
        if settings == self.settings:
            return
        moved = (settings.folder, settings.is_shared) != (used.folder, used.is_shared)
        self.client = self._connect(settings)  # first: it raises when the address is unusable
        self.settings = settings
        self.balance = Balance()
        self.version += 1
        if moved:
            self._change_folder()
        elif self._engine:
            self._engine.use(self.client)

    def _tell_of_postponed(self, folder: Path | None) -> None:
        """Say once that a chosen folder, or None, is not taken yet."""
        if folder and folder != self._postponed:
            told = Message(
                "Jobs under way end in {old}. {new} is used for what comes after them.",
                old=self.settings.folder,
                new=folder,
            )
            self.tell(told)
            self.on_notice(told)
        self._postponed = folder

    def tell(self, notice: str) -> None:
        """Have something said in the panel that is about no single job."""
        self.notices = [*self.notices, notice][-NOTICES_KEPT:]
        self.notice = notice
        self.version += 1

    def put_notice_aside(self) -> None:
        """Have it said no more; a report has it still."""
        self.notice = ""
        self.version += 1

    def _is_busy(self) -> bool:
        """Whether a job is at work, which its own folder must know of until it has ended."""
        return self._engine is not None and any(map(self._is_at_work_on, self.jobs.values()))

    def _is_at_work_on(self, job: Job) -> bool:
        """Also while only what a cancelled job has cost is still to be learnt."""
        sought = job.cancelled and job.unfinished and job.state is not State.HELD
        return sought or not self._is_settled(job)

    def _change_folder(self) -> None:
        """Begin in another folder. What could not be saved in the old one is fetched into the new one."""
        held = [job.retried() for job in self.jobs.values() if job.state is State.HELD and not job.elsewhere]
        self._stop_engine()
        self.results_folder = self.settings.results_folder
        self.jobs.clear()
        self.past = Past(self.jobs, self.results_folder)
        self.knows_recent, self.relisting = False, Relisting.OVER
        self.knows_left = False
        for job in held:
            if job:
                self.jobs[job.id] = job
                self.engine.fetch(job)

    @property
    def engine(self) -> Engine:
        """The engine, begun when it is first needed; it then goes on with unfinished jobs."""
        if self._engine is None:
            self._engine = Engine(self.results_folder, self.client, self.poll_policy)
            self._engine.start(resume=True)
        return self._engine

    def start_engine(self) -> None:
        """Begin, if that is still to do: go on with unfinished jobs, and learn of the recent past."""
        _ = self.engine

    def resume(self) -> None:
        """Try again what is held, and take over what an ended Blender left; see `wait_until_settled`."""
        self.knows_recent = self.knows_left = False  # until the engine has begun with all of them
        if self._engine is None:
            self.start_engine()
        else:
            self._engine.resume()

    def ask(self, call: Callable[[Client], T], then: Callable[[T | Exception], None]) -> None:
        """Make a call in the background; `then` gets its outcome on the main thread."""

        def take(outcome: T | Exception) -> None:
            self.version += 1
            then(outcome)

        self._lookups.ask(self.client, call, take)

    def refresh_account(self, *, quietly: bool = False) -> None:
        """Ask for the balance, in the background.

        quietly: nobody has asked for it, so that a service that cannot be reached just now is no news.
        """
        client, spent = self.client, self.spent

        def take(outcome: Account | Exception) -> None:
            if client is not self.client:
                return  # whose balance this is does not matter any more
            if self.spent != spent:
                self.refresh_account(quietly=quietly)  # it may be the balance from before
            else:
                self.version += self.balance.keep(outcome, quietly=quietly)

        self._lookups.ask(client, lambda asked: asked.account(), take)

    def learn_account(self) -> None:
        """Ask for the balance, and block until the service has answered. Raises what keeps it from that."""
        answers: list[Account | Exception] = []
        self.ask(lambda client: client.account(), answers.append)
        self.wait_until(lambda: bool(answers))
        self.balance.keep(answers[0])
        if isinstance(answers[0], Exception):
            raise answers[0]

    def pump(self, seconds: float = 0.004) -> bool:
        """Take in what the threads have found, for about so long. True when something has changed."""
        before, end = self.version, time.monotonic() + seconds
        while time.monotonic() < end and (self._lookups.pump() or self._take_event()):
            pass
        return self.version != before

    def wait(self, job_id: str) -> Job:
        """Block until the engine can do nothing more for a job, and return it."""
        self.wait_until(lambda: self._is_settled(self.jobs[job_id]))
        return self.jobs[job_id]

    def wait_until_settled(self) -> None:
        """Block until no job can be moved on any more, and none is still to be found."""
        self.wait_until(
            lambda: (
                self.knows_recent
                and self.knows_left
                and self.relisting is not Relisting.UNDER_WAY
                and all(map(self._is_settled, self.jobs.values()))
            )
        )

    @property
    def has_left_over(self) -> bool:
        """Whether something of ours is not over: it waits for the artist, or is still to be found.

        As long as nobody knows whose the key is, what is at the same address may be ours.
        """
        known = bool(self.client.known_account)
        ours = (
            job
            for job in self.jobs.values()
            if not job.elsewhere or (job.service == self.service and not known)
        )
        return self.relisting is not Relisting.OVER or any(not (job.is_over or job.dismissed) for job in ours)

    def _is_settled(self, job: Job) -> bool:
        """Also when it waits for another job, and that one for the artist."""
        parent = self.jobs.get(job.parent_id) if job.state is State.WAITING else None
        return job.is_settled or (parent is not None and parent.state in AT_REST)

    def wait_until(self, reached: Callable[[], bool]) -> None:
        """Block, taking in what the threads find, until it is so. Ctrl-C and `check_wait` may end that."""
        with ctrl_c_raises():
            while not reached():
                self.check_wait()
                self.pump()
                time.sleep(0.01)

    def start(self, jobs: list[Job]) -> None:
        """Begin new jobs; free ones bring what the account has already."""
        jobs = [replace(job, project=self.project) for job in jobs]
        self.purse.begin(job.id for job in jobs)
        for job in jobs:
            self.jobs[job.id] = job
            self.begun.append(job.id)
            if job.free:
                self.engine.fetch(job)
        self.engine.submit([job for job in jobs if not job.free])
        self.version += 1

    def submit_again(self, job_id: str, not_this: tuple[str, ...] = ()) -> None:
        """See Engine.submit_again. The job is among `searching` until it is known what becomes of it."""
        self.purse.begin([job_id])
        self.searching.add(job_id)
        self.version += 1
        self.engine.submit_again(job_id, not_this)

    def note_imported(self, job_id: str, imported: dict[str, Any]) -> None:
        """See Engine.note_imported. It is known at once: what comes next may stand beside it."""
        if job := self.past.find(job_id):
            self.jobs[job_id] = replace(job, imported=imported, dismissed=False)
        self.version += 1
        self.engine.note_imported(job_id, imported)

    @property
    def unsent(self) -> list[Job]:
        """What was never sent and waits for the artist, the oldest first."""
        return unsent_jobs(self.jobs)

    def submit_unsent(self, jobs: list[Job]) -> None:
        """Send jobs that were never sent; see unsent_job.py."""
        self.purse.begin(job.id for job in jobs)
        for job in jobs:
            self.jobs[job.id] = job.to(
                State.QUEUED if job.is_first_link else State.WAITING, problem=None, dismissed=False
            )
        self.engine.submit_unsent([job.id for job in jobs])
        self.version += 1

    @property
    def service(self) -> str:
        """The address that jobs begun now belong to."""
        return self.client.transport.base_url

    @property
    def promised(self) -> int:
        """Credits that jobs begun already will take, or may have taken; whoever pays for them."""
        return self.purse.promised(self.jobs.values())

    @property
    def spent(self) -> int:
        """Credits that were taken of this account since Blender was started."""
        return self.purse.spent_by(self.client.known_account)

    @property
    def credits(self) -> int | None:
        """The balance, as far as it is known."""
        return self.balance.credits

    @property
    def budget(self) -> Budget:
        """What can still be spent."""
        seats, waiting = self.seats, self.purse.to_be_sent(self.jobs.values())
        if seats:
            seats = replace(seats, today=seats.today + waiting, on_project=seats.on_project + waiting)
        return Budget(self.credits, self.spent, self.promised, self.settings.budget, seats)

    def learn_seats(self) -> None:
        """Learn at once what all seats have spent, where they share a budget. Reads from the disk."""
        if self.settings.budget:
            self._keep_seats(self._ask_journal()(self.client))

    def refresh_seats(self) -> None:
        """The same in the background."""
        self._lookups.ask(self.client, self._ask_journal(), self._keep_seats)

    def _ask_journal(self) -> Callable[[Client], Spent | None]:
        path, project = self.results_folder.journal_path, self.project
        return lambda client: spending_ledger.spent(path, project, client.transport.now())

    def _keep_seats(self, outcome: Spent | Exception | None) -> None:
        before, self.seats = self.seats, outcome if isinstance(outcome, Spent) else None
        if before and self.seats:
            before = replace(before, now=self.seats.now)
        self.version += self.seats != before

    def close(self) -> bool:
        """End all threads; True when they have ended. Jobs go on when a Blender starts again."""
        for client in self._clients:
            client.transport.connections.abort()
        ended = [self._stop_engine(), self._lookups.stop(5.0)]
        return all(ended)

    def _connect(self, settings: Settings) -> Client:
        transport = Transport(settings.base_url, settings.key, settings.user_agent, lambda _host: self.online)
        self._clients.append(Client(transport))
        return self._clients[-1]

    def _stop_engine(self) -> bool:
        engine, self._engine = self._engine, None
        for job_id in self.searching:
            self.search_outcomes[job_id] = SearchOutcome.FAILED
        self.searching.clear()
        return engine.stop() if engine else True

    def _take_event(self) -> bool:
        try:
            event = self._engine.events.get_nowait() if self._engine else None
        except queue.Empty:
            return False
        self.version += not isinstance(event, Job | Progress | None)
        match event:
            case Job():
                self._keep_job(event)
            case Progress(job_id, share):
                job = self.jobs.get(job_id)
                if job and job.state is State.DOWNLOADING:  # its worker may hear of a cancel later than we do
                    self.shares[job_id] = share
            case Notice(text):
                self.tell(text)
                self.on_notice(text)
            case RecentPublished():
                self.knows_recent = True
            case LeftTaken():
                self.knows_left = True
            case Relisting():
                self.relisting = event
            case Searched(job_id, outcome):
                self.searching.discard(job_id)
                self.search_outcomes[job_id] = outcome
            case None:
                return False
        return True

    def _keep_job(self, job: Job) -> None:
        before = self.jobs.get(job.id)
        self.version += job != before
        self.jobs[job.id] = job
        self.on_job(job)
        if job.state is not State.DOWNLOADING:
            self.shares.pop(job.id, None)
        if self.purse.note(job):
            if self.balance.pay(job):
                self.refresh_account()
        elif before and self.balance.is_doubted_by(before, job):
            self.refresh_account()
        if before and before.state is not State.READY and job.state is State.READY and not job.elsewhere:
            self.on_ready(job)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The jobs that this engine looks after: in memory, in the journal, and published to whoever listens.

Belongs to the engine's thread; only `events` is read by others.
"""

from __future__ import annotations

import queue
from dataclasses import replace
from typing import TYPE_CHECKING

from . import leftover_download
from .belonging import Belonging
from .event import Event, Notice, Searched, SearchOutcome
from .job import Job, Kind, State
from .left_job import taken_over
from .open_journal import OpenJournal
from .poll_policy import expected, late_after
from .problem import ACCOUNT_UNKNOWN, OTHER_ACCOUNT, FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .journal import Journal
    from .owner_lock import OwnerLock
    from .problem import Problem
    from .results_folder import ResultsFolder

RECENT = 200  # jobs published at the start, besides those that somebody waits for


class JobStore:
    def __init__(self, results_folder: ResultsFolder) -> None:
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.jobs: dict[str, Job] = {}
        self.belonging = Belonging()
        self._results_folder = results_folder
        self._others: dict[str, Job] = {}  # published, but looked after elsewhere
        self._journal = OpenJournal(results_folder, self.notify, self._write_all)
        self._unsaved: set[str] = set()
        self._last_notice = ""

    @property
    def is_incomplete(self) -> bool:
        """Whether the journal had to be begun anew, and the service has not been asked yet what is ours."""
        return self._journal.use(lambda journal: journal.is_incomplete)

    @is_incomplete.setter
    def is_incomplete(self, value: bool) -> None:
        self._journal.use(lambda journal: setattr(journal, "is_incomplete", value))

    @property
    def owner_id(self) -> str:
        """Who we are in the journal; "" as long as it cannot be opened."""
        return self._owner.id if self._journal.is_open else ""

    def remove_leftovers(self, found: list[Path]) -> None:
        """Remove of these unfinished downloads the ones that nobody is at; see leftover_download.py."""
        if self._journal.is_open:
            leftover_download.remove(found, self._owner)

    def notify(self, text: str) -> None:
        """Say something that belongs to no single job; the same thing is not said twice in a row."""
        if text != self._last_notice:
            self._last_notice = text
            self.events.put(Notice(text))

    def searched(self, job_id: str, outcome: SearchOutcome) -> None:
        """Answer whoever asked for a job to be sent again."""
        self.events.put(Searched(job_id, outcome))

    def close(self) -> None:
        self.save_pending()
        self._journal.close()

    def publish(self, job: Job) -> None:
        """Report a job as it is shown, which is not always as it is written."""
        self.events.put(job)

    def publish_recent(self) -> None:
        """Report the newest jobs that nothing was told of yet: ours are told of when we come to them."""
        for job in reversed(self._journal.use(lambda journal: journal.recent(RECENT))):
            if job.id not in self.jobs:
                self._publish_other(job)

    def publish_others(self, *, anew: bool = False) -> None:
        """Report what has become of the jobs that are not ours to move on; or all of them, once more."""
        for job_id, before in list(self._others.items()):
            found = self._from_journal(job_id)
            if found and (anew or found != before):
                self._publish_other(found)

    def _publish_other(self, job: Job) -> None:
        if job.unfinished or job.needs_the_artist:
            self._others[job.id] = job
        else:
            self._others.pop(job.id, None)
        self.tell(job)

    def tell(self, job: Job) -> None:
        """Report a job as it stands under the key and the address in use."""
        self.events.put(self.belonging.shown(job, mine=job.id in self.jobs))

    def tell_as_known(self, job_id: str) -> None:
        """Report a job again of which the next step was not written; the journal may be out of reach."""
        if known := self.jobs.get(job_id) or self._others.get(job_id):
            self.tell(known)

    @property
    def awaits_account(self) -> bool:
        """Whether it cannot be told before the account is known what is to become of some job."""
        known = [*self._others.values(), *self.jobs.values()]
        return bool(self.belonging.left) or any(map(self.belonging.is_undecided, known))

    def find_left(self, service: str) -> None:
        """See which jobs an ended Blender left, and leave them until the account is known."""
        left = self._journal.use(lambda journal: journal.left(self._owner.id, self._owner.is_alive, service))
        self.belonging.left = {job.id for job in left}

    def claim(self, service: str, account: str) -> list[Job]:
        """Take over the jobs of an account whose Blender is gone, and return those that go on.

        What was on the wire then is unconfirmed now. What was never sent waits for the artist.
        """
        at_work = {job.id for job in self.jobs.values() if job.unfinished}
        besides = at_work | self._unsaved | self.belonging.nobodys
        taken = self._journal.use(
            lambda journal: journal.claim(self._owner.id, self._owner.is_alive, service, account, besides)
        )
        self.belonging.left.clear()
        for job in taken:
            self.save(taken_over(job))
        return [self.jobs[job.id] for job in taken]

    def tell_left(self, told: Problem, *, for_good: bool) -> None:
        """Say why what an ended Blender left does not go on. for_good: until the artist does something."""
        for job in self._others.values():
            if job.id in self.belonging.left and job.unfinished:
                self.events.put(replace(job, elsewhere=for_good, problem=told))

    def release(self, job: Job) -> None:
        """Let go of a job that this account does not have, for the Blender of the one that has it."""
        self._journal.use(lambda journal: journal.release(job.id))
        self.jobs.pop(job.id)
        self._unsaved.discard(job.id)
        self.belonging.nobodys.add(job.id)
        self._publish_other(job)

    def take_up(self, job_id: str, change: Callable[[Job], Job | None]) -> Job | None:
        """Write the next step of a job that was at rest, unless another Blender has just done the same.

        One that was refused before it was ever written is begun with this step. What the journal has of one
        whose last step could not be written is out of date: nothing is done until that is written.
        """
        self.save_pending()
        if job_id in self._unsaved:
            self._write(self.jobs[job_id])
        found = self._journal.use(
            lambda journal: journal.take(job_id, self._owner.id, self._owner.is_alive, change)
        )
        if found is None and job_id in self.jobs and self._from_journal(job_id) is None:
            found = change(self.jobs[job_id])
            if found:
                self._write(found)
        if found and not found.elsewhere:
            self._update(found)
            return found
        mine, current = self.jobs.get(job_id), self._from_journal(job_id)
        if mine and current and mine.state is not current.state:
            del self.jobs[job_id]  # that one looks after it now
        if current := current or mine:
            self._publish_other(current)
        return None

    def add(self, job: Job) -> Job:
        """Write a job that is to be sent. Raises FileProblem: what is not written must not be sent."""
        durations = self._journal.use(lambda journal: journal.durations(job.kind))
        job = job.to(job.state, expected_seconds=expected(durations), late_seconds=late_after(durations))
        self._write(job)
        self._update(job)
        return job

    def add_together(self, jobs: list[Job]) -> bool:
        """The same for jobs of one kind, all of them or none.

        False if one of them has been begun already.
        """
        durations = self._journal.use(lambda journal: journal.durations(jobs[0].kind))
        known = {"expected_seconds": expected(durations), "late_seconds": late_after(durations)}
        jobs = [job.to(job.state, **known) for job in jobs]
        if not self._journal.use(lambda journal: journal.begin_all(jobs, self._owner.id)):
            return False
        for job in jobs:
            self._update(job)
        return True

    def tell_begun(self, job_id: str) -> bool:
        """Report a job that was begun already, here or elsewhere, as it stands; False if it was not."""
        found = self.find(job_id)
        if found and job_id in self.jobs:
            self.tell(found)
        elif found:
            self._publish_other(found)
        return found is not None

    def commit(self, job: Job, now: float | None = None) -> bool:
        """Write a step that must be durable before it is acted on. Raises FileProblem, or BudgetSpent.

        False, and nothing is written, while the generation is taken up with another job: the service takes
        one at a time, and two at once could not be told apart.
        """
        budget = self._results_folder.budget

        def save(journal: Journal) -> bool:
            self._results_folder.check_budget()
            return journal.save_if_free(job, self._owner.id, budget, now)

        if not self._journal.use(save):
            return False
        self._update(job)
        return True

    def save(self, job: Job) -> None:
        """Write a step that has happened already. If it cannot be written it is held here and tried again.

        While others wait to be written it only joins them: each attempt on a locked file takes seconds.
        """
        self._unsaved.add(job.id)
        self._update(job)
        if len(self._unsaved) == 1:
            self.save_pending()

    def save_pending(self) -> None:
        """Write what could not be written when it happened, as far as it can be now."""
        try:
            for job_id in tuple(self._unsaved):
                self._write(self.jobs[job_id])
        except FileProblem as problem:
            self.notify(str(problem))

    def refuse(self, job: Job) -> None:
        """Tell of a job that never began. It is not written: nothing was sent and nothing is owed."""
        self._update(job)

    def adopt(self, job_id: str) -> Job | None:
        """A job by its id, taken over from the journal unless another running Blender looks after it."""
        mine = self.jobs.get(job_id)
        if mine and (mine.unfinished or job_id in self._unsaved):
            return mine
        known = mine or self._from_journal(job_id)
        if known and self.is_of_other_account(known):
            return None
        if known and not mine and self.belonging.is_undecided(known):
            self.notify(ACCOUNT_UNKNOWN.text)
            return None
        taken = self._journal.use(lambda journal: journal.take(job_id, self._owner.id, self._owner.is_alive))
        found = taken or mine
        if found and found.elsewhere:
            self.notify("Another running Blender looks after this job. Go on with it there.")
            return None
        if found:
            found = self.jobs[job_id] = taken_over(found)
        return found

    def is_of_other_account(self, job: Job) -> bool:
        """Whether a job belongs to another account; the artist is told so."""
        told = self.belonging.hindrance(job)
        if told is OTHER_ACCOUNT:
            self.notify(told.text)
        return told is OTHER_ACCOUNT

    def find(self, job_id: str) -> Job | None:
        """A job by its id, whoever looks after it."""
        return self.jobs.get(job_id) or self._from_journal(job_id)

    def is_anothers(self, job: Job) -> bool:
        """Whether the generation that a new image was said to be is one that was there before.

        Asked of what is in memory: an answer to a paid request is not held up by a journal that is locked.
        """
        others = (other for other in self.jobs.values() if other.id != job.id and not other.free)
        known = {other.generation_id for other in others} | {job.baseline.get("newest_id", "")}
        return job.kind is Kind.IMAGE and job.generation_id in known

    def children(self, job: Job) -> list[Job]:
        """The jobs that are to be made from this one, and wait for it or for the artist."""
        waiting = {State.WAITING, State.UNSENT}
        return [child for child in self.jobs.values() if child.parent_id == job.id and child.state in waiting]

    def unconfirmed_images(self, service: str) -> list[Job]:
        """See Journal.unconfirmed_images: those of other Blenders count too."""
        return self._journal.use(lambda journal: journal.unconfirmed_images(service))

    def of_generation(self, generation_id: str) -> list[Job]:
        return self._journal.use(lambda journal: journal.of_generation(generation_id))

    def known_generations(self) -> set[str]:
        return self._journal.use(lambda journal: journal.generation_ids())

    def is_busy(self, job: Job) -> bool:
        """Whether the job's generation is taken up with another job; see commit."""
        if job.kind is Kind.IMAGE:
            return False
        return self._journal.use(lambda journal: journal.is_busy(job))

    def journal_to_check(self, seconds: float) -> Journal | None:
        """The journal, if nobody has begun to check it for so long: then this is for us to do."""
        return self._journal.use(lambda journal: journal if journal.take_turn("check", seconds) else None)

    def set_aside(self, damaged: Journal) -> None:
        """Begin anew in place of a journal that a check has found damaged, if it is still in use."""
        damaged.is_damaged = True
        self._journal.use(lambda _journal: None)

    @property
    def _owner(self) -> OwnerLock:
        return self._journal.owner

    def _from_journal(self, job_id: str) -> Job | None:
        return self._journal.use(lambda journal: journal.get(job_id))

    def _write(self, job: Job) -> None:
        self._journal.use(lambda journal: journal.save(job, self._owner.id))
        self._unsaved.discard(job.id)

    def _update(self, job: Job) -> None:
        """The job as it is from now on, here and for whoever listens."""
        self.jobs[job.id] = job
        self._others.pop(job.id, None)
        self.events.put(job)

    def _write_all(self) -> None:
        """The journal was lost: all that is known here is written into the next one."""
        self._unsaved.update(self.jobs)
        self.save_pending()

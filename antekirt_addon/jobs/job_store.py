# SPDX-License-Identifier: GPL-3.0-or-later
"""The jobs that this engine looks after: in memory, in the journal, and published to whoever listens.

Belongs to the engine's thread; only `events` is read by others.
"""

from __future__ import annotations

import queue
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..message import Message
from . import leftover_download
from .job import Job, Kind, State
from .journal import Journal
from .owner_lock import OwnerLock
from .poll_policy import expected
from .problem import OTHER_SERVICE, UNCONFIRMED, FileProblem, describe_os_error

if TYPE_CHECKING:
    from pathlib import Path

    from .results_folder import ResultsFolder

RECENT = 200  # jobs published at the start, besides those that somebody waits for


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the artist should know that belongs to no single job."""

    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a job's files has arrived, 0 to 1."""

    job_id: str
    share: float


@dataclass(frozen=True, slots=True)
class RecentPublished:
    """All recent jobs have been published, those taken over among them."""


Event = Job | Notice | Progress | RecentPublished


class JobStore:
    def __init__(self, results_folder: ResultsFolder) -> None:
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.jobs: dict[str, Job] = {}
        self._others: dict[str, Job] = {}  # published, but looked after elsewhere
        self._results_folder = results_folder
        self._journal: Journal | None = None
        self._owner: OwnerLock | None = None
        self._unsaved: set[str] = set()
        self._last_notice = ""

    def open(self) -> Journal:
        """The journal, opened if it is not open yet, or begun anew if it has vanished. Raises FileProblem."""
        if self._journal and not self._journal.exists():
            self.notify(
                Message(
                    "The folder {folder} or the list of jobs in it was gone. It is made anew.",
                    folder=self._results_folder.folder,
                )
            )
            self._drop()
        if self._journal is None:
            self._results_folder.prepare()
            journal = Journal(self._results_folder.journal_path)
            try:
                self._owner = self._owner or OwnerLock(self._results_folder.owners)
            except OSError as error:
                journal.close()
                where = Message("The folder {folder}", folder=self._results_folder.owners)
                raise FileProblem(describe_os_error(error, where)) from error
            self._journal = journal
            if journal.set_aside:
                self.notify(
                    Message(
                        "The list of jobs could not be read. It was kept as {name} and a new one begun."
                        " What the service still has is fetched again, free of charge.",
                        name=journal.set_aside.name,
                    )
                )
        return self._journal

    @property
    def is_incomplete(self) -> bool:
        """Whether the journal had to be begun anew, and the service has not been asked yet what is ours."""
        return self.open().is_incomplete

    @is_incomplete.setter
    def is_incomplete(self, value: bool) -> None:
        self.open().is_incomplete = value

    @property
    def owner_id(self) -> str:
        """Who we are in the journal; "" as long as it cannot be opened."""
        return self._owner.id if self._owner else ""

    def remove_leftovers(self, found: list[Path]) -> None:
        """Remove of these unfinished downloads the ones that nobody is at; see leftover_download.py."""
        if self._owner:
            leftover_download.remove(found, self._owner)

    def notify(self, text: str) -> None:
        """Say something that belongs to no single job; the same thing is not said twice in a row."""
        if text != self._last_notice:
            self._last_notice = text
            self.events.put(Notice(text))

    def close(self) -> None:
        if self._journal:
            self.save_pending()
        self._drop()

    def publish(self, job: Job) -> None:
        """Report a job as it is shown, which is not always as it is written."""
        self.events.put(job)

    def publish_recent(self, service: str) -> None:
        """Report the newest jobs, whoever looks after them, so that a new listener knows the past."""
        for job in reversed(self.open().recent(RECENT)):
            if job.id in self.jobs:
                self.events.put(self.jobs[job.id])
            else:
                self._publish_other(job, service)

    def publish_others(self) -> None:
        """Report what has become of the jobs that another running Blender looks after."""
        for job_id, before in list(self._others.items()):
            found = self.open().get(job_id)
            if found and found != before:
                self._publish_other(found, found.service)

    def _publish_other(self, job: Job, service: str) -> None:
        if job.unfinished:
            self._others[job.id] = job
        else:
            self._others.pop(job.id, None)
        told = OTHER_SERVICE if job.unfinished and job.service != service else job.problem
        self.events.put(replace(job, elsewhere=job.unfinished, problem=told))

    def claim(self, service: str) -> list[Job]:
        """Take over the jobs whose Blender is gone. What was on the wire then is unconfirmed now."""
        journal = self.open()
        assert self._owner is not None
        taken = journal.claim(self._owner.id, self._owner.is_alive, service)
        resumed = []
        for job in taken:
            resumed.append(_resumed(job))
            self.save(resumed[-1])
        return resumed

    def add(self, job: Job) -> Job:
        """Write a job that is to be sent. Raises FileProblem: what is not written must not be sent."""
        journal = self.open()
        job = job.to(job.state, expected_seconds=expected(journal.durations(job.kind)))
        self._write(job)
        self._update(job)
        return job

    def commit(self, job: Job) -> bool:
        """Write a step that must be durable before it is acted on. Raises FileProblem.

        False, and nothing is written, while the service may be at work on the same generation for another
        job: it takes one at a time, and two at once could not be told apart.
        """
        journal = self.open()
        assert self._owner is not None  # open() made it
        if not journal.save_if_free(job, self._owner.id):
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
        journal = self.open()
        assert self._owner is not None  # open() made it
        found = journal.take(job_id, self._owner.id, self._owner.is_alive) or mine
        if found and found.elsewhere:
            self.notify("Another running Blender looks after this job. Go on with it there.")
            return None
        if found:
            found = self.jobs[job_id] = _resumed(found)
        return found

    def find(self, job_id: str) -> Job | None:
        """A job by its id, whoever looks after it."""
        return self.jobs.get(job_id) or self.open().get(job_id)

    def children(self, job: Job) -> list[Job]:
        """The jobs that wait for this one."""
        return [
            child
            for child in self.jobs.values()
            if child.parent_id == job.id and child.state is State.WAITING
        ]

    def unconfirmed_images(self, service: str) -> list[Job]:
        """See Journal.unconfirmed_images: those of other Blenders count too."""
        return self.open().unconfirmed_images(service)

    def of_generation(self, generation_id: str) -> list[Job]:
        return self.open().of_generation(generation_id)

    def known_generations(self) -> set[str]:
        return self.open().generation_ids()

    def is_busy(self, job: Job) -> bool:
        """Whether the service may be at work on the job's generation for another job; see commit."""
        return job.kind is not Kind.IMAGE and self.open().is_busy(job.generation_id, besides=job.id)

    def _write(self, job: Job) -> None:
        journal = self.open()
        assert self._owner is not None
        journal.save(job, self._owner.id)
        self._unsaved.discard(job.id)

    def _update(self, job: Job) -> None:
        """The job as it is from now on, here and for whoever listens."""
        self.jobs[job.id] = job
        self._others.pop(job.id, None)
        self.events.put(job)

    def _drop(self) -> None:
        """Let go of a journal that has vanished. All that is known here is written into the next one."""
        if self._journal:
            self._journal.close()
        if self._owner:
            self._owner.release()
        self._journal = self._owner = None
        self._unsaved.update(self.jobs)


def _resumed(job: Job) -> Job:
    """A job as it goes on after its Blender is gone. What was on the wire then is unconfirmed now."""
    match job.state:
        case State.SUBMITTING:
            return job.to(State.UNCONFIRMED, problem=UNCONFIRMED)
        case State.DOWNLOADING:
            return job.to(State.RUNNING)
        case State.HELD:
            return job.retried() or job
        case _:
            return job

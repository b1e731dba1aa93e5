# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account has already, brought for nothing: from the disk if it is there, else from the service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..api.error import ApiError
from . import refused_folder
from .job import Job, State
from .possession import Possession, is_fetched, is_same_request, possession
from .problem import FileProblem, Problem, Remedy, describe, describe_missing

if TYPE_CHECKING:
    from .possession import Shown
    from .results_folder import ResultsFolder
    from .step_dispatcher import Dispatcher


class FreeFetching:
    def __init__(self, dispatcher: Dispatcher, results_folder: ResultsFolder) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._results_folder = results_folder

    def possession(self, job: Job, shown: Shown) -> Possession:
        """Whether the account has what a job asks for. Raises FileProblem."""
        has_all = self._results_folder.holds
        return possession(job, self._others(job), has_all, shown)[0]

    def fetch(self, job: Job) -> None:
        """Go on with a job that is free."""
        job = replace(job, account=self._store.belonging.account_for(job))
        try:
            others = self._others(job)
        except FileProblem as error:
            self._store.refuse(job.to(State.FAILED, problem=describe(error)))
            return
        for other in reversed(others):  # the newest shows what the service shows
            if _brings_same(job, other) and any(map(self._results_folder.has, other.files)):
                job = self._taken_from(other, job)
                break
        self._store.save(job)
        if job.unfinished:
            self._schedule.wait(job.id, 0)

    def _taken_from(self, other: Job, job: Job) -> Job:
        """A free job with the files that another one has brought and that are still there.

        It is ready if these are all. If not, the others are fetched; where nobody can be asked for them, it
        is ready with what there is.
        """
        files = tuple(filter(self._results_folder.has, other.files))
        taken = replace(
            other,
            id=job.id,
            purpose=job.purpose,
            free=True,
            unless_had=job.unless_had,
            state=State.READY,
            files=files,
        )
        taken = replace(
            taken,
            account=job.account,
            dismissed=False,
            imported=None,
            credits_used=None,
            credits_remaining=None,
            problem=None,
        )
        if other.state is State.READY and not other.is_partial and files == other.files:
            return taken
        try:
            self._dispatcher.client.transport.check()
        except ApiError as error:
            text = other.problem.text if other.is_partial and other.problem else describe(error).text
            if missing := [file.index for file in other.files if file not in files]:
                text = describe_missing(missing, len(other.files), describe(error).text)
            return replace(taken, problem=Problem(text, charged=False, remedy=Remedy.RETRY_DOWNLOAD))
        return replace(
            job,
            files=files,
            artist_id=other.artist_id,
            artist_name=other.artist_name,
            prompt=other.prompt,
            generation_created_at=other.generation_created_at,
        )

    def _others(self, job: Job) -> list[Job]:
        """The jobs made on its generation, oldest first."""
        return [
            *refused_folder.of_generation(self._results_folder, job.generation_id),
            *self._store.of_generation(job.generation_id),
        ]


def _brings_same(job: Job, other: Job) -> bool:
    """Whether the files of another job are those that a free one is for."""
    if job.unless_had:
        return is_same_request(job, other) and (is_fetched(other) or not other.free)
    return (other.kind, other.image_index) == (job.kind, job.image_index)

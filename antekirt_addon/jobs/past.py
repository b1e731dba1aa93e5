# SPDX-License-Identifier: GPL-3.0-or-later
"""What earlier jobs have brought, however old: those that the main thread knows, and those in the journal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from . import journal_lookup, refused_folder
from .job import Job, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .results_folder import ResultsFolder


class Past:
    """jobs: those that are known; what is asked for by its id joins them."""

    def __init__(self, jobs: dict[str, Job], results_folder: ResultsFolder) -> None:
        self._jobs = jobs
        self._results_folder = results_folder

    def find(self, job_id: str) -> Job | None:
        if job_id not in self._jobs:
            found = journal_lookup.job(self._results_folder.journal_path, job_id)
            if found is None:
                return None
            self._jobs[job_id] = found
        return self._jobs[job_id]

    def batch_of(self, is_meant: Callable[[Job], bool]) -> list[Job]:
        """All jobs of the newest batch of which one is meant, in the order of its rows."""
        found = {job.id: job for job in journal_lookup.of_batches(self._results_folder.journal_path)}
        found |= {job.id: job for job in self._jobs.values() if job.batch}
        newest = max(filter(is_meant, found.values()), key=lambda job: job.created_at, default=None)
        of_batch = [job for job in found.values() if newest and job.batch == newest.batch]
        return sorted(of_batch, key=lambda job: job.created_at)

    def is_on_disk(self, job: Job, index: int | None = None) -> bool:
        """Whether an earlier job has brought the same files, and they are still there.

        index: of the only image that is wanted.
        """
        return any(
            (other.kind, other.image_index) == (job.kind, job.image_index)
            and (index is not None or other.state is State.READY)
            and self._results_folder.holds(other, index)
            for other in self.of_generation(job.generation_id)
        )

    def with_details(self, job: Job) -> Job:
        """The job with what earlier ones tell about its generation: artist, prompt and date."""
        for other in self.of_generation(job.generation_id):
            return replace(
                job,
                artist_id=other.artist_id,
                artist_name=other.artist_name,
                prompt=other.prompt,
                generation_created_at=other.generation_created_at,
            )
        return job

    def of_generation(self, generation_id: str, *, from_journal: bool = True) -> Iterator[Job]:
        """The jobs made on one generation. from_journal: also those that are not known yet."""
        if not from_journal:
            yield from (job for job in self._jobs.values() if job.generation_id == generation_id)
            return
        path = self._results_folder.journal_path
        yield from journal_lookup.of_generation(path, generation_id, self._jobs)
        yield from refused_folder.of_generation(self._results_folder, generation_id)

    def with_prompt(self, prompt: str) -> Iterator[Job]:
        """The jobs that have brought something of a prompt, however old, and not those that are known."""
        found = journal_lookup.with_prompt(self._results_folder.journal_path, prompt) if prompt else ()
        yield from (job for job in found if job.id not in self._jobs)

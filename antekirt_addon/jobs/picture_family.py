# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that can take each other's place: those of one generation, and of each other with its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .job import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..api.resource import Generation
    from .job import Job, ResultFile


@dataclass(frozen=True, slots=True)
class Relative:
    """One picture. job: one that has brought it; None where the history alone tells of it.

    file: it, if it lies here.
    """

    generation_id: str
    index: int
    job: Job | None = None
    file: ResultFile | None = None


def family(
    generation_id: str,
    words: tuple[str, str],
    jobs: Iterable[Job],
    listed: Iterable[Generation],
    has: Callable[[ResultFile], bool],
) -> list[Relative]:
    """The pictures of a generation and of all with its artist and prompt, oldest first.

    words: its artist's id and its prompt. listed: what the history shows. has: whether a file lies here.
    """
    made: dict[str, list[Job]] = {}
    for job in jobs:
        if job.kind is Kind.IMAGE and job.generation_id and job.files:
            made.setdefault(job.generation_id, []).append(job)
    told = {generation.id: generation for generation in listed if generation.outputs.images}
    known = {one: {_words(job.artist_id, job.prompt) for job in by} for one, by in made.items()}
    for one, generation in told.items():
        known.setdefault(one, set()).add(_words(generation.artist_id, generation.prompt))
    wanted = {_words(*words), *known.get(generation_id, set())} - {None}
    ids = [one for one, its in known.items() if one == generation_id or its & wanted]
    ids.sort(key=lambda one: (_age(made.get(one, []), told.get(one)), one))
    return [relative for one in ids for relative in _pictures(one, made.get(one, []), told.get(one), has)]


def _words(artist_id: str, prompt: str) -> tuple[str, str] | None:
    """What makes pictures relatives; None where it is not known."""
    return (artist_id.lower(), " ".join(prompt.split())) if artist_id and prompt.strip() else None


def _age(jobs: list[Job], told: Generation | None) -> str:
    """When a generation was made, as a text that can be sorted."""
    dates = [job.generation_created_at for job in jobs] + [told.created_at if told else ""]
    begun = min((job.created_at for job in jobs), default=0.0)
    return max(dates) or datetime.fromtimestamp(begun, UTC).isoformat()


def _pictures(
    generation_id: str, jobs: list[Job], told: Generation | None, has: Callable[[ResultFile], bool]
) -> list[Relative]:
    found: dict[int, Relative] = {
        index: Relative(generation_id, index) for index in range(len(told.outputs.images) if told else 0)
    }
    for job in sorted(jobs, key=lambda job: job.imported is not None):
        for file in job.files:
            here = file if has(file) else None
            if here or file.index not in found or not found[file.index].file:
                found[file.index] = Relative(generation_id, file.index, job, here)
    return [found[index] for index in sorted(found)]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Room on the artist's disk: which originals may go, because the service still has the very same ones.

A file stays when nothing here proves that it can be fetched again: the service no longer shows it, it
belongs to another account or server, its job is not in the journal, the artist has changed it, or somebody
is using it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..api.address import unsigned
from ..api.generation_status import Status
from .download import digest
from .job import Job, Kind, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from ..api.client import Client
    from ..api.resource import Generation
    from .results_folder import ResultsFolder


@dataclass(frozen=True, slots=True)
class Removable:
    path: Path
    size: int  # bytes
    changed_at: int  # nanoseconds since 1970


def removable(
    results_folder: ResultsFolder, client: Client, used: Collection[Path], generation_id: str = ""
) -> list[Removable]:
    """The files that can go, of one generation or of all. Blocks. Raises ApiError or FileProblem.

    used: resolved paths that must stay.
    """
    history = [client.generation(generation_id)] if generation_id else _history(client)
    there = {address for generation in history for address in _addresses(generation)}
    found = {}
    for job in _jobs(results_folder):
        if job.state is not State.READY or job.service != client.transport.base_url:
            continue
        for file in job.files:
            path = results_folder.path(file)
            known = (job.generation_id, job.kind, unsigned(file.source_url))
            is_ours = path.is_relative_to(results_folder.folder)  # else of a folder that is only read
            if is_ours and known in there and path not in found and path.resolve() not in used:
                with suppress(FileNotFoundError):
                    if (seen := _measured(path)).size == file.size and digest(path) == file.sha256:
                        found[path] = seen
    return list(found.values())


def remove(files: list[Removable]) -> int:
    """Remove files as far as they are still what was found, and give the bytes that this has freed."""
    freed = 0
    for file in files:
        with suppress(FileNotFoundError):
            if _measured(file.path) == file:
                file.path.unlink()
                freed += file.size
    return freed


def _measured(path: Path) -> Removable:
    found = path.stat()
    return Removable(path, found.st_size, found.st_mtime_ns)


def _history(client: Client) -> Iterator[Generation]:
    from ..api.client import every_page  # not needed at Blender's start

    pages = every_page(lambda number: client.generations(page=number, limit=100))
    return (generation for generation in pages if generation.status is Status.COMPLETED)


def _addresses(generation: Generation) -> Iterator[tuple[str, Kind, str]]:
    outputs = generation.outputs
    for kind, output in (
        *((Kind.IMAGE, image) for image in outputs.images),
        (Kind.SVG, outputs.svg),
        (Kind.VIDEO, outputs.video),
    ):
        if output:
            yield generation.id, kind, unsigned(output.url)


def _jobs(results_folder: ResultsFolder) -> Iterator[Job]:
    from .journal import Journal  # nor is a database

    results_folder.prepare()
    journal = Journal(results_folder.journal_path, rights=results_folder.rights)
    try:
        yield from journal.all()
    finally:
        journal.close()

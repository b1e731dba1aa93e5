# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that jobs have brought of a generation, for what has no jobs of its own to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs.job import Kind, State
from . import job_session, runtime
from .job_import import attribution_of
from .known_file import KnownFile, KnownFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..scene.attribution import Attribution


def find(work: Attribution, kind: str) -> Iterator[KnownFile]:
    """Those of a kind that a work's generation has brought and that are still there."""
    session = job_session.running()
    if session is None:
        return
    for job in session.past.of_generation(work.generation_id):
        if job.kind == kind and job.state is State.READY:
            for file in job.files:
                path = session.results_folder.path(file)
                if path.is_file():
                    index = file.index if job.kind is Kind.IMAGE else job.image_index
                    yield KnownFile(path, attribution_of(job, file), index, job.parameters)


CLASSES = ()


def register() -> None:
    runtime.state(KnownFiles).find = find

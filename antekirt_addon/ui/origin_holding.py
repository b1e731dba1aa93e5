# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account has of a work that panels show: results on the disk, and what jobs have brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs.job import Kind
from ..operators import addon_settings, job_session, owned_output, runtime
from .origin_listing import Holding, Holdings

if TYPE_CHECKING:
    from ..jobs.session import Session
    from ..scene.attribution import Attribution


def _holding(work: Attribution) -> Holding:
    session = job_session.running()
    results = session.results_folder if session else addon_settings.read().results_folder
    files = {kind: results.file_of(work.generation_id, kind, work.image_index) for kind in Kind}
    kinds = {kind for kind, file in files.items() if file}
    if session:
        kinds |= _known(session, work)
    return Holding(str(files[Kind.IMAGE] or ""), frozenset(kinds))


def _known(session: Session, work: Attribution) -> set[Kind]:
    """What jobs of ours have brought of a generation, wherever the files are."""
    made = {job.kind for job in session.past.of_generation(work.generation_id) if job.files}
    vectors = owned_output.vectors_of(session, work.generation_id, work.image_index)
    if not owned_output.is_had(session, vectors):
        made.discard(Kind.SVG)
    return made


def _version() -> object:
    session = job_session.running()
    return (session, session.version) if session else None


CLASSES = ()


def register() -> None:
    holdings = runtime.state(Holdings)
    holdings.of, holdings.version = _holding, _version

# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that are not here, brought for nothing to be shown where another one is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..api.error import ApiError
from ..jobs.job import Job, Kind, State
from ..jobs.problem import FileProblem
from . import variant_choice
from .preflight import check_connection

if TYPE_CHECKING:
    from ..jobs.session import Session
    from ..scene.variant.shown_picture import ShownPicture
    from .awaited_result import AwaitedResult
    from .job_purpose import Purpose


def begin(session: Session, generation_id: str, shown: ShownPicture, purpose: Purpose) -> Job:
    """The job that brings the pictures of a generation. Raises ApiError or FileProblem.

    shown: a picture of the same prompt, by which its card is named until the service tells more.
    """
    job = Job(
        Kind.IMAGE,
        {},
        session.service,
        purpose.to_json(),
        free=True,
        state=State.RUNNING,
        generation_id=generation_id,
        artist_id=shown.artist_id,
        prompt=shown.prompt,
    )
    session.start([job])
    return job


def due(session: Session, job: Job, result: AwaitedResult) -> tuple[Job, AwaitedResult]:
    """What is awaited in place of a job that was to tell which pictures its generation has.

    It is the picture whose turn it is, or the job that brings it; the same again where there is no other one.
    The card of a job that has nothing to show besides is gone then.
    """
    shown = result.purpose.instead
    if job.state is not State.READY or shown is None or result.step is None:
        return job, result
    found = _first(session, shown, result, result.step)
    if found is None or found[0].id != job.id:
        session.engine.dismiss(job.id)
    return found or (job, result)


def _first(
    session: Session, shown: ShownPicture, result: AwaitedResult, step: int
) -> tuple[Job, AwaitedResult] | None:
    for wanted in variant_choice.in_turn(session, shown, step):
        purpose = replace(result.purpose, image_index=wanted.index)
        job = wanted.job if wanted.file else None
        if job is None:
            try:
                check_connection(session)
                job = variant_choice.fetched_already(session, wanted.generation_id) or begin(
                    session, wanted.generation_id, shown, purpose
                )
            except (ApiError, FileProblem):
                continue
            if job.problem:  # it goes on by itself, and is shown when its turn comes again
                continue
        return job, replace(result, job_id=job.id, purpose=purpose, step=None)
    return None

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account has of a picture already: it is fetched for nothing, and nobody pays for it unasked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ..api.error import InvalidRequest
from ..jobs import generation_problem
from ..jobs.job import Job, Kind, State
from ..jobs.possession import Possession, Shown, possession
from ..message import Message
from .preflight import check_connection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..api.resource import Generation
    from ..jobs.session import Session

FOR_NOTHING = {Possession.HERE, Possession.AT_THE_SERVICE}
ALREADY_THERE = Message("The account has this already. Nothing was charged")


class NotKnown(InvalidRequest):
    """It cannot be told whether the account has just this; nothing was sent."""


def decided(session: Session, job: Job) -> Job:
    """The job as it is to be begun, or the one that is under way for the same; asks the service, and blocks.

    Raises ApiError, also where it cannot be told whether the account has it.
    """
    from ..jobs.pipeline import check_image  # not read at Blender's start

    job.request()
    found, other = known(session, job)
    if found is not Possession.HERE:
        check_connection(session)
        generation = _generation(session, job.generation_id)
        check_image(job, generation)
        shown = Shown.of(generation, job.kind)
        found, other = known(session, job, shown)
    if found is Possession.UNDER_WAY and other and other.id not in session.jobs:
        session.start_engine()  # an ended Blender may have left it
        session.wait_until(lambda: session.knows_recent and session.knows_left)
        found, other = known(session, job, shown)
    if found is Possession.UNDER_WAY and other:
        if other.elsewhere:
            raise InvalidRequest("Another running Blender looks after this job. Go on with it there.")
        return other
    return _settled(job, found)


def decided_at_once(session: Session, job: Job, listed: Generation | None) -> Job:
    """The same by what is known here. listed: as the history shows it. Raises InvalidRequest."""
    job.request()
    found, _other = known(session, job, Shown.of(listed, job.kind) if listed else None)
    if found is Possession.UNDER_WAY:
        raise InvalidRequest("This is being made already. It costs nothing to wait for it.")
    return _settled(job, found)


def known(
    session: Session, job: Job, shown: Shown | None = None, *, from_journal: bool = True
) -> tuple[Possession, Job | None]:
    """See possession.py. from_journal: also what is older than the session knows."""
    job = replace(job, account=session.client.known_account)
    others = session.past.of_generation(job.generation_id, from_journal=from_journal)
    return possession(job, others, session.results_folder.holds, shown)


def is_had(session: Session, job: Job, listed: Generation | None = None) -> bool | None:
    """Whether a press costs nothing, as far as is known here; None if that cannot be told."""
    found, _ = known(session, job, Shown.of(listed, job.kind) if listed else None)
    return None if found is Possession.UNCLEAR else found in FOR_NOTHING


def had_vectors(session: Session, images: Iterable[tuple[str, int]]) -> frozenset[tuple[str, int]]:
    """Of some images, each by its generation and index, those whose vectors the account is known to have."""
    by_generation: defaultdict[str, list[Job]] = defaultdict(list)
    for other in session.jobs.values():
        if other.kind is Kind.SVG:
            by_generation[other.generation_id].append(other)
    return frozenset(
        (generation_id, index)
        for generation_id, index in images
        if (others := by_generation[generation_id])
        and possession(vectors_of(session, generation_id, index), others, session.results_folder.holds, None)[
            0
        ]
        in FOR_NOTHING
    )


def vectors_of(session: Session, generation_id: str, index: int) -> Job:
    """A job for the vectors of an image, for this account."""
    account = session.client.known_account
    return Job(
        Kind.SVG, {"image_index": index}, session.service, account=account, generation_id=generation_id
    )


def _settled(job: Job, found: Possession) -> Job:
    if found is Possession.UNCLEAR:
        raise NotKnown(generation_problem.unclear_source(job.kind, job.price).text)
    if found is Possession.NONE:
        return replace(job, unless_had=True)
    return replace(job, unless_had=True, free=True, state=State.RUNNING)


def _generation(session: Session, generation_id: str) -> Generation:
    answers: list[Generation | Exception] = []
    session.ask(lambda client: client.generation(generation_id), answers.append)
    session.wait_until(lambda: bool(answers))
    if isinstance(answers[0], Exception):
        raise answers[0]
    return answers[0]

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account has of a picture already: it is fetched for nothing, and nobody pays for it unasked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..api.error import InvalidRequest
from ..jobs import generation_problem
from ..jobs.job import Job, State
from ..jobs.possession import Possession, Shown, possession
from ..message import Message
from .preflight import check_connection

if TYPE_CHECKING:
    from ..api.resource import Generation
    from ..jobs.session import Session

ALREADY_THERE = Message("The account has this already. Nothing was charged")


class NotKnown(InvalidRequest):
    """It cannot be told whether the account has just this; nothing was sent."""


def decided(session: Session, job: Job) -> Job:
    """The job as it is to be begun, or the one that is under way for the same; asks the service, and blocks.

    Raises ApiError, also where it cannot be told whether the account has it.
    """
    job.request()
    found, other = known(session, job)
    if found is not Possession.HERE:
        check_connection(session)
        shown = Shown.of(_generation(session, job.generation_id), job.kind)
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

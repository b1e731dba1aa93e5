# SPDX-License-Identifier: GPL-3.0-or-later
"""A row of a farm's bundle, generated and fetched by a worker that may be the second to try.

Its job is in the journal before anything is sent, under a name that every worker comes to. One that is not
there may have been sent all the same, by a worker whose journal is lost: so the list of generations is asked
first, for what is newer than the bundle. Where that leaves open whether it was sent, nothing is.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import bpy

from ..jobs.batch_file import BatchRows
from ..jobs.job import UNFINISHED, Job, State
from ..jobs.prompt_likeness import is_alike, is_cut
from ..operators import batch_artist, batch_plan, preflight
from .farm_bundle import CannotFarm

if TYPE_CHECKING:
    from ..jobs.batch_file import BatchRow
    from ..jobs.candidate import Candidate
    from ..jobs.session import Session
    from .farm_bundle import FarmBundle

AGAIN_SECONDS = 5.0  # between two looks at what another worker is at
MOST_PRESSES = 50  # each passes over some of what is another's


def finished(session: Session, bundle: FarmBundle, number: int) -> Job:
    """The job of a row, with its files on the disk. Blocks.

    Raises CannotFarm, and what keeps a request from being sent.
    """
    row = bundle.row(number)
    _check_account(session, bundle, number)
    _take_over(session)
    presses = 0
    while True:
        job = _waited_for(session, bundle.job_id(row))
        if job and job.state is State.READY and session.results_folder.holds(job):
            return job
        if job is None:
            job = _begun(session, bundle, row)
        elif not job.is_under_way:
            if not (_can_go_on(job, presses) and presses < MOST_PRESSES):
                told = job.problem.sentence() if job.problem else "It has not come."
                raise CannotFarm(number, told)
            _press(session, row, job)
            presses += 1
        session.wait(job.id)


def _can_go_on(job: Job, presses: int) -> bool:
    """Whether something can be done for it that was not tried yet."""
    is_first = not presses and (job.state is State.READY or job.can_be_sent)
    return is_first or (job.state is State.ABSENT and bool(job.candidates))


def _press(session: Session, row: BatchRow, job: Job) -> None:
    """Do what its card in the panel has a button for."""
    if job.state is State.READY:  # somebody has removed its files
        session.engine.retry(job.id)
        session.wait_until(lambda: session.jobs[job.id].state is not State.READY)
    elif job.state is State.ABSENT:
        _send_again(session, row, job)
    else:
        _check_price(session, job, job.project)
        session.submit_unsent([job])


def _check_account(session: Session, bundle: FarmBundle, number: int) -> None:
    """Another account's list of generations tells nothing of what was sent with this one's key."""
    if session.service != bundle.service:
        raise CannotFarm(
            number, f"the bundle is for {bundle.service}, and this worker asks {session.service}."
        )
    preflight.check_connection(session)
    session.learn_account()
    if session.client.known_account != bundle.account:
        raise CannotFarm(
            number, "the bundle was written with the API key of another account. Nothing was sent."
        )


def _take_over(session: Session) -> None:
    """Learn what stands in the journal, and go on with what workers that are gone have left there."""
    session.resume()
    session.wait_until(lambda: session.knows_recent and session.knows_left)


def _waited_for(session: Session, job_id: str) -> Job | None:
    """The job, once no other living worker is at it."""
    while (job := session.past.find(job_id)) and job.elsewhere and job.state in UNFINISHED:
        session.wait_until(partial(_is_over, time.monotonic() + AGAIN_SECONDS))
        _take_over(session)
    return job


def _is_over(end: float) -> bool:
    return time.monotonic() >= end


def _begun(session: Session, bundle: FarmBundle, row: BatchRow) -> Job:
    """A job that no journal knows: it is looked for before it is sent, as one that was never answered."""
    batch_artist.learn(session, {row.artist})
    plain = replace(row, object="", import_as="NONE", options=())
    (planned,) = batch_plan.plan(bpy.context, BatchRows((plain,)), bundle.choices, bundle.id)
    job = replace(planned, id=bundle.job_id(row), unanswered=dict(bundle.since))
    _check_price(session, job, bundle.project)
    session.start([job])
    return job


def _check_price(session: Session, job: Job, project: str) -> None:
    """Raise what keeps a row from being paid for, also in the project that it is counted for."""
    session.project = session.project or project
    preflight.check_price(session, [job])


def _send_again(session: Session, row: BatchRow, job: Job) -> None:
    """Look for it once more and send it, unless something that the service lists may be it."""
    if possible := [candidate for candidate in job.candidates if _may_be(candidate, job)]:
        listed = ", ".join(f"“{candidate.title}” ({candidate.generation_id})" for candidate in possible)
        raise CannotFarm(
            row.number,
            "it cannot be told whether it was sent, as the list of generations has"
            f" {listed}. Nothing was sent. A card in the panel, with this results folder, asks which it is.",
        )
    _check_price(session, job, job.project)
    session.submit_again(job.id, tuple(candidate.generation_id for candidate in job.candidates))
    session.wait_until(lambda: job.id not in session.searching)


def _may_be(candidate: Candidate, job: Job) -> bool:
    """Whether a prompt that was sent may be listed so. What differs in its words is another's."""
    return is_alike(candidate.prompt, job.prompt) or is_cut(candidate.prompt, job.prompt)

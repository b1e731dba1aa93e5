# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be checked before anything is sent or paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..api.error import InvalidRequest
from . import job_import, spending_limit, studio
from .job_purpose import Purpose

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..jobs.session import Session


def check_jobs(session: Session, jobs: list[Job]) -> None:
    """Raise ApiError, SceneError or FileProblem for what would keep these jobs from being carried out."""
    check_requests(session, jobs)
    for job in jobs:
        job_import.check_import(job.kind, Purpose.from_json(job.purpose))
    check_price(session, jobs)


def check_price(session: Session, jobs: list[Job]) -> None:
    """The same, but for what concerns the import of results."""
    check_requests(session, jobs)
    price = total_price(jobs)
    session.check_price(price)
    session.learn_seats()
    session.budget.check(price, spending_limit.limit())
    session.results_folder.prepare()
    if price:
        session.results_folder.check_budget()


def total_price(jobs: list[Job]) -> int:
    """What they cost together."""
    return sum(job.price for job in jobs if not job.free)


def check_requests(session: Session, jobs: list[Job]) -> None:
    """The same, but for what depends on the balance and on this machine."""
    for job in jobs:
        job.request()
    if total_price(jobs):
        check_studio()
    if not all(job.free and session.past.is_on_disk(job) for job in jobs):
        check_connection(session)


def check_studio() -> None:
    """Raise when what the studio has set cannot be used: its limits are not known then."""
    if problem := studio.current().problem:
        raise InvalidRequest(problem)


def check_balance_known(session: Session) -> None:
    """Raise while it cannot be told whether several requests can all be paid for, and ask for the balance."""
    if session.balance.account is None:
        session.refresh_account()
        raise InvalidRequest("Your balance is not known yet. It is being asked for: try again in a moment.")


def check_connection(session: Session) -> None:
    """Raise when there is no key, or when online access is off and the server is not on this machine."""
    session.client.transport.check()

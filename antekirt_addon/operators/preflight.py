# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be checked before anything is sent or paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import job_import, spending_limit
from .job_purpose import Purpose

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..jobs.session import Session


def check_jobs(session: Session, jobs: list[Job]) -> None:
    """Raise ApiError, SceneError or FileProblem for what would keep these jobs from being carried out."""
    for job in jobs:
        job.request()
    check_connection(session)
    for job in jobs:
        job_import.check_import(job.kind, Purpose.from_json(job.purpose))
    check_price(session, jobs)


def check_price(session: Session, jobs: list[Job]) -> None:
    """The same, but for what concerns the import of results."""
    for job in jobs:
        job.request()
    check_connection(session)
    price = sum(job.price for job in jobs)
    session.budget.check(price, spending_limit.limit())
    session.results_folder.prepare()


def check_connection(session: Session) -> None:
    """Raise when there is no key, or when online access is off and the server is not on this machine."""
    session.client.transport.check()

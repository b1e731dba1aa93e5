# SPDX-License-Identifier: GPL-3.0-or-later
"""The session as a verb uses it: what goes on is told on standard error, and waiting has its limit."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..operators import job_session
from ..operators.preflight import check_connection

if TYPE_CHECKING:
    import argparse

    from ..jobs.job import Job, State
    from ..jobs.session import Session


def connected(arguments: argparse.Namespace) -> Session:
    """The session, if it can ask the service. Raises ApiError if not."""
    session = followed(arguments)
    check_connection(session)
    return session


def followed(arguments: argparse.Namespace) -> Session:
    """The session, telling of every step and waiting as long as asked."""
    session = job_session.session()
    session.on_job = _Progress(session).show
    session.on_notice = show_notice
    session.check_wait = arguments.wait_limit.check
    session.check_price = lambda _price: None
    return session


def show_notice(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201


class _Progress:
    """A line on standard error for each new state of a job; of what is over since long nothing is said."""

    def __init__(self, session: Session) -> None:
        self._shown: dict[str, State] = {}
        self._begun = session.begun

    def show(self, job: Job) -> None:
        is_news = job.unfinished or job.id in self._shown or job.id in self._begun
        if is_news and self._shown.get(job.id) is not job.state:
            self._shown[job.id] = job.state
            print(f"{job.kind} {job.generation_id or job.id}: {job.state}", file=sys.stderr)  # noqa: T201

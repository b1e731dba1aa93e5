# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that goes on with what earlier calls have begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...jobs.unsent_job import price_of
from .. import argument, payment, progress
from ..operator_call import OPERATORS
from ..row import Row, row_of

if TYPE_CHECKING:
    import argparse

    from ..command import Commands


def add(commands: Commands) -> None:
    columns = "generation_id kind state prompt problem"
    command = commands.add("resume", resume, "Finish all jobs that were paid", columns)
    command.add_argument(
        "--submit-unsent", action="store_true", help="send, and pay, also what was never sent"
    )
    payment.add_options(command)
    argument.add_timeout(command)


def resume(arguments: argparse.Namespace) -> Row | list[Row]:
    """What was paid goes on at once; what was never sent only when its price is agreed to."""
    session = progress.connected(arguments)
    if arguments.submit_unsent:
        session.resume()
        session.wait_until(lambda: session.knows_recent and session.knows_left)
        unsent = session.unsent
        things = ", ".join(f"{job.kind} “{job.title}”" if job.title else str(job.kind) for job in unsent)
        if (unsent or arguments.dry_run) and (
            told := payment.agreed(session, arguments, things or "nothing", price_of(unsent))
        ):
            return told
    OPERATORS.resume_jobs(submit_unsent=arguments.submit_unsent)
    unsent = session.unsent
    if unsent:
        price = price_of(unsent)
        arguments.left_over = (
            f"Never sent: {len(unsent)}. Send with resume --submit-unsent for {price} credits."
        )
    elif session.has_left_over:
        arguments.left_over = "Not all jobs could be finished. Each says why; then resume again."
    return [row_of(session, job) for job in session.jobs.values() if not job.dismissed]

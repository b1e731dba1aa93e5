# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that generates a picture for each row of a file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import bpy

from ...jobs.job import Job, State
from ...jobs.unsent_job import price_of
from ...operators import batch_artist, batch_past, batch_plan, batch_source, runtime
from ...operators.batch_option import OPTIONS
from ...operators.batch_plan import BatchChoices
from ...operators.batch_press import ToldRest
from ...operators.generate_batch import source_of
from ...operators.press_outcome import PressOutcome
from ...operators.scene_properties import AT_ONCE, IMAGE_IMPORTS, USUAL_AT_ONCE
from .. import argument, artist_argument, operator_option, output_file, payment, progress
from ..operator_call import OPERATORS, carry_out
from ..row import Row, row_of

if TYPE_CHECKING:
    from ...jobs.session import Session
    from ..command import Commands

ASKED_BESIDES = {"source", "filepath", "text", "prompt", "artist", "import_as", "at_once"} | {
    "resume",
    "retry_failed",
    "anew",
}


def add(commands: Commands) -> None:
    columns = "row generation_id artist_name object state prompt problem"
    command = commands.add("batch", batch, "Generate an image for each row, for 3 credits each", columns)
    command.add_argument(
        "file",
        metavar="FILE",
        help="a table (.csv), JSON lines (.jsonl) with prompt, artist, object and import_as,"
        " or a prompt in each line (.txt)",
    )
    command.add_argument("--artist", default="", help="of rows that name none: an id, a name, or @N")
    argument.add_import(command, IMAGE_IMPORTS)
    operator_option.add_options(command, OPERATORS.generate_batch, ASKED_BESIDES)
    command.add_argument(
        "--at-once",
        type=argument.whole(*AT_ONCE),
        default=USUAL_AT_ONCE,
        metavar="N",
        help="how many the service makes at the same time (default: %(default)s)",
    )
    command.add_argument(
        "--resume", action="store_true", help="go on with this file, and send what was not sent"
    )
    command.add_argument(
        "--retry-failed", action="store_true", help="with --resume: send again, and pay again, what failed"
    )
    command.add_argument(
        "--anew", action="store_true", help="send all rows, although a batch of this file is not over"
    )
    payment.add_options(command)
    argument.add_timeout(command)


def batch(arguments: argparse.Namespace) -> Row | list[Row]:
    """The rows of the file, also those that did not come."""
    _check_options(arguments)
    rows = batch_source.from_file(arguments.file, OPTIONS)
    output_file.check(arguments)
    session = progress.connected(arguments)
    if rows.unread:
        progress.show_notice(f"Columns that are not read: {', '.join(rows.unread)}")
    if arguments.artist:
        (arguments.artist,) = artist_argument.artist_ids(session, [arguments.artist])
    choices = BatchChoices(
        arguments.artist,
        arguments.import_as,
        arguments.at_once,
        operator_option.given(arguments),
        source_of(arguments.file),
    )
    batch_past.learn_earlier(session, choices.source, failed=arguments.retry_failed)
    batch_artist.learn(session, batch_plan.meant(rows, choices))
    rest = batch_past.find_rest(
        session,
        lambda batch: batch_plan.plan(bpy.context, rows, choices, batch),
        choices.source,
        resume=arguments.resume,
        failed=arguments.retry_failed,
        anew=arguments.anew,
    )
    count = len(rest.to_send)
    things = f"{count} image{'s' * (count != 1)} of {len(rest.rows)} row{'s' * (len(rest.rows) != 1)}"
    if told := payment.agreed(session, arguments, things, price_of(rest.to_send)):
        return told | {"rows": [_told(session, job) for job in rest.in_turn]}
    if arguments.max_credits is not None:
        session.on_job = _Ceiling(session, arguments.max_credits).follow
    told_rest = runtime.state(ToldRest)
    told_rest.rest = rest
    try:
        carry_out(session, arguments, OPERATORS.generate_batch, filepath=arguments.file)
    except RuntimeError:
        if told_rest.rest or arguments.wait_limit.exit_code:
            raise
    finally:
        told_rest.rest = None
    jobs = [session.jobs.get(job.id, job) for job in rest.in_turn]
    if any(job.state is not State.READY for job in jobs):
        arguments.left_over = _left_over(jobs)
    elif any(job.waits_for_import and job.purpose["import_as"] != "NONE" for job in jobs):
        arguments.left_over = "Not all that has come could be imported: the reason stands above."
    return [_told(session, job) for job in jobs]


class _Ceiling:
    """Sends no further row that could take more than is allowed: the service may take more than told."""

    def __init__(self, session: Session, most: int) -> None:
        self._session = session
        self._most = most
        self._tell = session.on_job
        self._pressed: set[str] = set()  # ids of jobs that are sent now

    def follow(self, job: Job) -> None:
        """Take in how a job stands."""
        self._tell(job)
        if job.batch and job.state in {State.QUEUED, State.SUBMITTING}:
            self._pressed.add(job.id)
        pressed = [self._session.jobs[job_id] for job_id in self._pressed]
        waiting = [job for job in pressed if job.state is State.QUEUED]
        sent = [job for job in pressed if job.state not in {State.QUEUED, State.UNSENT}]
        taken = sum(job.price if job.credits_used is None else job.credits_used for job in sent)
        if waiting and taken + price_of(waiting) > self._most:
            self._session.engine.keep_unsent([job.id for job in waiting])


def _check_options(arguments: argparse.Namespace) -> None:
    """Raise for options that say nothing, or two things at once: somebody believes to be heard."""
    if arguments.retry_failed and not arguments.resume:
        raise argparse.ArgumentTypeError("argument --retry-failed: only with --resume")
    if arguments.anew and arguments.resume:
        raise argparse.ArgumentTypeError("argument --anew: not with --resume")


def _left_over(jobs: list[Job]) -> str:
    told = PressOutcome.of(jobs).sentence()
    if any(map(batch_past.is_unsent, jobs)):
        return f"{told} --resume sends what was not sent."
    return f"{told} --resume --retry-failed sends it again."


def _told(session: Session, job: Job) -> Row:
    """A row, with the job that it has become."""
    row = job.purpose["row"]
    names = {"row": row["number"], "object": row["object"], "import_as": job.purpose["import_as"]}
    return names | row_of(session, job)

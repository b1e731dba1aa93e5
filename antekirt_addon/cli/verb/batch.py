# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that generates a picture for each row of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...jobs.job import Job, State
from ...jobs.unsent_job import price_of
from ...operators import batch_artist, batch_past, batch_plan, batch_source
from ...operators.batch_option import OPTIONS
from ...operators.batch_plan import BatchChoices
from ...operators.generate_batch import source_of
from ...operators.press_outcome import PressOutcome
from ...operators.scene_properties import AT_ONCE, IMAGE_IMPORTS, USUAL_AT_ONCE
from .. import argument, artist_argument, operator_option, output_file, payment, progress
from ..operator_call import OPERATORS, carry_out
from ..row import Row, row_of

if TYPE_CHECKING:
    import argparse

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
    rows = batch_source.from_file(arguments.file, OPTIONS)
    output_file.check(arguments)
    session = progress.connected(arguments)
    if rows.unread:
        progress.show_notice(f"Columns that are not read: {', '.join(rows.unread)}")
    if arguments.artist:
        (arguments.artist,) = artist_argument.artist_ids(session, [arguments.artist])
    session.learn_account()
    session.resume()
    session.wait_until(lambda: session.knows_recent and session.knows_left)
    choices = BatchChoices(
        arguments.artist,
        arguments.import_as,
        arguments.at_once,
        operator_option.given(arguments),
        source_of(arguments.file),
    )
    batch_artist.learn(session, batch_plan.meant(rows, choices))
    asked = {"resume": arguments.resume, "anew": arguments.anew}
    rest = batch_past.find_rest(
        session,
        lambda batch: batch_plan.plan(bpy.context, rows, choices, batch),
        choices.source,
        failed=arguments.retry_failed,
        **asked,
    )
    count = len(rest.to_send)
    things = f"{count} image{'s' * (count != 1)} of {len(rest.rows)} row{'s' * (len(rest.rows) != 1)}"
    if told := payment.agreed(session, arguments, things, price_of(rest.to_send)):
        return told | {"rows": [_told(session, job) for job in rest.rows]}
    carry_out(
        session,
        arguments,
        OPERATORS.generate_batch,
        filepath=arguments.file,
        artist=arguments.artist,
        at_once=arguments.at_once,
        retry_failed=arguments.retry_failed,
        **asked,
    )
    jobs = batch_past.latest(batch_past.earlier(session, choices.source))
    if any(job.state is not State.READY for job in jobs):
        arguments.left_over = _left_over(jobs)
    return [_told(session, job) for job in jobs]


def _left_over(jobs: list[Job]) -> str:
    told = PressOutcome.of(jobs).sentence()
    if any(job.state is State.UNSENT or job.can_be_sent for job in jobs):
        return f"{told} --resume sends what was not sent."
    return f"{told} --resume --retry-failed sends it again."


def _told(session: Session, job: Job) -> Row:
    """A row, with the job that it has become."""
    row = job.purpose["row"]
    names = {"row": row["number"], "object": row["object"], "import_as": job.purpose["import_as"]}
    return names | row_of(session, job)

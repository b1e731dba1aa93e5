# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that generates pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...jobs.job import State
from ...operators import artist_selection, generate_image
from ...operators.artist_selection import MOST_ARTISTS
from ...operators.press_outcome import PressOutcome
from ...operators.scene_properties import COUNTS, IMAGE_IMPORTS
from .. import argument, progress
from ..operator_call import OPERATORS, carry_out
from ..row import Row, row_of

if TYPE_CHECKING:
    import argparse

    from ..command import Commands


def add(commands: Commands) -> None:
    columns = "generation_id artist_name state problem"
    command = commands.add("image", image, "Generate images, for 3 credits each", columns)
    command.add_argument(
        "--artist",
        required=True,
        action="append",
        metavar="ID",
        help=f"may be given up to {MOST_ARTISTS} times: each artist is asked for the same",
    )
    command.add_argument("prompt")
    command.add_argument(
        "--count",
        type=argument.whole(*COUNTS),
        default=1,
        help="pictures of each artist (default: %(default)s)",
    )
    argument.add_import(command, IMAGE_IMPORTS)
    argument.add_timeout(command)


def image(arguments: argparse.Namespace) -> Row | list[Row]:
    """One picture as a row; several as rows, also those that did not come."""
    artists = artist_selection.asked("", ",".join(arguments.artist))
    count = len(artists) * arguments.count
    session = progress.connected(arguments)
    price = generate_image.price_of(set(), count)
    progress.show_notice(f"{count} image{'s' * (count > 1)}: {price} credits")
    new = carry_out(
        session,
        arguments,
        OPERATORS.generate_image,
        artist_ids=",".join(artists),
        count=arguments.count,
        prompt=arguments.prompt,
    )
    if any(job.state is not State.READY for job in new):
        arguments.left_over = PressOutcome.of(new).sentence()
    rows = [row_of(session, job) for job in new]
    return rows if count > 1 else rows[0]

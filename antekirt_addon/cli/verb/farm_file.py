# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that makes a file ready for a farm, or only says what that would not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...scene.farm.preparation import Prepared, prepare
from ...scene.farm.unseen import unseen
from .. import output_file, progress

if TYPE_CHECKING:
    import argparse

    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    told = (
        "Say what a render farm will not see of the file; with --output also pack it and copy films beside it"
    )
    command = commands.add("prepare-for-farm", prepare_file, told, "problem")
    command.add_argument("--output", metavar="FILE.blend", help="save what was made ready under this name")
    command.add_argument("--force", action="store_true", help="let --output replace another file")


def prepare_file(arguments: argparse.Namespace) -> list[Row]:
    """A row for each kind of thing that a farm will not see."""
    if arguments.output is None:
        return unseen_rows()
    with output_file.output_file(arguments):
        done = prepare()
    tell(done)
    if done.failed:
        arguments.left_over = f"These could not be packed or copied: {', '.join(done.failed)}"
    return unseen_rows()


def tell(done: Prepared) -> None:
    """Say how much was done."""
    progress.show_notice(f"Packed: {done.packed}. Films copied: {done.copied}.")


def unseen_rows() -> list[Row]:
    """What a farm will not see of the open file."""
    assert bpy.context.scene
    return [{"problem": str(found.told), "names": list(found.names)} for found in unseen(bpy.context.scene)]

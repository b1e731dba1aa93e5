# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that tells whose works the open file uses, or the files that are named."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...scene.credits.credit import credits_of
from ...scene.credits.formats import FORMATS
from ...scene.credits.scope import SCOPES, credits_in
from ..blend_credits import credits_of_files

if TYPE_CHECKING:
    from ...scene.credits.credit import Credit
    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    command = commands.add(
        "credits", attribution_credits, "Report whose works a file uses", "artist_name works"
    )
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="blend files, and folders of them, to be read in place of the open file",
    )
    command.add_argument(
        "--scope",
        choices=[scope.lower() for scope in SCOPES],
        default="file",
        help="what the render of the scene can see, or all that the file uses (default: %(default)s)",
    )
    command.add_argument(
        "--format",
        choices=[name.lower() for name in FORMATS],
        help="print all of it so (default: a short table; json is --json)",
    )


def attribution_credits(arguments: argparse.Namespace) -> list[Row] | str:
    if arguments.json and arguments.format not in {None, "json"}:
        raise argparse.ArgumentTypeError("argument --format: --json is another format")
    arguments.json = arguments.json or arguments.format == "json"
    if arguments.paths:
        found, arguments.left_over = _of_files(arguments)
    else:
        found = credits_in(bpy.data, bpy.context.scene or bpy.data.scenes[0], arguments.scope.upper())
    if arguments.format is None or arguments.json:
        return [asdict(artist) for artist in found]
    return FORMATS[arguments.format.upper()](found).rstrip("\n")


def _of_files(arguments: argparse.Namespace) -> tuple[list[Credit], str]:
    """The artists of all files that can be read, and one line about the others."""
    files = list(credits_of_files(arguments.paths, arguments.scope))
    unread = [f"{file.path} cannot be read: {file.problem.rstrip('.')}" for file in files if file.problem]
    found = credits_of(use for file in files for use in file.uses)
    return found, f"{'. '.join(unread)}." if unread else ""

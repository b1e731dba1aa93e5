# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that writes what is in the open file as an SVG file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .. import operator_option
from ..operator_call import OPERATORS

if TYPE_CHECKING:
    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    text = "Write the active artwork, or what the camera sees, as an SVG file"
    command = commands.add("export", export, text, "file bytes")
    command.add_argument("file", metavar="FILE", type=Path, help="the .svg file to write")
    operator_option.add_options(command, OPERATORS.export_svg, {"filepath"})
    command.add_argument("--force", action="store_true", help="replace a file that is there")


def export(arguments: argparse.Namespace) -> Row:
    """The file that was written."""
    path = arguments.file.absolute()
    if path.suffix.lower() != ".svg":
        path = path.with_name(f"{path.name}.svg")
    if path.exists() and not arguments.force:
        raise argparse.ArgumentTypeError(
            f"argument FILE: {path.name} exists already, and --force replaces it"
        )
    OPERATORS.export_svg(filepath=str(path), **operator_option.given(arguments))
    return {"file": str(path), "bytes": path.stat().st_size}

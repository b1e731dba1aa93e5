# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account has already, for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...operators.scene_properties import EVERY_IMPORT, KINDS
from .. import argument, progress
from ..operator_call import OPERATORS, bring

if TYPE_CHECKING:
    import argparse

    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    command = commands.add("import", import_generation, "Bring a finished result into the file, for nothing")
    argument.add_source(command)
    command.add_argument("--kind", choices=[kind.lower() for kind, _, _ in KINDS], default="image")
    argument.add_import(command, EVERY_IMPORT)
    argument.add_timeout(command)


def import_generation(arguments: argparse.Namespace) -> Row:
    """What is on the disk needs neither key nor network."""
    return bring(
        progress.followed(arguments),
        arguments,
        OPERATORS.import_generation,
        generation_id=arguments.generation,
        kind=arguments.kind.upper(),
        image_index=arguments.image_index,
    )

# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be written on the command line, and what --help says of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .command import Commands
from .verb import (
    attribution,
    batch,
    conversion,
    farm,
    farm_file,
    farm_task,
    history_result,
    image,
    listing,
    publication,
    resume,
    show,
    svg_export,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# In the order of --help.
VERBS = (
    listing,
    show,
    image,
    batch,
    conversion,
    history_result,
    resume,
    publication,
    attribution,
    svg_export,
    farm,
    farm_file,
    farm_task,
)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments. What is no text, as a terminal with another encoding sends it, is wrong use."""
    made = parser()
    arguments = made.parse_args(argv)
    for name, value in vars(arguments).items():
        if isinstance(value, str) and name != "output" and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                made.error(f"argument {name}: not in UTF-8")
    return arguments


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"{Path(sys.argv[0]).name} --online-mode --command antekirt",
        description="Artist-made generative images, vectors and videos.",
    )
    commands = Commands(made)
    for verb in VERBS:
        verb.add(commands)
    return made

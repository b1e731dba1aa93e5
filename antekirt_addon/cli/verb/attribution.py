# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that tells whose works the open file uses."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import bpy

from ...scene.credits import credit, uses

if TYPE_CHECKING:
    import argparse

    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    commands.add("credits", attribution_credits, "Report whose works the open file uses", "artist_name works")


def attribution_credits(_arguments: argparse.Namespace) -> list[Row]:
    return [asdict(artist) for artist in credit.credits_of(uses.in_file(bpy.data))]

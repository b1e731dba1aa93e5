# SPDX-License-Identifier: GPL-3.0-or-later
"""What Blender runs for --command antekirt."""

from __future__ import annotations

import bpy

from .operators import runtime


class Command:
    """The name, as long as the add-on is enabled."""

    def __init__(self) -> None:
        self._handle = bpy.utils.register_cli_command("antekirt", _run)

    def close(self) -> None:
        bpy.utils.unregister_cli_command(self._handle)


def _run(argv: list[str]) -> int:
    from .cli import main  # what a Blender with a window never needs is not read at its start

    return main(argv)


CLASSES = ()


def register() -> None:
    runtime.state(Command)

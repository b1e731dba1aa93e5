# SPDX-License-Identifier: GPL-3.0-or-later
"""A blend file that could not be opened: Blender says so on its console alone, and goes on with another."""

from __future__ import annotations

import bpy

from . import runtime


class UnreadableFile:
    """path: of the file that was to be open now; "" while what is open is what was asked for."""

    def __init__(self) -> None:
        self.path = ""


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def note(path: str, *_: object) -> None:
    runtime.state(UnreadableFile).path = path


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def forget(*_: object) -> None:
    runtime.state(UnreadableFile).path = ""


HANDLERS = (("load_post_fail", note), ("load_post", forget))
CLASSES = ()

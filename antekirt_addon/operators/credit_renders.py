# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the credit line in the renders of the scenes that are to have it.

It is brought up to date before a render, and on each save: a machine without the add-on renders what the file
says then. A render in a window calls its handlers in a thread of its own, so nothing is written there unless
something has changed since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from . import runtime
from .credit_choices import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable

CLASSES = ()


def bring_all_up_to_date() -> None:
    """See `bring_up_to_date`, for each scene of the open file."""
    for scene in bpy.data.scenes:
        bring_up_to_date(scene)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before(*_: object) -> None:
    runtime.attempt(bring_all_up_to_date)


HANDLERS: tuple[tuple[str, Callable[..., None]], ...] = (("save_pre", _before), ("render_init", _before))


def register() -> None:
    runtime.add_handlers(HANDLERS)


def unregister() -> None:
    runtime.remove_handlers(HANDLERS)

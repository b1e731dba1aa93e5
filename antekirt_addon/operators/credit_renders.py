# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the credit line in the renders of the scenes that are to have it, or in a file beside them.

It is brought up to date before a render, and on each save: a machine without the add-on renders what the file
says then. A render in a window calls its handlers in a thread of its own, so nothing is written there unless
something has changed since.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import bpy

from . import runtime
from .credit_choices import bring_up_to_date, credits_of_render, note
from .outer_render import is_within_another

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..scene.credits.render_credit import RenderCredit

CLASSES = ()


def bring_all_up_to_date() -> None:
    """See `bring_up_to_date`, for each scene of the open file."""
    for scene in bpy.data.scenes:
        bring_up_to_date(scene)


class RendersUnderWay:
    """credits: what the renders that go on name, by the session uid of their scene.

    Of those within another's, such as of scene strips, each has its own. None: it names nobody, or failed.
    problem: why the files beside the last render could not be written.
    """

    def __init__(self) -> None:
        self.credits: dict[int, RenderCredit | None] = {}
        self.problem = ""

    def begin(self, scene: bpy.types.Scene) -> None:
        """See whom it names, and have its note say so."""
        from ..scene.credits.render_credit import RenderCredit  # not read at Blender's start

        self.credits[scene.session_uid] = None
        if not is_within_another(scene):
            self.problem = ""
        credits_ = credits_of_render(scene)
        note(scene, credits_)
        self.credits[scene.session_uid] = None if credits_ is None else RenderCredit(scene, credits_)

    def go_on(self, scene: bpy.types.Scene, add: Callable[[RenderCredit], None]) -> None:
        """Add what is missing. A folder that cannot be written stops no render, and is told of once."""
        try:
            if credit := self.credits.get(scene.session_uid):
                add(credit)
        except (OSError, ValueError) as error:
            sys.stderr.write(f"Antekirt: the credits cannot be written beside the render: {error}\n")
            self.credits[scene.session_uid], self.problem = None, str(error)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_save(*_: object) -> None:
    runtime.attempt(bring_all_up_to_date)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_render(scene: bpy.types.Scene, *_: object) -> None:
    runtime.state(RendersUnderWay).begin(scene)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_write(scene: bpy.types.Scene, *_: object) -> None:
    runtime.state(RendersUnderWay).go_on(scene, lambda credit: credit.add(scene))


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_render(scene: bpy.types.Scene, *_: object) -> None:
    """Called when it is complete, and when it was cancelled."""
    under_way = runtime.state(RendersUnderWay)
    under_way.go_on(scene, lambda credit: credit.add_to_outputs(scene))
    under_way.credits.pop(scene.session_uid, None)


HANDLERS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("save_pre", _before_save),
    ("render_init", _before_render),
    ("render_write", _after_write),
    ("render_complete", _after_render),
    ("render_cancel", _after_render),
)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The Text that names the artists is brought up to date before the file is saved and before it is rendered.

In a window Blender renders in a thread of its own, from which no Text may be changed that an editor may be
drawing: then the next tick does it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import bpy

from . import chosen_preferences, runtime
from .outer_render import is_within_another

if TYPE_CHECKING:
    from collections.abc import Callable


class AttributionRenewal:
    """rendered: the session uid of the scene whose render has begun since the last tick."""

    def __init__(self) -> None:
        self.rendered: int | None = None


def watch() -> None:
    """Catch up with a render that has begun; called at each tick."""
    renewal = runtime.state(AttributionRenewal)
    uid, renewal.rendered = renewal.rendered, None
    if uid is not None:
        for scene in bpy.data.scenes:
            if scene.session_uid == uid:
                _renew(scene, is_rendered=True)


def _renew(scene: bpy.types.Scene, *, is_rendered: bool = False) -> None:
    if not getattr(chosen_preferences.preferences(), "keep_attribution", True):
        return  # the free part alone has no preferences, and keeps it up to date
    from ..scene.credits import attribution_text  # not read at Blender's start

    attribution_text.renew(bpy.data, scene, is_rendered=is_rendered)


def _renew_of_shown() -> None:
    scene = bpy.context.scene or next(iter(bpy.data.scenes), None)
    if scene:
        _renew(scene)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_save(*_: object) -> None:
    runtime.attempt(_renew_of_shown)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_render(scene: bpy.types.Scene, *_: object) -> None:
    if is_within_another(scene):
        return
    runtime.state(AttributionRenewal).rendered = scene.session_uid
    if threading.current_thread() is threading.main_thread():
        runtime.attempt(watch)


HANDLERS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("save_pre", _before_save),
    ("render_init", _before_render),
)
CLASSES = ()


def register() -> None:
    runtime.watch(watch)

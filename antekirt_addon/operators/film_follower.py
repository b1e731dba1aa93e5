# SPDX-License-Identifier: GPL-3.0-or-later
"""Has what belongs to a film follow when the artist has moved, cut or changed it; see scene/film_step.py.

Blender tells of such a change only in general, so each may be one. Nothing is written where all is in step,
and nothing while something is being moved: what moves it knows where all was before. While the timeline
plays, the add-on's timer looks, and not each frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from . import runtime

if TYPE_CHECKING:
    from collections.abc import Callable

CLASSES = ()


class Follower:
    """waits: something may have been changed that is still being moved, or while the timeline plays."""

    def __init__(self) -> None:
        self.waits = False


def follow() -> None:
    """Put all films of this file's scenes in step, as soon as nothing is being moved."""
    follower = runtime.state(Follower)
    follower.waits = _is_moving()
    if follower.waits:
        return
    scenes = [scene for scene in bpy.data.scenes if scene.sequence_editor and scene.is_editable]
    if scenes:
        from ..scene.film_step import keep_in_step  # not read at Blender's start

        keep_in_step(scenes)


def watch() -> None:
    if runtime.state(Follower).waits:
        follow()


def _is_moving() -> bool:
    return any(
        operator.bl_idname.startswith(("TRANSFORM_OT_", "SEQUENCER_OT_"))
        for window in bpy.context.window_manager.windows
        for operator in window.modal_operators
    )


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_frame(*_: object) -> None:
    if any(window.screen.is_animation_playing for window in bpy.context.window_manager.windows):
        runtime.state(Follower).waits = True
    else:
        runtime.attempt(follow)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_save(*_: object) -> None:
    runtime.attempt(follow)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_change(_scene: bpy.types.Scene, changes: bpy.types.Depsgraph) -> None:
    if changes.id_type_updated("SCENE") or changes.id_type_updated("MATERIAL"):
        runtime.attempt(follow)


HANDLERS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("frame_change_pre", _before_frame),
    ("save_pre", _before_save),
    ("depsgraph_update_post", _after_change),
)


def register() -> None:
    runtime.watch(watch)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Has what belongs to a film follow when the artist has moved, cut or changed it; see scene/film_step.py.

Blender tells of such a change only in general, so each may be one. Nothing is written where all is in step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable

CLASSES = ()


def follow() -> None:
    """Put all films of this file's scenes in step."""
    scenes = [scene for scene in bpy.data.scenes if scene.sequence_editor and scene.is_editable]
    if scenes:
        from ..scene.film_step import keep_in_step  # not read at Blender's start

        keep_in_step(scenes)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before(*_: object) -> None:
    follow()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_change(_scene: bpy.types.Scene, changes: bpy.types.Depsgraph) -> None:
    if changes.id_type_updated("SCENE") or changes.id_type_updated("MATERIAL"):
        follow()


HANDLERS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("frame_change_pre", _before),
    ("save_pre", _before),
    ("depsgraph_update_post", _after_change),
)


def register() -> None:
    for name, handler in HANDLERS:
        getattr(bpy.app.handlers, name).append(handler)


def unregister() -> None:
    for name, handler in HANDLERS:
        getattr(bpy.app.handlers, name).remove(handler)

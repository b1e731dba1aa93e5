# SPDX-License-Identifier: GPL-3.0-or-later
"""Which render has begun by itself: one of a scene strip begins and ends within that of the film it is in.

A film whose file cannot be written begins, and never ends: only with its first frame is it under way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from . import runtime

if TYPE_CHECKING:
    from collections.abc import Callable


class OuterRender:
    """scene: the session uid of the scene that is rendered by itself just now; None while nothing is."""

    def __init__(self) -> None:
        self.scene: int | None = None


def is_within_another(scene: bpy.types.Scene) -> bool:
    """Whether the render of a scene that begins or ends is a part of another scene's."""
    return runtime.state(OuterRender).scene not in {None, scene.session_uid}


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_frame(scene: bpy.types.Scene, *_: object) -> None:
    outer = runtime.state(OuterRender)
    if outer.scene is None:
        outer.scene = scene.session_uid


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_render(scene: bpy.types.Scene, *_: object) -> None:
    if not is_within_another(scene):
        runtime.state(OuterRender).scene = None


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_load(*_: object) -> None:
    runtime.state(OuterRender).scene = None


HANDLERS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("render_pre", _before_frame),
    ("render_complete", _after_render),
    ("render_cancel", _after_render),
    ("load_pre", _before_load),
)
CLASSES = ()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches for what is baked, so that whose works a baked image shows stays known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..scene.baked_images import BakeWatch
from . import runtime
from .outer_render import is_within_another

if TYPE_CHECKING:
    from collections.abc import Callable


def _calling(act: Callable[[BakeWatch], None]) -> Callable[..., None]:
    """A handler that hands an event on."""

    def handler(*_: object) -> None:
        act(runtime.state(BakeWatch))

    kept: Callable[..., None] = bpy.app.handlers.persistent(handler)
    return kept


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_render(scene: bpy.types.Scene, *_: object) -> None:
    if not is_within_another(scene):
        runtime.state(BakeWatch).render_ends()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_update(_scene: bpy.types.Scene, graph: bpy.types.Depsgraph) -> None:
    runtime.state(BakeWatch).see(graph)


HANDLERS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("render_pre", _calling(BakeWatch.render_begins)),
    ("render_complete", _after_render),
    ("render_cancel", _after_render),
    ("render_stats", _calling(BakeWatch.engine_reports)),
    ("object_bake_complete", _calling(BakeWatch.bake_ends)),
    ("depsgraph_update_post", _after_update),
    ("load_pre", _calling(BakeWatch.forget)),
    ("undo_post", _calling(BakeWatch.after_undo)),
    ("redo_post", _calling(BakeWatch.after_undo)),
)
CLASSES = ()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches for objects that are joined, or whose modifiers are applied: whose works they show stays known."""

from __future__ import annotations

import bpy

from ..scene.applied_modifiers import ApplyWatch
from ..scene.joined_objects import JoinWatch
from . import runtime


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_update(_scene: bpy.types.Scene, graph: bpy.types.Depsgraph) -> None:
    joins = runtime.state(JoinWatch)
    joins.see(graph)
    if joins.knows_any:
        runtime.state(ApplyWatch).see(graph)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_load(*_: object) -> None:
    runtime.state(JoinWatch).forget()
    runtime.state(ApplyWatch).forget()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_undo(*_: object) -> None:
    runtime.state(JoinWatch).before_undo()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_undo(*_: object) -> None:
    runtime.state(JoinWatch).after_undo()
    runtime.state(ApplyWatch).after_undo()


HANDLERS = (
    ("depsgraph_update_post", _after_update),
    ("load_pre", _before_load),
    ("undo_pre", _before_undo),
    ("undo_post", _after_undo),
    ("redo_pre", _before_undo),
    ("redo_post", _after_undo),
)
CLASSES = ()

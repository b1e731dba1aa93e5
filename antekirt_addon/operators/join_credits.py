# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches for objects that are joined, so that whose works they show stays known."""

from __future__ import annotations

import bpy

from ..scene.joined_objects import JoinWatch
from . import runtime


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_update(_scene: bpy.types.Scene, graph: bpy.types.Depsgraph) -> None:
    runtime.state(JoinWatch).see(graph)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_load(*_: object) -> None:
    runtime.state(JoinWatch).forget()


CLASSES = ()


def register() -> None:
    bpy.app.handlers.depsgraph_update_post.append(_after_update)
    bpy.app.handlers.load_pre.append(_before_load)


def unregister() -> None:
    bpy.app.handlers.load_pre.remove(_before_load)
    bpy.app.handlers.depsgraph_update_post.remove(_after_update)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches for the first thickness of artworks whose curves rest until they are given one."""

from __future__ import annotations

import bpy

from ..scene.artwork.first_thickness import ThicknessWatch
from . import runtime


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_update(_scene: bpy.types.Scene, graph: bpy.types.Depsgraph) -> None:
    runtime.state(ThicknessWatch).see(graph)


HANDLERS = (("depsgraph_update_post", _after_update), ("frame_change_post", _after_update))
CLASSES = ()

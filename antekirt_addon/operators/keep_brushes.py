# SPDX-License-Identifier: GPL-3.0-or-later
"""Has brushes show their pictures again after undo and redo, where brushes are assets (from 4.3 on)."""

from __future__ import annotations

import bpy

from ..scene import compat, paint_brush


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_undo(*_: object) -> None:
    paint_brush.give_textures_back()


HANDLERS = (("undo_post", _after_undo), ("redo_post", _after_undo)) if compat.BRUSHES_ARE_ASSETS else ()
CLASSES = ()

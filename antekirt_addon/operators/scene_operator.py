# SPDX-License-Identifier: GPL-3.0-or-later
"""What all operators share that add something to the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_rpt as rpt_

if TYPE_CHECKING:
    import bpy


class SceneOperator:
    """Mixed into a bpy.types.Operator: it cannot be used where it could not change anything."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.scene and context.scene.library:
            cls.poll_message_set(rpt_("The scene is linked from another file"))  # type: ignore[attr-defined] # Operator's
            return False
        return True

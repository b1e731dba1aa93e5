# SPDX-License-Identifier: GPL-3.0-or-later
"""What operators share that put something beside the blend file."""

from __future__ import annotations

import bpy
from bpy.app.translations import pgettext_rpt as rpt_


class SavedFileOperator:
    """Mixed into a bpy.types.Operator, for where the open file has a name."""

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        if not bpy.data.filepath:
            cls.poll_message_set(rpt_("Save the blend file first"))  # type: ignore[attr-defined]
            return False
        return True

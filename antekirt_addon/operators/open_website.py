# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's site, where keys and credits come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..addon_id import WEBSITE
from ..jobs.balance_watch import BalanceWatch
from . import runtime

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_open_website(bpy.types.Operator):
    """Open antekirt.com in your web browser, where you get your API key and credits"""

    bl_idname = "antekirt.open_website"
    bl_label = "Open Antekirt Website"

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        runtime.state(BalanceWatch).hurry()  # perhaps credits are bought there
        return bpy.ops.wm.url_open(url=WEBSITE)


CLASSES = (ANTEKIRT_OT_open_website,)

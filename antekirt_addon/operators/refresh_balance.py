# SPDX-License-Identifier: GPL-3.0-or-later
"""The balance asked for anew, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..api.error import ApiError
from ..jobs.balance_watch import BalanceWatch
from ..jobs.problem import describe
from ..translations import translated
from . import job_session, runtime
from .preflight import check_connection

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_refresh_balance(bpy.types.Operator):
    """Ask for your credits again, for example after you have bought some"""

    bl_idname = "antekirt.refresh_balance"
    bl_label = "Refresh Balance"
    bl_options = {"INTERNAL"}

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        """In the background; the panel shows the answer."""
        try:
            session = job_session.session()
            check_connection(session)
        except ApiError as error:
            self.report({"ERROR"}, translated(describe(error).text))
            return {"CANCELLED"}
        runtime.state(BalanceWatch).note()
        session.refresh_account()
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_refresh_balance,)

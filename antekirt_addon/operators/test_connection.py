# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the key and the server address are good, and what the balance is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..api.error import ApiError
from ..jobs.balance_watch import BalanceWatch
from ..jobs.problem import describe
from ..translations import translated
from . import gallery_catalog, job_session, runtime, studio
from .preflight import check_connection

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_test_connection(bpy.types.Operator):
    """Check your API key and the server address, and refresh the balance"""

    bl_idname = "antekirt.test_connection"
    bl_label = "Test Connection"

    def invoke(self, _context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Ask in the background; the preferences and the panel show the answer."""
        if studio.current().ask_again():
            return {"FINISHED"}
        try:
            session = job_session.session()
            check_connection(session)
            runtime.state(BalanceWatch).note()
            session.refresh_account()
            if catalog := gallery_catalog.known():
                catalog.reload()  # what could not be had before, the artists too
        except ApiError as error:
            self.report({"ERROR"}, translated(describe(error).text))
            return {"CANCELLED"}
        return {"FINISHED"}

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        """Ask, and wait for the answer."""
        studio.current().ask_again()
        try:
            session = job_session.session()
            check_connection(session)
            account = session.client.account()
            session.version += session.balance.keep(account)
        except ApiError as error:
            self.report({"ERROR"}, translated(describe(error).text))
            return {"CANCELLED"}
        told = rpt_("Connected as {name}, {count} credits")
        self.report({"INFO"}, told.format(name=account.username or account.email, count=account.credits))
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_test_connection,)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the artist is in lists of jobs that are longer than a page, and which result is picked."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_tip as tip_

from . import runtime

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class Listing(StrEnum):
    """The lists of the panel."""

    RUNNING = "RUNNING"
    PROBLEMS = "PROBLEMS"
    RESULTS = "RESULTS"


class JobPages:
    """first: the index of the first job shown, by list. picked: id of the job whose buttons are shown.

    newest: id of the newest result. version: grows with every change.
    """

    def __init__(self) -> None:
        self.first = dict.fromkeys(Listing, 0)
        self.picked = self.newest = ""
        self.version = 0

    def turn_to_newest(self, job_id: str) -> None:
        """Show the newest result, if it was not there before."""
        if job_id != self.newest:
            self.newest, self.picked, self.first[Listing.RESULTS] = job_id, "", 0


class ANTEKIRT_OT_turn_job_page(bpy.types.Operator):
    """Show the next page, or the one before"""

    bl_idname = "antekirt.turn_job_page"
    bl_label = "Turn Page"
    bl_options = {"INTERNAL"}

    listing: bpy.props.EnumProperty(items=[(name, name, "") for name in Listing], options={"SKIP_SAVE"})
    by: bpy.props.IntProperty(options={"SKIP_SAVE"})

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        return tip_("Show the next page") if properties.by > 0 else tip_("Show the page before")

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        pages = runtime.state(JobPages)
        listing = Listing(self.listing)
        pages.first[listing] = max(0, pages.first[listing] + self.by)
        pages.version += 1
        runtime.wake()
        return {"FINISHED"}


class ANTEKIRT_OT_pick_result(bpy.types.Operator):
    """Show what this result is, and what can be done with it"""

    bl_idname = "antekirt.pick_result"
    bl_label = "Pick Result"
    bl_options = {"INTERNAL"}

    job_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, _context: bpy.types.Context) -> set[OperatorReturnItems]:
        pages = runtime.state(JobPages)
        pages.picked = self.job_id
        pages.version += 1
        runtime.wake()
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_turn_job_page, ANTEKIRT_OT_pick_result)

# SPDX-License-Identifier: GPL-3.0-or-later
"""A film on a plane from the current frame on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message, listed
from ..translations import translated

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

START_PROPERTY = "Start Frame"


class ANTEKIRT_OT_restart_film(bpy.types.Operator):
    """Have the video on the selected planes begin at the current frame, and on no other"""

    bl_idname = "antekirt.restart_film"
    bl_label = "New Start Here"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not any(map(shows_film, _objects(context))):
            cls.poll_message_set(rpt_("Select a plane that plays a video"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.film_restart import start_at  # not read at Blender's start

        frame = context.scene.frame_current
        films = list(filter(shows_film, _objects(context)))
        failed = [obj.name for obj in films if not start_at(obj, frame)]
        if failed:
            told = Message(
                "{things}: linked, and to be changed in the file they come from", things=listed(failed)
            )
            self.report({"WARNING"}, translated(told))
        if len(failed) == len(films):
            return {"CANCELLED"}
        return {"FINISHED"}


def _objects(context: bpy.types.Context) -> list[bpy.types.Object]:
    """Those selected, and the one whose properties are shown."""
    return list(dict.fromkeys(filter(None, (context.object, *context.selected_objects))))


def shows_film(obj: bpy.types.Object) -> bool:
    """Whether an object has a material of ours that plays."""
    return any(slot.material and slot.material.get(START_PROPERTY) is not None for slot in obj.material_slots)


CLASSES = (ANTEKIRT_OT_restart_film,)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Results made ready for any exporter, and back to what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ..message import Message, joined, listed
from ..scene.error import SceneError
from ..scene.export.artwork_member import can_prepare
from ..scene.id_reference import holds
from ..translations import translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_prepare_for_export(bpy.types.Operator):
    """Put copies that any exporter carries in the place of the selected results; the originals are kept"""

    bl_idname = "antekirt.prepare_for_export"
    bl_label = "Prepare for Export"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not any(map(can_prepare, chosen(context))):
            cls.poll_message_set(rpt_("Select an object that was made for a result of Antekirt"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.export import preparation  # with NumPy, which no start of Blender should wait for

        leave_mode(context)
        try:
            prepared = preparation.prepare(chosen(context))
        except SceneError as error:
            self.report({"ERROR"}, translated(str(error)))
            return {"CANCELLED"}
        select(context, prepared.copies)
        if prepared.remarks:
            self.report({"WARNING"}, translated(joined(prepared.remarks)))
        else:
            self.report({"INFO"}, "Ready for export; the originals wait for Undo Preparation")
        return {"FINISHED"}


class ANTEKIRT_OT_undo_preparation(bpy.types.Operator):
    """Bring back the originals of the selected prepared results, or of all if none is selected"""

    bl_idname = "antekirt.undo_preparation"
    bl_label = "Undo Preparation"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        from ..scene.export.original_store import originals

        if not originals():
            cls.poll_message_set(rpt_("Nothing in this file is prepared for export"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        from ..scene.export.restoration import restore

        leave_mode(context)
        restored = restore(chosen(context))
        select(context, restored.originals)
        if restored.kept:
            kept = listed([obj.name for obj in restored.kept])
            told = Message(
                "The originals are back; {things}: changed since, so kept beside them", things=kept
            )
            self.report({"WARNING"}, translated(told))
        else:
            self.report({"INFO"}, "The originals are back")
        return {"FINISHED"}


def chosen(context: bpy.types.Context) -> list[bpy.types.Object]:
    """The active object first, and the selected ones."""
    active = context.active_object
    return [*([active] if active else []), *(obj for obj in context.selected_objects if obj != active)]


def leave_mode(context: bpy.types.Context) -> None:
    if context.active_object and context.active_object.mode != "OBJECT":
        bpy.ops.object.mode_set(mode="OBJECT")


def select(context: bpy.types.Context, objects: Sequence[bpy.types.Object]) -> None:
    """Leave some objects selected and nothing else, the first of them active."""
    layer = context.view_layer
    assert layer is not None
    layer.update()
    for obj in layer.objects:
        obj.select_set(obj in objects)
    layer.objects.active = next((obj for obj in objects if holds(layer.objects, obj)), None)


CLASSES = (ANTEKIRT_OT_prepare_for_export, ANTEKIRT_OT_undo_preparation)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The prompt before this one: there is no undo of a prompt, so that undo in the scene takes none away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.app.translations import pgettext_tip as tip_

from . import runtime, scene_draft
from .scene_draft import former_prompt

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_former_prompt(bpy.types.Operator):
    """Go back to the prompt that stood here before, and to what was replaced together with it"""

    bl_idname = "antekirt.former_prompt"
    bl_label = "Former Prompt"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        chosen: Any = context.scene and context.scene.antekirt  # type: ignore[attr-defined]  # ours
        if chosen is None or chosen.prompt_text or chosen.id_data.library:
            return False
        cls.poll_message_set(rpt_("There is no former prompt yet"))
        return bool(former_prompt(context))

    @classmethod
    def description(cls, context: bpy.types.Context, _properties: Any) -> str:  # noqa: ANN401 - of this operator
        former = former_prompt(context)
        return f"{tip_(cls.__doc__ or '')}:\n“{former}”" if former else tip_(cls.__doc__ or "")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        scene_draft.swap(context)
        runtime.redraw()
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_former_prompt,)

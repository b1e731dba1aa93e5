# SPDX-License-Identifier: GPL-3.0-or-later
"""The prompt in a large window of its own, with a way on into the Text Editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_n as n_

from ..operators import scene_draft
from ..request_limit import PROMPT_LIMIT
from . import prompt_field

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

WIDTH = 600  # pixels at scale 1
LINES = 10


class ANTEKIRT_OT_edit_prompt(bpy.types.Operator):
    """Write the prompt in a large field"""

    bl_idname = "antekirt.edit_prompt"
    bl_label = "Edit Prompt"

    prompt: bpy.props.StringProperty(
        name="Prompt",
        description="What you would like to see",
        maxlen=4 * PROMPT_LIMIT,
        translation_context="Antekirt",
        options={"SKIP_SAVE"},
    )

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        self.prompt = context.scene.antekirt.prompt
        return context.window_manager.invoke_props_dialog(self, width=WIDTH)

    def draw(self, context: bpy.types.Context) -> None:
        column = self.layout.column(align=True)
        prompt_field.draw_field(
            column, context, self, "prompt", n_("What would you like to see?"), LINES, width=WIDTH
        )
        prompt_field.draw_count(column, self.prompt)
        self.layout.operator("antekirt.prompt_to_text", icon="TEXT")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        scene_draft.follow(context)
        context.scene.antekirt.prompt = self.prompt
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_edit_prompt,)

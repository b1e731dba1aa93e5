# SPDX-License-Identifier: GPL-3.0-or-later
"""The prompt's way into the Text Editor and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_tip as tip_

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_prompt_to_text(bpy.types.Operator):
    """Open the prompt in a Text Editor of its own"""

    bl_idname = "antekirt.prompt_to_text"
    bl_label = "Edit in Text Editor"
    bl_options = {"UNDO"}

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        chosen = _chosen(context)
        if not chosen.prompt_text:
            chosen.prompt_text = bpy.data.texts.new("Antekirt Prompt")
            chosen.prompt_text.from_string(chosen.prompt)
        if not bpy.app.background:
            _open_window(chosen.prompt_text)
        return {"FINISHED"}


class ANTEKIRT_OT_prompt_from_text(bpy.types.Operator):
    """Take the text as the prompt"""

    bl_idname = "antekirt.prompt_from_text"
    bl_label = "Use Text as Prompt"
    bl_options = {"UNDO"}

    discard: bpy.props.BoolProperty(
        name="Discard",
        description="Leave the prompt as it is, and throw the text away",
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.scene is not None and _chosen(context).prompt_text is not None

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        return tip_("Throw the text away") if properties.discard else tip_("Take the text as the prompt")

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        chosen = _chosen(context)
        text = chosen.prompt_text
        if not self.discard:
            chosen.prompt = text.as_string().strip()
        _close_windows(text)
        bpy.data.texts.remove(text)
        return {"FINISHED"}


def _chosen(context: bpy.types.Context) -> Any:  # noqa: ANN401 - Scene.antekirt
    return context.scene.antekirt


def _open_window(text: bpy.types.Text) -> None:
    bpy.ops.wm.window_new()
    area = bpy.context.window_manager.windows[-1].screen.areas[0]
    area.type = "TEXT_EDITOR"
    space = area.spaces.active
    space.text = text
    space.show_word_wrap = True
    space.show_line_numbers = space.show_syntax_highlight = False


def _close_windows(text: bpy.types.Text) -> None:
    """Close the windows that show nothing but this text."""
    for window in list(bpy.context.window_manager.windows)[1:]:
        areas = window.screen.areas
        if len(areas) == 1 and areas[0].type == "TEXT_EDITOR" and areas[0].spaces.active.text == text:
            with bpy.context.temp_override(window=window):
                bpy.ops.wm.window_close()


CLASSES = (ANTEKIRT_OT_prompt_to_text, ANTEKIRT_OT_prompt_from_text)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The prompt: written in several lines where Blender can, and otherwise shown in full below its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..operators.scene_draft import former_prompt
from ..request_limit import PROMPT_LIMIT
from ..translations.number import number
from . import snapshot, wording
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

LINES = 4


def draw(layout: UILayout, context: Context) -> None:
    chosen = context.scene.antekirt
    column = layout.column(align=True)
    _draw_head(column, context)
    if chosen.prompt_text:
        _draw_in_editor(column, context)
        return
    draw_field(column, context, chosen, "prompt", n_("What would you like to see?"), LINES)
    draw_count(column, chosen.prompt)


def draw_field(  # noqa: PLR0917 - as layout.prop
    layout: UILayout,
    context: Context,
    owner: Any,  # noqa: ANN401 - whatever has the property
    name: str,
    hint: str,
    lines: int,
    *,
    width: int = 0,
) -> None:
    """A field for long text, which is shown in full below where the field cuts it. width: of a dialog."""
    if context.region and hasattr(layout, "textbox"):  # Blender 5.2, for what is drawn on the screen
        layout.textbox(owner, name, initial_visible_lines=lines, placeholder=iface_(hint))
        return
    layout.prop(owner, name, text="", placeholder=hint)
    text = getattr(owner, name)
    if "\n" in text or fitted(context, text, buttons=1, width=width) != text:
        box = layout.box()
        box.active = False
        paragraph(box, context, text, boxes=1, max_lines=2 * lines, width=width)


def draw_count(layout: UILayout, text: str) -> None:
    row = layout.row()
    row.alignment = "RIGHT"
    row.active = row.alert = len(text) > PROMPT_LIMIT
    count = iface_("{count} of {limit}").format(count=number(len(text)), limit=number(PROMPT_LIMIT))
    row.label(text=count, translate=False)


def _draw_head(layout: UILayout, context: Context) -> None:
    row = layout.row()
    row.label(text="Prompt", text_ctxt="Antekirt")
    buttons = row.row(align=True)
    buttons.alignment = "RIGHT"
    if former_prompt(context):
        buttons.operator("antekirt.former_prompt", text="", icon="LOOP_BACK")
    buttons.operator("antekirt.edit_prompt", text="", icon="GREASEPENCIL")
    buttons.menu("ANTEKIRT_MT_prompts", text="", icon="TIME")


def _draw_in_editor(layout: UILayout, context: Context) -> None:
    box = layout.box()
    paragraph(box, context, iface_("You are writing it in the Text Editor."), icon="TEXT", boxes=1)
    row = box.row(align=True)
    row.operator("antekirt.prompt_from_text", text="Use Text", icon="CHECKMARK")
    row.operator("antekirt.prompt_from_text", text="", icon="X").discard = True


class ANTEKIRT_MT_prompts(bpy.types.Menu):
    bl_label = "Earlier Prompts"
    bl_description = "Use one of your earlier prompts again"

    def draw(self, _context: Context | None) -> None:
        prompts = snapshot.current().prompts
        for prompt in prompts:
            text = wording.shortened(prompt, 70)
            self.layout.operator("antekirt.use_prompt", text=text, translate=False).prompt = prompt
        if not prompts:
            self.layout.label(text="No Prompts Yet")


CLASSES = (ANTEKIRT_MT_prompts,)

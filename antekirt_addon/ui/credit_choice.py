# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a scene's renders name the artists: a panel of the output properties, and a button in others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..operators import runtime
from ..operators.credit_renders import RendersUnderWay
from .wrapped_text import fits_share, paragraph

if TYPE_CHECKING:
    from bpy.types import Context


def draw(layout: bpy.types.UILayout, context: Context) -> None:
    """The button, the question it may lead to, and what went wrong with the last render."""
    scene: Any = context.scene
    chosen = scene.antekirt
    name = iface_(chosen.bl_rna.properties["credit_renders"].name)
    text = name if fits_share(context, name, 1.0, icons=1) else iface_("Name Artists")
    layout.prop(chosen, "credit_renders", text=text, translate=False)
    if not chosen.credit_renders:
        return
    if scene.render.use_stamp:
        if chosen.credit_burn_in == "ASK":
            asked = iface_("This scene burns its metadata into the picture. Show the credit line there, too?")
            paragraph(layout, context, asked, icon="QUESTION")
        row = layout.row(align=True)
        row.prop_enum(chosen, "credit_burn_in", "SHOW")
        row.prop_enum(chosen, "credit_burn_in", "KEEP_OUT")
    if problem := runtime.state(RendersUnderWay).problem:
        told = iface_("The artists could not be named beside the last render: {reason}")
        paragraph(layout, context, told.format(reason=problem), icon="ERROR")


class ANTEKIRT_PT_credit_renders(bpy.types.Panel):
    bl_label = "Attribution"
    bl_space_type = "PROPERTIES"
    bl_region_type = "WINDOW"
    bl_context = "output"
    bl_options = {"DEFAULT_CLOSED"}

    layout: bpy.types.UILayout

    @classmethod
    def poll(cls, context: Context) -> bool:
        return context.scene is not None

    def draw(self, context: Context) -> None:
        draw(self.layout, context)
        column = self.layout.column(align=True)
        column.operator("antekirt.write_credits", icon="TEXT")
        column.operator("antekirt.copy_credit_line", icon="COPYDOWN").scope = "RENDER"


CLASSES = (ANTEKIRT_PT_credit_renders,)

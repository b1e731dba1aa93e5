# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps everything from working, and the one button that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..addon_id import ADDON_ID
from ..translations import translated
from . import problem_card
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from .snapshot import Snapshot


def draw(layout: bpy.types.UILayout, context: bpy.types.Context, shown: Snapshot) -> bool:
    """Draw the obstacle if there is one. True when nothing else is of use before it is gone."""
    if not shown.key:
        _draw_welcome(layout, context)
        return True
    if shown.address_problem:
        box = layout.box()
        paragraph(box, context, translated(shown.address_problem), icon="ERROR", boxes=1)
        open_preferences(box)
        return True
    if shown.is_offline:
        _draw_offline(layout, context)
    elif shown.account_problem:
        box = layout.box()
        problem_card.draw_problem(box, context, shown.account_problem)
    return False


def open_preferences(layout: bpy.types.UILayout, text: str = n_("Open Preferences", "Operator")) -> None:
    layout.operator("preferences.addon_show", text=text, icon="PREFERENCES").module = ADDON_ID


def draw_allow_online(layout: bpy.types.UILayout) -> None:
    if not bpy.app.online_access_override:
        layout.operator("extensions.userpref_allow_online", text="Allow Online Access", icon="INTERNET")


def _draw_welcome(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    box = layout.box()
    box.label(text="Welcome to Antekirt", icon="FUND")
    paragraph(
        box,
        context,
        iface_("Images, vectors and videos in the styles of artists who gave their consent, in your scene."),
        boxes=1,
    )
    column = box.column()
    column.scale_y = 1.4
    open_preferences(column, n_("Enter Your API Key", "Operator"))
    box.operator("antekirt.open_website", text="Get a Key", icon="URL")


def _draw_offline(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    box = layout.box()
    if bpy.app.online_access_override:
        words = iface_("Blender was started in offline mode. Restart it in online mode to generate.")
    else:
        words = iface_("Antekirt makes its pictures online, and Blender's online access is off.")
    paragraph(box, context, words, icon="INTERNET_OFFLINE", boxes=1)
    draw_allow_online(box)

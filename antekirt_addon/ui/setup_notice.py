# SPDX-License-Identifier: GPL-3.0-or-later
"""What is missing before anything can be generated, a key or online access, and the button that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..operators import studio
from ..translations import translated
from . import preferences_studio, problem_notice, remedy_button
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from .snapshot import Snapshot


def draw(layout: bpy.types.UILayout, context: bpy.types.Context, shown: Snapshot) -> bool:
    """Draw the notice if something is missing. True when nothing else is of use before that is mended."""
    if not shown.key:
        if studio.current().asked:
            preferences_studio.draw_key(layout.box(), context)
        else:
            _draw_welcome(layout, context)
        return True
    if shown.address_problem:
        box = layout.box()
        paragraph(box, context, translated(shown.address_problem), icon="ERROR", boxes=1)
        remedy_button.draw_open_preferences(box)
        return True
    if shown.is_offline:
        _draw_offline(layout, context)
    elif shown.account_problem:
        box = layout.box()
        problem_notice.draw(box, context, shown.account_problem)
    return False


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
    remedy_button.draw_open_preferences(column, n_("Enter Your API Key", "Operator"))
    box.operator("antekirt.open_website", text="Get a Key", icon="URL")


def _draw_offline(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    box = layout.box()
    if bpy.app.online_access_override:
        words = iface_("Blender was started in offline mode. Restart it in online mode to generate.")
    else:
        words = iface_("Antekirt makes its pictures online, and Blender's online access is off.")
    paragraph(box, context, words, icon="INTERNET_OFFLINE", boxes=1)
    remedy_button.draw_allow_online(box)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom a key is for, while an operator sees it first.

An operator that begins by itself comes before everything that is open already, a text field among others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from bpy.types import Event, Window

EDITING = {"BACK_SPACE", "DEL", "RET", "NUMPAD_ENTER", "TAB", "HOME", "END", "LEFT_ARROW", "RIGHT_ARROW"}


def is_typed(event: Event) -> bool:
    """Whether a key is pressed that writes something, or edits what is written."""
    writes = event.type in EDITING or (bool(event.unicode) and event.type != "ESC")
    return event.value == "PRESS" and writes and not (event.ctrl or event.oskey)


def has_open_field(window: Window) -> bool:
    """Whether a field of a panel is being filled in, or is below the mouse: Blender tells the two as one."""
    for area in window.screen.areas:
        for region in area.regions:
            with bpy.context.temp_override(window=window, area=area, region=region):
                if bpy.context.property:
                    return True
    return False

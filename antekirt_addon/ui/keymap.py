# SPDX-License-Identifier: GPL-3.0-or-later
"""Our actions in Blender's keymap, all without a key: which one is the artist's to choose.

Blender offers *Assign Shortcut* only for operators whose keymap it can guess, and those of add-ons are not
among them. With an entry here the action is found in the preferences, under Keymap, and a key given to it is
kept there.
"""

from __future__ import annotations

import bpy

from ..operators import runtime
from .blender_menu import ACTIONS, is_there


class KeymapItems:
    """What was added to the keymap of add-ons; nothing without a window."""

    def __init__(self) -> None:
        keyconfigs = bpy.context.window_manager.keyconfigs if bpy.context.window_manager else None
        self.keymap = None
        self.items: list[bpy.types.KeyMapItem] = []
        if keyconfigs and keyconfigs.addon:
            self.keymap = keyconfigs.addon.keymaps.new("Window")
            self.items = [
                self.keymap.keymap_items.new(idname, "NONE", "PRESS")
                for group in ACTIONS
                for idname, _text, _icon in group
                if is_there(idname)
            ]

    def close(self) -> None:
        for item in self.items:
            assert self.keymap is not None
            self.keymap.keymap_items.remove(item)


CLASSES = ()


def register() -> None:
    runtime.state(KeymapItems)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings an editor's sidebar to the add-on's tab."""

from __future__ import annotations

from typing import Any

import bpy

TAB = "Antekirt"
EDITORS = {"VIEW_3D", "IMAGE_EDITOR", "NODE_EDITOR"}
# A sidebar that was closed knows no tabs before it has been drawn.
INTERVAL = 0.1  # seconds
TRIES = 10
FAR = 100_000  # pixels, more than all panels together are high


def show_tab(area: bpy.types.Area | None) -> None:
    """Open the sidebar on our tab, in an editor that has it."""
    if area is None or area.type not in EDITORS:
        return
    space: Any = area.spaces.active
    space.show_region_ui = True
    pointer, tries = area.as_pointer(), iter(range(TRIES))

    def turn_to_it() -> float | None:
        if _turn_to_tab(pointer):
            return None
        return next((INTERVAL for _ in tries), None)

    if (interval := turn_to_it()) is not None:
        bpy.app.timers.register(turn_to_it, first_interval=interval)


def scroll_to_top(area: bpy.types.Area) -> None:
    """Have the first of the tab's panels in sight."""
    window = next(one for one in bpy.context.window_manager.windows if area in one.screen.areas[:])
    for region in area.regions:
        if region.type == "UI" and region.width > 1:
            with bpy.context.temp_override(window=window, area=area, region=region):
                pan: Any = bpy.ops.view2d.pan
                if pan.poll():
                    pan("EXEC_DEFAULT", deltax=0, deltay=FAR)


def is_open() -> bool:
    """Whether our tab can be seen somewhere."""
    return any(
        region.type == "UI" and region.width > 1 and getattr(region, "active_panel_category", "") == TAB
        for window in bpy.data.window_managers[0].windows
        for area in window.screen.areas
        if area.type in EDITORS
        for region in area.regions
    )


def _turn_to_tab(pointer: int) -> bool:
    """Whether nothing is left to do in the area of this address."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            for region in area.regions if area.as_pointer() == pointer else ():
                if region.type == "UI":
                    try:
                        region.active_panel_category = TAB
                    except (AttributeError, TypeError):  # read-only, or without this tab, until it is drawn
                        return False
                    region.tag_redraw()
    return True

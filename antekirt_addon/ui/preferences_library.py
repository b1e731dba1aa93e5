# SPDX-License-Identifier: GPL-3.0-or-later
"""The asset library in the preferences: where it is, and the button that has the asset browser show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operators import chosen_preferences

if TYPE_CHECKING:
    from bpy.types import UILayout


def draw(layout: UILayout, chosen: Any) -> None:  # noqa: ANN401 - the preferences
    header, body = layout.panel("antekirt_library", default_closed=True)
    header.label(text="Asset Library")
    if body is None:
        return
    body.prop(chosen, "library", placeholder=str(chosen_preferences.default_library_folder()))
    split = body.split(factor=0.4)
    split.label()
    split.operator("antekirt.register_library", icon="ASSET_MANAGER")

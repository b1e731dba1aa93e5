# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist whose style is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


def draw(layout: UILayout, context: Context) -> None:
    chosen = context.scene.antekirt
    column = layout.column(align=True)
    column.prop(chosen, "artist_name", icon="USER")
    column.prop(chosen, "artist_id", text="", placeholder="Id of the artist")

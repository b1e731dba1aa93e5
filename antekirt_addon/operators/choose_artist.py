# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist whose style the next picture is made in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_tip as tip_

from . import artist_selection, gallery_catalog, runtime, scene_draft, sidebar
from .artist_selection import SelectedArtist
from .toggle_artist import toggle

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_choose_artist(bpy.types.Operator):
    """Choose the artist in whose style the next picture is made. With Shift, ask them besides the others"""

    bl_idname = "antekirt.choose_artist"
    bl_label = "Choose Artist"

    artist_id: bpy.props.StringProperty(name="Artist", description="Id of the artist", options={"SKIP_SAVE"})
    artist_name: bpy.props.StringProperty(name="Name", options={"SKIP_SAVE"})

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.scene is not None

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        """The whole name: on the button it may be cut."""
        return str(properties.artist_name) or tip_(cls.__doc__ or "")

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[OperatorReturnItems]:
        """Without an artist (from the search menu, say): show them."""
        if self.artist_id and (event.shift or context.window_manager.antekirt.is_adding):
            return toggle(self, context, SelectedArtist(self.artist_id, self.artist_name))
        if self.artist_id:
            return self.execute(context)
        context.window_manager.antekirt.is_choosing = True
        sidebar.show_tab(context.area)
        return {"FINISHED"}

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        scene_draft.follow(context)
        chosen = context.scene.antekirt
        artist_selection.select(chosen, [SelectedArtist(self.artist_id, self.artist_name)])
        context.window_manager.antekirt.is_choosing = False
        runtime.redraw()
        catalog = gallery_catalog.known()
        if catalog and self.artist_id:
            catalog.note_use(self.artist_id, self.artist_name)
        return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_choose_artist,)

# SPDX-License-Identifier: GPL-3.0-or-later
"""One artist more, or one less, of those whom the same prompt goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_tip as tip_

from ..message import Message
from ..translations import translated
from . import artist_selection, gallery_catalog, runtime, scene_draft
from .artist_selection import MOST_ARTISTS, SelectedArtist

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems


class ANTEKIRT_OT_toggle_artist(bpy.types.Operator):
    """Ask this artist too, or not any more"""

    bl_idname = "antekirt.toggle_artist"
    bl_label = "Add or Remove Artist"
    bl_options = {"INTERNAL"}

    artist_id: bpy.props.StringProperty(name="Artist", description="Id of the artist", options={"SKIP_SAVE"})
    artist_name: bpy.props.StringProperty(name="Name", options={"SKIP_SAVE"})

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.scene is not None

    @classmethod
    def description(cls, context: bpy.types.Context, properties: Any) -> str:  # noqa: ANN401 - of this operator
        selected = artist_selection.selected(context.scene.antekirt)
        if any(artist.id == properties.artist_id for artist in selected):
            return tip_("Do not ask {name} any more").format(name=properties.artist_name)
        return tip_("Ask {name}, too").format(name=properties.artist_name)

    def execute(self, context: bpy.types.Context) -> set[OperatorReturnItems]:
        return toggle(self, context, SelectedArtist(self.artist_id, self.artist_name))


def toggle(
    operator: bpy.types.Operator, context: bpy.types.Context, artist: SelectedArtist
) -> set[OperatorReturnItems]:
    """Ask an artist too, or not any more; the operator tells when there are too many."""
    scene_draft.follow(context)
    chosen = context.scene.antekirt
    selected = artist_selection.selected(chosen)
    others = [other for other in selected if other.id != artist.id]
    if len(others) == len(selected):
        if len(selected) >= MOST_ARTISTS:
            told = Message("At most {most} artists can be asked at once", most=MOST_ARTISTS)
            operator.report({"WARNING"}, translated(told))
            return {"CANCELLED"}
        others.append(artist)
        if catalog := gallery_catalog.known():
            catalog.note_use(artist.id, artist.name)
    artist_selection.select(chosen, others)
    runtime.redraw()
    return {"FINISHED"}


CLASSES = (ANTEKIRT_OT_toggle_artist,)

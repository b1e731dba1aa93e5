# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with one entry of the history, in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..api.generation_status import Status
from ..api.request import SvgRequest, VideoRequest
from ..jobs.job import Kind
from ..operators import job_session, owned_output
from ..operators.scene_properties import KINDS
from ..operators.use_generation import entry
from . import history_entry, place_again, result_card, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.stub_internal.rna_enums import OperatorReturnItems
    from bpy.types import UILayout

    from ..api.resource import Generation

HEADINGS = {
    Kind.IMAGE: n_("Import Image As"),
    Kind.SVG: n_("Import SVG As"),
    Kind.VIDEO: n_("Import Video As"),
}


class ANTEKIRT_OT_entry_menu(bpy.types.Operator):
    """All that can be done with this entry"""

    bl_idname = "antekirt.entry_menu"
    bl_label = "More"
    bl_translation_context = "Antekirt"
    bl_options = {"INTERNAL"}

    generation_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})
    image_index: bpy.props.IntProperty(options={"HIDDEN", "SKIP_SAVE"})

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        generation, session, index = entry(self.generation_id), job_session.running(), self.image_index
        if generation is None or session is None:
            return {"CANCELLED"}
        has_files = session.results_folder.holds_any(generation.id)
        vectors = owned_output.vectors_of(session, generation.id, index)
        has_vectors = owned_output.is_had(session, vectors, generation)

        def draw_others(layout: Any) -> None:  # noqa: ANN401 - a UILayout
            _draw_conversions(layout, generation, index, has_vectors=has_vectors)
            _draw_other_actions(layout, generation, has_files=has_files)

        def draw(menu: bpy.types.UIPopupMenu, _context: bpy.types.Context) -> None:
            layout: Any = menu.layout
            _draw_imports(layout, generation, index, draw_others)

        context.window_manager.popup_menu(draw, title=generation.artist_name or iface_("Generation"))
        return {"FINISHED"}


class ANTEKIRT_OT_import_menu(bpy.types.Operator):
    """All that this can become in the scene. It costs nothing"""

    bl_idname = "antekirt.import_menu"
    bl_label = "Place Again…"
    bl_options = {"INTERNAL"}

    generation_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})
    kind: bpy.props.EnumProperty(items=KINDS, options={"HIDDEN", "SKIP_SAVE"})
    image_index: bpy.props.IntProperty(options={"HIDDEN", "SKIP_SAVE"})

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        generation_id, kind, index = self.generation_id, Kind[self.kind], self.image_index

        def draw(menu: bpy.types.UIPopupMenu, _context: bpy.types.Context) -> None:
            layout: Any = menu.layout
            _draw_choices(layout, generation_id, kind, index)

        context.window_manager.popup_menu(draw, title=iface_(HEADINGS[kind]))
        return {"FINISHED"}


def _draw_imports(
    layout: UILayout, generation: Generation, index: int, draw_others: Callable[[Any], None]
) -> None:
    """Of each kind a column, or two. draw_others: fills the first one up."""
    row, kinds = layout.row(), history_entry.output_kinds(generation)
    for kind in kinds:
        column = row.column()
        column.label(text=HEADINGS[kind])
        _draw_choices(column, generation.id, kind, index, draw_others if kind is kinds[0] else None)
    if not kinds:
        draw_others(layout)


def _draw_choices(
    layout: UILayout,
    generation_id: str,
    kind: Kind,
    index: int,
    draw_others: Callable[[Any], None] | None = None,
) -> None:
    def fill(operator: Any) -> None:  # noqa: ANN401 - its properties
        operator.generation_id, operator.kind, operator.image_index = generation_id, kind.name, index

    place_again.draw_places(layout, kind, "antekirt.import_generation", fill, draw_others)


def _draw_conversions(
    layout: UILayout, generation: Generation, index: int, *, has_vectors: bool | None
) -> None:
    """has_vectors: None where that cannot be told; then nobody pays for them by mistake."""
    if generation.status is Status.COMPLETED and generation.outputs.images:
        layout.separator()
        shown, image = snapshot.current(), (generation.id, index)
        prices = {Kind.SVG: 0 if has_vectors else SvgRequest.price, Kind.VIDEO: VideoRequest.price}
        for kind, price in prices.items():
            if kind is Kind.VIDEO or has_vectors is not None:
                result_card.draw_conversion(layout, shown, image, kind, price, icon_only=False)
        there = [Kind.SVG] * (has_vectors is not False) + [Kind.VIDEO] * bool(generation.outputs.video)
        result_card.draw_again(layout, shown, image, there)


def _draw_other_actions(layout: UILayout, generation: Generation, *, has_files: bool) -> None:
    layout.separator()
    layout.operator("antekirt.reuse_generation", icon="RECOVER_LAST").generation_id = generation.id
    layout.operator("antekirt.copy_prompt", icon="COPYDOWN").generation_id = generation.id
    operator = layout.operator("antekirt.filter_history", text="Show Only This Artist", icon="FILTER")
    operator.artist_id, operator.artist_name = generation.artist_id, generation.artist_name
    if has_files:
        layout.separator()
        layout.operator("antekirt.open_folder", icon="FILE_FOLDER").generation_id = generation.id
        layout.operator("antekirt.remove_copy", icon="TRASH").generation_id = generation.id


CLASSES = (ANTEKIRT_OT_entry_menu, ANTEKIRT_OT_import_menu)

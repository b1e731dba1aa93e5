# SPDX-License-Identifier: GPL-3.0-or-later
"""One entry of the history: its pictures, what was asked for, and buttons for what it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

from bpy.app.translations import pgettext_iface as iface_

from ..api.generation_status import Status
from ..catalog.picture_cache import Picture, image_of
from ..jobs.job import Kind
from ..operators import gallery_catalog, job_import
from . import date_text, kind_icon, panel_width, picture_button, thumbnail, wording
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import Context, UILayout

    from ..api.resource import Generation
    from ..catalog.catalog import Catalog

PICTURE_SHARE = 0.32  # of the width, for the picture
LARGE, SMALL = 3.6, 2.6  # sizes of pictures, in buttons
CHOICE = 130  # pixels at scale 1 that a button has at least which imports, with the arrow beside it
NARROW = 190  # pixels at scale 1
UNDER_WAY = {Status.PROCESSING, Status.PROCESSING_SVG, Status.PROCESSING_VIDEO, Status.UNKNOWN}


@dataclass(frozen=True, slots=True)
class EntryLayout:
    """What all entries share that are drawn at once: to ask Blender for it takes longer than a button.

    width: pixels at scale 1. import_as: how each kind is imported where the artist is, as an item's
    identifier and in words.
    """

    width: float
    today: date
    import_as: dict[Kind, tuple[str, str]]

    @property
    def is_narrow(self) -> bool:
        """Whether a date has no room beside the picture and two small buttons."""
        return self.width < NARROW

    @classmethod
    def here(cls, context: Context) -> Self:
        import_as = {}
        for kind, items in job_import.IMPORTS.items():
            identifier = job_import.default_import_as(context, kind)
            label = next(label for name, label, _ in items if name == identifier)
            import_as[kind] = identifier, iface_("As {kind}").format(kind=iface_(label))
        today = datetime.now(tz=UTC).astimezone().date()
        return cls(panel_width.available_width(context), today, import_as)


def draw(
    layout: UILayout, context: Context, catalog: Catalog, generation: Generation, shared: EntryLayout
) -> None:
    images = generation.outputs.images
    index = min(gallery_catalog.picked().get(generation.id, 0), max(len(images) - 1, 0))
    split = layout.split(factor=PICTURE_SHARE)
    picture = image_of(generation, index) if images else Picture("", "")
    large = min(PICTURE_SHARE * shared.width / panel_width.BUTTON, LARGE)
    icon = thumbnail.icon(catalog, picture, missing_icon(generation))
    operator = picture_button.draw(
        split, icon, large, "antekirt.enlarge" if images else "antekirt.pick_image"
    )
    operator.generation_id, operator.image_index = generation.id, index
    column = split.column(align=True)
    width = int((1 - PICTURE_SHARE) * shared.width)
    paragraph(column, context, wording.shortened(generation.prompt, 200), width=width, max_lines=2)
    _draw_facts(layout.column(align=True) if shared.is_narrow else column, catalog, generation, shared)
    if len(images) > 1:
        _draw_images(layout, catalog, generation, index, shared.width)
    _draw_outputs(layout, generation, index, shared)


def _draw_picture(
    layout: UILayout, icon: int, scale: float, generation: Generation, index: int, *, is_chosen: bool = False
) -> None:
    operator = picture_button.draw(layout, icon, scale, "antekirt.pick_image", is_chosen=is_chosen)
    operator.generation_id, operator.image_index = generation.id, index


def missing_icon(generation: Generation) -> IconItems:
    """What stands for a picture that cannot be had."""
    if generation.outputs.images:
        return "IMAGE_DATA"
    return "TIME" if generation.status in UNDER_WAY else "ERROR"


def _draw_facts(layout: UILayout, catalog: Catalog, generation: Generation, shared: EntryLayout) -> None:
    date_told = date_text.date_in_words(generation.created_at, shared.today)
    for text, is_last in ((generation.artist_name, False), (date_told, True)):
        row = layout.row(align=True)
        muted = row.row()
        muted.active = False
        muted.label(text=text, translate=False)
        if is_last != shared.is_narrow:
            icon: IconItems = "SOLO_ON" if generation.id in catalog.starred.ids else "SOLO_OFF"
            row.operator("antekirt.star", text="", icon=icon, emboss=False).generation_id = generation.id
            _draw_more(row, generation)


def _draw_more(layout: UILayout, generation: Generation) -> None:
    index = gallery_catalog.picked().get(generation.id, 0)
    operator = layout.operator("antekirt.entry_menu", text="", icon="DOWNARROW_HLT", emboss=False)
    operator.generation_id, operator.image_index = generation.id, index


def _draw_images(
    layout: UILayout, catalog: Catalog, generation: Generation, picked: int, width: float
) -> None:
    """All images of an entry side by side; the picked one is what its buttons are about."""
    row = layout.row(align=True)
    scale = min(width / panel_width.BUTTON / len(generation.outputs.images), SMALL)
    for index in range(len(generation.outputs.images)):
        icon = thumbnail.icon(catalog, image_of(generation, index), "IMAGE_DATA")
        _draw_picture(row, icon, scale, generation, index, is_chosen=index == picked)


def _draw_outputs(layout: UILayout, generation: Generation, index: int, shared: EntryLayout) -> None:
    """A button for each thing it has, that says what this becomes, and an arrow for what else it could."""
    if generation.status is Status.FAILED:
        layout.label(text="Failed", icon="ERROR")
    elif generation.status in UNDER_WAY:
        layout.label(text="Under Way", icon="SORTTIME")
    kinds = output_kinds(generation)
    abreast = max(1, min(int(shared.width // CHOICE), len(kinds)))
    grid = layout.grid_flow(columns=abreast, row_major=True, even_columns=True, align=True)
    for kind in kinds:
        identifier, text = shared.import_as[kind]
        row = grid.row(align=True)
        operator = row.operator(
            "antekirt.import_generation", text=text, translate=False, icon=kind_icon.KIND_ICONS[kind]
        )
        operator.generation_id, operator.kind, operator.image_index = generation.id, kind.name, index
        operator.import_as = identifier
        operator = row.operator("antekirt.import_menu", text="", icon="RIGHTARROW")
        operator.generation_id, operator.kind, operator.image_index = generation.id, kind.name, index


def output_kinds(generation: Generation) -> list[Kind]:
    """What an entry has."""
    outputs = generation.outputs
    there = {Kind.IMAGE: outputs.images, Kind.SVG: outputs.svg, Kind.VIDEO: outputs.video}
    return [kind for kind, output in there.items() if output]

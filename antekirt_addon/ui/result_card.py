# SPDX-License-Identifier: GPL-3.0-or-later
"""A result: its pictures, what became of it and where it is, and what can be done with it.

Up to three results have a card each; of more there is a grid of pictures, with the card of the picked one
below (see result_grid.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..api.request import SvgRequest, VideoRequest
from ..jobs.job import REQUESTS, Job, Kind
from ..operators import job_import
from . import (
    balance_line,
    enlarged_picture,
    kind_icon,
    panel_width,
    picture_button,
    place_again,
    remedy_button,
    result_preview,
    variant_arrows,
    view_button,
    whereabouts_text,
    wording,
)
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import Context, UILayout

    from ..jobs.problem import Problem
    from .snapshot import Snapshot

CONVERSIONS = {
    Kind.SVG: ("antekirt.convert_svg", n_("Vectorize · {price}")),
    Kind.VIDEO: ("antekirt.generate_video", n_("Animate · {price}")),
}
FREE = n_("Vectorize · Free")
AGAIN = {Kind.SVG: n_("Vectorize Again · {price}"), Kind.VIDEO: n_("Animate Again · {price}")}
NARROW = 180  # pixels at scale 1 below which two prices do not fit side by side
LARGEST = 12.8  # buttons that a picture is high at most: Blender's small ones have 256 pixels


def draw(layout: UILayout, context: Context, shown: Snapshot, job: Job) -> None:
    """A card of its own."""
    box = layout.box()
    _draw_title(box, context, job)
    files = result_preview.shown_files(job)
    if len(files) == 1:
        scale = min(panel_width.available_width(context) / panel_width.BUTTON, LARGEST)
        row = box.row()
        row.alignment = "CENTER"
        column = row.column()
        column.ui_units_x = scale
        _draw_picture(column, job, files[0].index, scale)
    draw_below(box, context, shown, job)


def draw_picked(layout: UILayout, context: Context, shown: Snapshot, job: Job) -> None:
    """The card of a result whose picture stands in the grid above, where a click picks it."""
    _draw_title(layout, context, job, with_larger=len(result_preview.shown_files(job)) == 1)
    draw_below(layout, context, shown, job)


def draw_below(layout: UILayout, context: Context, shown: Snapshot, job: Job) -> None:
    """What stands below the picture, or the pictures if there are several."""
    files = result_preview.shown_files(job)
    import_as = job_import.default_import_as(context, job.kind)
    _draw_whereabouts(layout, context, shown, job)
    variant_arrows.draw(layout, shown, job)
    if len(files) > 1:
        _draw_several(layout, context, shown, job, import_as)
    column = layout.column(align=True)
    there = shown.jobs.whereabouts.get(job.id)
    _draw_import(
        column, context, job, import_as, count=len(files), is_here=there is not None and there.is_here
    )
    if len(files) == 1 and job.kind is Kind.IMAGE:
        is_narrow = panel_width.available_width(context) < NARROW
        row = column.column(align=True) if is_narrow else column.row(align=True)
        draw_conversions(row, shown, job.generation_id, files[0].index, icon_only=False)
    if job.problem:
        _draw_missing(layout, context, job, job.problem)


def _draw_title(layout: UILayout, context: Context, job: Job, *, with_larger: bool = False) -> None:
    """with_larger: there is no picture that could be clicked to see it large."""
    row = layout.row(align=True)
    title = wording.shortened(job.prompt) or wording.outcome(job)
    title = fitted(context, title, boxes=1, buttons=2 + with_larger)
    row.label(text=title, translate=False, icon=kind_icon.KIND_ICONS[job.kind])
    if with_larger:
        enlarged_picture.draw_button(row, job_id=job.id, image_index=result_preview.shown_files(job)[0].index)
    row.operator("antekirt.dismiss_job", text="", icon="X", emboss=False).job_id = job.id


def _draw_picture(layout: UILayout, job: Job, index: int, scale: float) -> None:
    operator = picture_button.draw(layout, result_preview.icon(job, index), scale, "antekirt.enlarge")
    operator.job_id, operator.image_index = job.id, index


def _draw_whereabouts(layout: UILayout, context: Context, shown: Snapshot, job: Job) -> None:
    """Whose work it is, and what became of it."""
    lines = layout.column(align=True)
    if job.artist_name:
        artist = lines.row()
        artist.active = False
        artist.label(text=fitted(context, job.artist_name, boxes=1, buttons=1), translate=False, icon="USER")
    if there := shown.jobs.whereabouts.get(job.id):
        icon: IconItems = "CHECKMARK" if there.is_here else "INFO"
        text = whereabouts_text.text(there)
        if not there.is_here and job.id in shown.jobs.variants:
            text = iface_("Another variant is shown in its place")
        if fitted(context, text, boxes=1, buttons=1) != text:
            text = text.replace(" · ", "\n")
        paragraph(lines, context, text, icon=icon, boxes=1)
        view_button.draw(layout, context, job, there)


def _draw_several(layout: UILayout, context: Context, shown: Snapshot, job: Job, import_as: str) -> None:
    """The images side by side, each with its own buttons."""
    grid = layout.grid_flow(columns=2, even_columns=True, align=False, row_major=True)
    scale = min(panel_width.available_width(context) / 2 / panel_width.BUTTON - 0.5, LARGEST / 2)
    for file in result_preview.shown_files(job):
        column = grid.column(align=True)
        _draw_picture(column, job, file.index, scale)
        row = column.row(align=True)
        operator = row.operator("antekirt.import_job", text="", icon="IMPORT")
        operator.job_id, operator.import_as, operator.image_index = job.id, import_as, file.index
        draw_conversions(row, shown, job.generation_id, file.index, icon_only=True)


def _draw_missing(layout: UILayout, context: Context, job: Job, problem: Problem) -> None:
    """What of the result did not come, and the button that tries it again alone."""
    paragraph(layout, context, wording.problem_text(problem), icon="ERROR", boxes=1)
    remedy_button.draw(layout, problem, job)


def _draw_import(
    layout: UILayout, context: Context, job: Job, import_as: str, *, count: int, is_here: bool
) -> None:
    """count: of the images that are imported. is_here: then it is rather meant for another place."""
    row = layout.row(align=True)
    text = "" if is_here else _import_text(context, job, import_as, count)
    operator = row.operator("antekirt.import_job", text=text, translate=False, icon="IMPORT")
    operator.job_id, operator.import_as = job.id, import_as
    operator.image_index = -1 if job.purpose.get("image_index") is None else job.purpose["image_index"]
    text = iface_(place_again.PLACE_AGAIN) if is_here else ""
    row.operator("antekirt.more", text=text, translate=False, icon="DOWNARROW_HLT").job_id = job.id


def _import_text(context: Context, job: Job, import_as: str, count: int) -> str:
    """What the button says that imports a result."""
    items: tuple[tuple[str, str, str], ...] = job_import.IMPORTS[job.kind]
    name = next(iface_(label) for key, label, _ in items if key == import_as)
    texts = (
        [iface_("Import All as {kind}"), iface_("All as {kind}"), "{kind}"]
        if count > 1
        else [iface_("Import as {kind}"), iface_("As {kind}"), "{kind}"]
    )
    return first_that_fits(context, (text.format(kind=name) for text in texts))


def first_that_fits(context: Context, texts: Iterable[str]) -> str:
    """The first of some texts, longest first, that fits a card's button, between its icon and another."""
    text = ""
    for text in texts:
        if fitted(context, text, boxes=1, buttons=2) == text:
            return text
    return text


def draw_conversions(
    layout: UILayout, shown: Snapshot, generation_id: str, index: int, *, icon_only: bool
) -> None:
    """The buttons that vectorize and animate an image, with their prices: none for vectors that are had."""
    has_vectors = (generation_id, index) in shown.had_vectors
    for kind, price in ((Kind.SVG, 0 if has_vectors else SvgRequest.price), (Kind.VIDEO, VideoRequest.price)):
        draw_conversion(layout, shown, (generation_id, index), kind, price, icon_only=icon_only)


def draw_conversion(
    layout: UILayout, shown: Snapshot, image: tuple[str, int], kind: Kind, price: int, *, icon_only: bool
) -> None:
    """One of them. image: its generation and index. price: 0 for what the account has already."""
    idname, label = CONVERSIONS[kind]
    cell = layout.row(align=True)
    if price:
        cell.enabled = not shown.is_offline and not balance_line.unaffordable_reason(shown, price)
    told = iface_(label).format(price=price) if price else iface_(FREE)
    operator = cell.operator(
        idname,
        text="" if icon_only else told,
        translate=False,
        icon=kind_icon.KIND_ICONS[kind] if icon_only else "NONE",
    )
    operator.generation_id, operator.image_index = image
    operator.shown_price = 0 if icon_only else price


def draw_again(layout: UILayout, shown: Snapshot, image: tuple[str, int], kinds: Iterable[Kind]) -> None:
    """In a menu: what is had, asked for once more, with the price."""
    for kind in kinds:
        price = REQUESTS[kind].price
        row = layout.row()
        row.enabled = not shown.is_offline and not balance_line.unaffordable_reason(shown, price)
        operator = row.operator(
            CONVERSIONS[kind][0],
            text=iface_(AGAIN[kind]).format(price=price),
            translate=False,
            icon=kind_icon.KIND_ICONS[kind],
        )
        operator.generation_id, operator.image_index = image
        operator.shown_price, operator.again = price, True

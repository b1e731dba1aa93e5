# SPDX-License-Identifier: GPL-3.0-or-later
"""A result that waits: its pictures, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..api.request import SvgRequest, VideoRequest
from ..jobs.job import Job, Kind
from ..operators import job_import
from ..operators.scene_properties import IMAGE_IMPORTS, SVG_IMPORTS, VIDEO_IMPORTS
from . import generate_button, remedy_button, result_preview, wording
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..jobs.problem import Problem
    from .snapshot import Snapshot

IMPORTS = {Kind.IMAGE: IMAGE_IMPORTS, Kind.SVG: SVG_IMPORTS, Kind.VIDEO: VIDEO_IMPORTS}
LARGE, SMALL = 6.0, 4.0  # sizes of pictures, in buttons


def draw(layout: UILayout, context: Context, shown: Snapshot, job: Job) -> None:
    box = layout.box()
    row = box.row()
    row.label(
        text=wording.shortened(job.prompt) or wording.outcome(job),
        translate=False,
        icon=wording.KIND_ICONS[job.kind],
    )
    row.operator("antekirt.dismiss_job", text="", icon="X", emboss=False).job_id = job.id
    import_as = job_import.default_import_as(context, job.kind)
    if len(job.files) > 1:
        _draw_several(box, shown, job, import_as)
    else:
        _draw_one(box, shown, job, import_as)
    if job.problem:
        _draw_missing(box, context, job, job.problem)


def _draw_one(box: UILayout, shown: Snapshot, job: Job, import_as: str) -> None:
    index = job.files[0].index if job.files else job.image_index
    if icon := result_preview.icon(job.id, index):
        box.template_icon(icon_value=icon, scale=LARGE)
    column = box.column(align=True)
    _draw_import(column, job, import_as, index=-1)
    if job.kind is Kind.IMAGE:
        draw_conversions(column.row(align=True), shown, job.generation_id, index, icon_only=False)


def _draw_several(layout: UILayout, shown: Snapshot, job: Job, import_as: str) -> None:
    """The images side by side, each with its own buttons."""
    grid = layout.grid_flow(columns=2, even_columns=True, align=False, row_major=True)
    for file in job.files:
        column = grid.column(align=True)
        column.template_icon(icon_value=result_preview.icon(job.id, file.index), scale=SMALL)
        row = column.row(align=True)
        operator = row.operator("antekirt.import_job", text="", icon="IMPORT")
        operator.job_id, operator.import_as, operator.image_index = job.id, import_as, file.index
        draw_conversions(row, shown, job.generation_id, file.index, icon_only=True)
    _draw_import(layout.column(align=True), job, import_as, index=-1)


def _draw_missing(layout: UILayout, context: Context, job: Job, problem: Problem) -> None:
    """What of the result did not come, and the button that tries it again alone."""
    paragraph(layout, context, wording.problem_text(problem), icon="ERROR", boxes=1)
    remedy_button.draw(layout, problem, job)


def _draw_import(layout: UILayout, job: Job, import_as: str, index: int) -> None:
    items: tuple[tuple[str, str, str], ...] = IMPORTS[job.kind]
    name = next(iface_(label) for key, label, _ in items if key == import_as)
    text = iface_("Import All as {kind}") if len(job.files) > 1 else iface_("Import as {kind}")
    row = layout.row(align=True)
    operator = row.operator(
        "antekirt.import_job", text=text.format(kind=name), translate=False, icon="IMPORT"
    )
    operator.job_id, operator.import_as, operator.image_index = job.id, import_as, index
    row.operator("antekirt.more", text="", icon="DOWNARROW_HLT").job_id = job.id


def draw_conversions(
    layout: UILayout, shown: Snapshot, generation_id: str, index: int, *, icon_only: bool
) -> None:
    """The buttons that vectorize and animate an image, with their prices."""
    for idname, kind, label, price in (
        ("antekirt.convert_svg", Kind.SVG, iface_("Vectorize · {price}"), SvgRequest.price),
        ("antekirt.generate_video", Kind.VIDEO, iface_("Animate · {price}"), VideoRequest.price),
    ):
        cell = layout.row(align=True)
        cell.enabled = not shown.is_offline and not generate_button.unaffordable_reason(shown, price)
        text = "" if icon_only else label.format(price=price)
        operator = cell.operator(
            idname, text=text, translate=False, icon=wording.KIND_ICONS[kind] if icon_only else "NONE"
        )
        operator.generation_id, operator.image_index = generation_id, index
        operator.shown_price = 0 if icon_only else price

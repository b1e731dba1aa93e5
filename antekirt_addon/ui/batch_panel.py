# SPDX-License-Identifier: GPL-3.0-or-later
"""Many pictures in one press: where their rows come from, and how far each batch is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..jobs.job import State
from ..translations import translated
from . import balance_line, snapshot, wording
from .sidebar_panel import SidebarPanel
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import Context, UILayout

    from ..jobs.job import Job
    from .batch_listing import ShownBatch
    from .snapshot import Snapshot


class ANTEKIRT_PT_batch(SidebarPanel, bpy.types.Panel):
    bl_space_type = "VIEW_3D"
    bl_label = "Batch"
    bl_order = 1
    bl_options: Any = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context: Context) -> bool:
        return context.scene is not None and bool(snapshot.current().key)

    def draw_header_preset(self, _context: Context) -> None:
        """How far the newest is, to be seen also when the panel is closed."""
        for batch in snapshot.current().batches[:1]:
            self.layout.label(text=f"{batch.came}/{batch.count}", translate=False)

    def draw(self, context: Context) -> None:
        layout, shown = self.layout, snapshot.seen()
        chosen = context.scene.antekirt
        layout.prop(chosen, "batch_source", text="")
        if chosen.batch_source == "FILE":
            layout.prop(chosen, "batch_file", text="")
        elif chosen.batch_source == "TEXT":
            layout.prop_search(chosen, "batch_text", bpy.data, "texts", text="", icon="TEXT")
        else:
            layout.prop(chosen, "batch_prompt", text="")
        layout.prop(chosen, "batch_at_once")
        button = layout.row(align=True)
        button.enabled = not shown.is_offline
        button.operator("antekirt.generate_batch", text="Rows and Price…", icon="SPREADSHEET")
        for batch in shown.batches:
            _draw_batch(layout.box(), context, shown, batch)


def _draw_batch(layout: UILayout, context: Context, shown: Snapshot, batch: ShownBatch) -> None:
    column = layout.column(align=True)
    told = iface_("{came} of {count} rows have come").format(came=batch.came, count=batch.count)
    if batch.name:
        column.label(text=batch.name, translate=False, icon="FILE_TEXT")
    column.progress(text=told, factor=batch.came / batch.count, translate=False)
    for job in batch.rows:
        _draw_row(column, context, job)
    if batch.queued:
        layout.operator("antekirt.stop_batch", icon="PAUSE").batch = batch.id
    _draw_press(layout, context, shown, batch, failed=False)
    _draw_press(layout, context, shown, batch, failed=True)


def _draw_row(layout: UILayout, context: Context, job: Job) -> None:
    number = job.purpose["row"]["number"]
    if job.needs_the_artist and job.state is not State.UNSENT and job.problem:
        told = iface_("Row {number}: {reason}").format(number=number, reason=translated(job.problem.text))
        paragraph(layout, context, told, icon="ERROR", boxes=1)
    else:
        icon: IconItems = "PAUSE" if job.state in {State.UNSENT, State.QUEUED} else "SORTTIME"
        layout.label(text=f"{number} · {wording.title(job)}", translate=False, icon=icon)


def _draw_press(
    layout: UILayout, context: Context, shown: Snapshot, batch: ShownBatch, *, failed: bool
) -> None:
    """The button that sends the rest, and another one that sends what failed as well."""
    price, count = (batch.retry, batch.failed) if failed else (batch.to_send, batch.unsent)
    if not count:
        return
    text = iface_("Try {count} Again · {price}") if failed else iface_("Send {count} · {price}")
    values = {"count": count, "price": wording.price_in_words(price)}
    reason = iface_("Online access is off") if shown.is_offline else ""
    reason = reason or balance_line.unaffordable_reason(shown, price)
    row = layout.row(align=True)
    row.enabled = not reason
    label = text.format(**values)
    if fitted(context, label, boxes=1, buttons=1) != label:
        label = (iface_("Again · {price}") if failed else iface_("Send · {price}")).format(**values)
    operator = row.operator("antekirt.resume_batch", text=label, translate=False, icon="EXPORT")
    operator.batch, operator.retry_failed, operator.shown_price = batch.id, failed, price
    if reason:
        paragraph(layout, context, reason, icon="INFO", boxes=1)


CLASSES = (ANTEKIRT_PT_batch,)

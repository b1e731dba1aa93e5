# SPDX-License-Identifier: GPL-3.0-or-later
"""The button that sends what was never sent, with its price: one job, or all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..jobs.unsent_job import price_of, unsent_chain
from . import balance_line, wording
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..jobs.job import Job
    from .snapshot import Snapshot


def draw(layout: UILayout, context: Context, shown: Snapshot, job: Job) -> None:
    """For one job, with what it is to be made from."""
    jobs = unsent_chain({other.id: other for other in shown.unsent}, job.id)
    short = iface_("Submit · {price}")
    label = short
    if len(jobs) > 1:
        label, short = iface_("Submit with Its Image · {price}"), iface_("Both · {price}")
    _draw(layout, context, shown, jobs, labels=(label, short), boxes=1, job_id=job.id)


def draw_for_all(layout: UILayout, context: Context, shown: Snapshot) -> None:
    """For all there are, where the button on a card is not enough."""
    if len(shown.unsent) > 1:
        labels = iface_("Submit {count} Unsent · {price}"), iface_("All {count} · {price}")
        _draw(layout.column(align=True), context, shown, list(shown.unsent), labels=labels)


def _draw(
    layout: UILayout,
    context: Context,
    shown: Snapshot,
    jobs: list[Job],
    *,
    labels: tuple[str, str],
    boxes: int = 0,
    job_id: str = "",
) -> None:
    """labels: the second is for a sidebar in which the price would be cut off from the first."""
    price = price_of(jobs)
    reason = iface_("Online access is off") if shown.is_offline else ""
    reason = reason or balance_line.unaffordable_reason(shown, price)
    row = layout.row(align=True)
    row.enabled = not reason
    text, short = (one.format(count=len(jobs), price=wording.price_in_words(price)) for one in labels)
    if fitted(context, text, boxes=boxes, buttons=1) != text:
        text = short
    operator = row.operator("antekirt.submit_unsent", text=text, translate=False, icon="EXPORT")
    operator.job_id, operator.shown_price = job_id, price
    if reason:
        paragraph(layout, context, reason, icon="INFO", boxes=1)

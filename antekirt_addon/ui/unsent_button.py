# SPDX-License-Identifier: GPL-3.0-or-later
"""The button that sends what was never sent, with its price: one job, or all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..jobs.unsent_job import price_of, unsent_chain
from . import generate_button, wording
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..jobs.job import Job
    from .snapshot import Snapshot


def draw(layout: UILayout, context: Context, shown: Snapshot, job: Job) -> None:
    """For one job, with what it is to be made from."""
    jobs = unsent_chain({other.id: other for other in shown.unsent}, job.id)
    label = iface_("Submit · {price}") if len(jobs) == 1 else iface_("Submit with Its Image · {price}")
    _draw(layout, context, shown, jobs, label=label, job_id=job.id)


def draw_for_all(layout: UILayout, context: Context, shown: Snapshot) -> None:
    """For all there are, where the button on a card is not enough."""
    if len(shown.unsent) > 1:
        label = iface_("Submit {count} Unsent · {price}")
        _draw(layout.column(align=True), context, shown, list(shown.unsent), label=label)


def _draw(
    layout: UILayout, context: Context, shown: Snapshot, jobs: list[Job], *, label: str, job_id: str = ""
) -> None:
    price = price_of(jobs)
    reason = iface_("Online access is off") if shown.is_offline else ""
    reason = reason or generate_button.unaffordable_reason(shown, price)
    row = layout.row(align=True)
    row.enabled = not reason
    text = label.format(count=len(jobs), price=wording.price_in_words(price))
    operator = row.operator("antekirt.submit_unsent", text=text, translate=False, icon="EXPORT")
    operator.job_id, operator.shown_price = job_id, price
    if reason:
        paragraph(layout, context, reason, icon="INFO", boxes=1)

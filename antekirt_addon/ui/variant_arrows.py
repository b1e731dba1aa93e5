# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows on a card that show the other pictures of a prompt where one of them is in the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_iface as iface_

from ..api.request import ImageRequest
from ..operators import runtime
from . import balance_line
from .texture_panel import VariantArrows

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import UILayout

    from ..jobs.job import Job
    from .snapshot import Snapshot


def draw(layout: UILayout, shown: Snapshot, job: Job) -> None:
    """Back, which one of how many is shown, and on; nothing where there is no other one."""
    choice = shown.jobs.variants.get(job.id)
    if choice is None:
        return
    row = layout.row(align=True)
    draw_arrow(row, -1).job_id = job.id
    told = row.row()
    told.alignment = "CENTER"
    told.label(
        text=iface_("{number} of {count}").format(number=choice.number, count=choice.total), translate=False
    )
    draw_arrow(row, 1).job_id = job.id


def draw_another(layout: UILayout, shown: Snapshot, job: Job) -> None:
    """In a menu: one more, with its price."""
    price = ImageRequest.price
    row = layout.row()
    row.enabled = not shown.is_offline and not balance_line.unaffordable_reason(shown, price)
    text = iface_("Another Like This · {price}").format(price=price)
    operator = row.operator("antekirt.another_like_this", text=text, translate=False, icon="ADD")
    operator.job_id, operator.shown_price = job.id, price


def draw_arrow(layout: UILayout, step: int) -> Any:  # noqa: ANN401 - the operator's properties
    """The button that goes on, or back with -1: of the active object, or of what is set in its properties."""
    icon: IconItems = "TRIA_RIGHT" if step > 0 else "TRIA_LEFT"
    operator = layout.operator("antekirt.next_variant", text="", icon=icon)
    operator.step = step
    return operator


CLASSES = ()


def register() -> None:
    runtime.state(VariantArrows).draw = draw_arrow

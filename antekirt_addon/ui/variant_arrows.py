# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows on a card that show the other pictures of a prompt where one of them is in the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

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
    _draw_arrow(row, job, -1)
    told = row.row()
    told.alignment = "CENTER"
    told.label(
        text=iface_("{number} of {count}").format(number=choice.number, count=choice.total), translate=False
    )
    _draw_arrow(row, job, 1)


def _draw_arrow(layout: UILayout, job: Job, step: int) -> None:
    icon: IconItems = "TRIA_RIGHT" if step > 0 else "TRIA_LEFT"
    operator = layout.operator("antekirt.next_variant", text="", icon=icon)
    operator.job_id, operator.step = job.id, step

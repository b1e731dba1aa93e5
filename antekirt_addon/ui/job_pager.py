# SPDX-License-Identifier: GPL-3.0-or-later
"""The row below a list of jobs that is longer than a page, which leads to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..translations.number import number
from .job_listing import SHOWN

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import UILayout

    from ..operators.job_page import Listing
    from .job_listing import Page


def draw(layout: UILayout, listing: Listing, page: Page) -> None:
    """Draw nothing where all of a list is to be seen."""
    if page.total <= SHOWN:
        return
    row = layout.row(align=True)
    end = page.first + len(page.jobs)
    _draw_button(row, listing, -SHOWN, "TRIA_LEFT", enabled=page.first > 0)
    middle = row.row()
    middle.alignment = "CENTER"
    shown = f"{number(page.first + 1)} - {number(end)}"
    text = iface_("{place} of {total}").format(place=shown, total=number(page.total))
    middle.label(text=text, translate=False)
    _draw_button(row, listing, SHOWN, "TRIA_RIGHT", enabled=end < page.total)


def _draw_button(layout: UILayout, listing: Listing, by: int, icon: IconItems, *, enabled: bool) -> None:
    cell = layout.row()
    cell.enabled = enabled
    operator = cell.operator("antekirt.turn_job_page", text="", icon=icon)
    operator.listing, operator.by = listing, by

# SPDX-License-Identifier: GPL-3.0-or-later
"""What is below a list that is shown page by page: where we are, and the way to the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import UILayout


def draw(  # noqa: PLR0917 - all of it is what the line says
    layout: UILayout, listing: str, page: int, size: int, known: int, total: int | None, *, complete: bool
) -> None:
    """listing: for the operator. known: items that are here. total: None when nobody knows it."""
    first, last = page * size + 1, min((page + 1) * size, known)
    if page == 0 and complete and known <= size:
        return
    row = layout.row(align=True)
    _draw_button(row, listing, -1, "TRIA_LEFT", enabled=page > 0)
    middle = row.row()
    middle.alignment = "CENTER"
    of = f"{total:,}" if total is not None else "…"
    words = iface_("{first} to {last} of {total}") if last >= first else iface_("Loading")
    middle.label(text=words.format(first=f"{first:,}", last=f"{last:,}", total=of), translate=False)
    _draw_button(row, listing, 1, "TRIA_RIGHT", enabled=not complete or last < known)


def _draw_button(layout: UILayout, listing: str, by: int, icon: IconItems, *, enabled: bool) -> None:
    cell = layout.row()
    cell.enabled = enabled
    operator = cell.operator("antekirt.turn_page", text="", icon=icon)
    operator.listing, operator.by = listing, by

# SPDX-License-Identifier: GPL-3.0-or-later
"""The row below a list that is shown page by page: which items are seen, and buttons for other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..translations.number import number

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems
    from bpy.types import UILayout


def draw(  # noqa: PLR0917 - all of it is what the line says
    layout: UILayout, listing: str, first: int, size: int, known: int, total: int | None, *, complete: bool
) -> None:
    """listing: for the operator. first: the index of the first item shown. known: how many items are here.

    total: how many there are; None when nobody knows it.
    """
    if first == 0 and complete and known <= size:
        return
    row = layout.row(align=True)
    _draw_button(row, listing, -size, "TRIA_LEFT", enabled=first > 0)
    middle = row.row()
    middle.alignment = "CENTER"
    middle.label(text=_range_text(first + 1, min(first + size, known), total), translate=False)
    _draw_button(row, listing, size, "TRIA_RIGHT", enabled=not complete or first + size < known)


def _range_text(first: int, last: int, total: int | None) -> str:
    if last < first:
        return iface_("Loading")
    shown = f"{number(first)} - {number(last)}"
    return shown if total is None else iface_("{place} of {total}").format(place=shown, total=number(total))


def _draw_button(layout: UILayout, listing: str, by: int, icon: IconItems, *, enabled: bool) -> None:
    cell = layout.row()
    cell.enabled = enabled
    operator = cell.operator("antekirt.turn_page", text="", icon=icon)
    operator.listing, operator.by = listing, by

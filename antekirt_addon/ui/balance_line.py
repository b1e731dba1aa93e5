# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands below a button that costs: why it is too dear, or what the account has and will have left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..operators import spending_limit, studio
from ..translations import translated
from ..translations.number import number
from . import seats_budget, snapshot, wording
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from .snapshot import Snapshot


def unaffordable_reason(shown: Snapshot, price: int) -> str:
    """Why so many credits cannot be spent just now; "" when they can."""
    budget, limit = shown.budget, spending_limit.limit()
    if problem := studio.current().problem:
        return translated(problem)
    if budget.lacks(price):
        snapshot.note_too_dear()
        return iface_("You have {credits}, this takes {price}").format(
            credits=wording.credits_in_words(budget.left or 0), price=number(price)
        )
    if told := budget.beyond_shared(price):
        return translated(told)
    if budget.exceeds(limit, price):
        return iface_("Your limit for this session is {limit}, and {spent} are spent").format(
            limit=wording.credits_in_words(limit), spent=number(budget.committed)
        )
    return ""


def draw_below(
    layout: UILayout, context: Context, shown: Snapshot, reason: str, price: int, *, width: int = 0
) -> None:
    """What stands below a button: why it cannot be pressed, and the balance, which is said once.

    width: pixels at scale 1 of a dialog; 0 in a region.
    """
    if not reason:
        _draw_balance(layout, context, shown, price, width)
    elif reason == unaffordable_reason(shown, price) and shown.budget.lacks(price):
        row = layout.row(align=True)
        paragraph(row, context, reason, icon="INFO", buttons=1, width=width)
        _draw_refresh(row)
        layout.operator("antekirt.open_website", text="Get Credits", icon="URL")
    else:
        paragraph(layout, context, reason, icon="INFO", width=width)
        _draw_balance(layout, context, shown, 0, width)


def _draw_balance(layout: UILayout, context: Context, shown: Snapshot, price: int, width: int) -> None:
    """price: of what can be pressed just now; 0 when nothing can."""
    if shown.budget.balance is None:
        return
    balance = wording.credits_in_words(shown.budget.balance)
    remaining = (shown.budget.left or 0) - price
    left = iface_("{count} left after this").format(count=number(remaining))
    text = f"{balance} · {left}" if price else balance
    if price and not width and fitted(context, text, buttons=1) != text:
        text = f"{balance}\n{left}"
    row = layout.row(align=True)
    note = row.column()
    note.active = False
    paragraph(note, context, text, buttons=1, width=width)
    _draw_refresh(row)
    _draw_spent(layout, context, shown, width)
    _draw_seats(layout, context, shown, width)


def _draw_refresh(layout: UILayout) -> None:
    layout.operator("antekirt.refresh_balance", text="", icon="FILE_REFRESH", emboss=False)


def _draw_spent(layout: UILayout, context: Context, shown: Snapshot, width: int) -> None:
    """What was spent since Blender was started, where there is something to say."""
    limit, spent = spending_limit.limit(), shown.budget.spent
    if limit:
        text = iface_("{spent} of {limit} spent in this session").format(
            spent=number(spent), limit=number(limit)
        )
    elif spent:
        text = iface_("{spent} spent in this session").format(spent=number(spent))
    else:
        return
    column = layout.column()
    column.active = False
    paragraph(column, context, text, width=width)


def _draw_seats(layout: UILayout, context: Context, shown: Snapshot, width: int) -> None:
    """What all seats of a studio have left."""
    lines = seats_budget.lines(shown.budget)
    column = layout.column()
    column.active = False
    for line in lines:
        paragraph(column, context, line, width=width)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account has, and what it will have, beside a button that asks for it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..operators import spending_limit
from ..translations.number import number
from . import wording
from .wrapped_text import fitted, paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from .snapshot import Snapshot


def draw(layout: UILayout, context: Context, shown: Snapshot, price: int, *, width: int = 0) -> None:
    """price: of what can be pressed just now; 0 when nothing can. width: of a dialog."""
    if shown.budget.balance is None:
        return
    text = in_words(shown, price)
    if price and not width and fitted(context, text, buttons=1) != text:
        text = _left_in_words(shown, price)
    row = layout.row(align=True)
    note = row.row()
    note.active = False
    note.label(text=text, translate=False)
    draw_refresh(row)
    _draw_spent(layout, context, shown, width)


def in_words(shown: Snapshot, price: int) -> str:
    """The balance, and what is left of it after something at a price."""
    balance = wording.credits_in_words(shown.budget.balance or 0)
    return f"{balance} · {_left_in_words(shown, price)}" if price else balance


def draw_refresh(layout: UILayout) -> None:
    layout.operator("antekirt.refresh_balance", text="", icon="FILE_REFRESH", emboss=False)


def _left_in_words(shown: Snapshot, price: int) -> str:
    remaining = (shown.budget.left or 0) - price
    return iface_("{count} left after this").format(count=number(remaining))


def _draw_spent(layout: UILayout, context: Context, shown: Snapshot, width: int) -> None:
    """What was spent since Blender was started, where there is something to say."""
    limit, spent = spending_limit.limit(), shown.budget.spent
    if limit:
        text = iface_("{spent} of {limit} spent in this session").format(spent=spent, limit=limit)
    elif spent:
        text = iface_("{spent} spent in this session").format(spent=spent)
    else:
        return
    column = layout.column()
    column.active = False
    paragraph(column, context, text, width=width)

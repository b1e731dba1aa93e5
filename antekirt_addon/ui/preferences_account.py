# SPDX-License-Identifier: GPL-3.0-or-later
"""The account in the preferences: who, plan, balance, and its API keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..operators import studio
from ..translations.number import number
from . import preferences_data, problem_notice

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..api.resource import ApiKey
    from .snapshot import Snapshot


def draw(layout: UILayout, context: Context, shown: Snapshot) -> None:
    header, body = layout.panel("antekirt_account")
    header.label(text="Account")
    if body is None:
        return
    if not shown.key:
        if not studio.current().asked:  # whose way to a key is told above
            body.label(text="Enter your API key to see your account", icon="INFO")
        return
    if shown.account:
        _draw_fact(body, iface_("User"), shown.account.username or shown.account.email)
        if shown.account.username:
            _draw_fact(body, iface_("Email"), shown.account.email)
        plan = " · ".join(filter(None, (shown.account.subscription_plan, shown.account.subscription_status)))
        _draw_fact(body, iface_("Plan"), plan or iface_("None"))
        balance = shown.account.credits
        _draw_fact(
            body, iface_("Credits", "Antekirt"), iface_("Unknown") if balance is None else number(balance)
        )
        _draw_keys(body, preferences_data.current().keys)
    elif shown.account_problem:
        problem_notice.draw(body, context, shown.account_problem)
        return
    row = _right(body)
    row.operator("antekirt.test_connection", icon="FILE_REFRESH")


def _draw_keys(layout: UILayout, keys: tuple[ApiKey, ...]) -> None:
    for position, key in enumerate(keys):
        used = key.last_used_at[:10]
        facts = [
            key.key_masked,
            key.name,
            iface_("last used {date}").format(date=used) if used else iface_("never used"),
            "" if key.is_active else iface_("inactive"),
        ]
        _draw_fact(layout, iface_("API Keys") if position == 0 else "", " · ".join(filter(None, facts)))


def _draw_fact(layout: UILayout, name: str, value: str) -> None:
    """A name and a value, aligned as properties are."""
    split = layout.split(factor=0.4)
    left = split.row()
    left.alignment = "RIGHT"
    left.label(text=name, translate=False)
    split.label(text=value, translate=False)


def _right(layout: UILayout) -> UILayout:
    split = layout.split(factor=0.4)
    split.label()
    return split.row()

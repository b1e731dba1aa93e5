# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist lets us spend: a limit for the session, and from which price on we ask first."""

from __future__ import annotations

from . import addon_settings, chosen_preferences


def limit() -> int:
    """Credits that may be spent until Blender is closed; 0 means any number."""
    return addon_settings.session_limit()


def must_ask(price: int) -> bool:
    """Whether the artist wants to be asked before so many credits are spent."""
    return chosen_preferences.preferences() is not None and price > addon_settings.confirm_above()

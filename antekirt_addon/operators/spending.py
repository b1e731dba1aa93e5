# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist lets us spend: a limit for the session, and from which price on we ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..api.error import InvalidRequest
from ..message import Message
from . import addon_settings

if TYPE_CHECKING:
    from ..jobs.session import Session


def limit() -> int:
    """Credits that may be spent until Blender is closed; 0 means any number."""
    chosen = addon_settings.preferences()
    return chosen.spending_limit if chosen else 0


def check_limit(session: Session, price: int) -> None:
    """Raise InvalidRequest when this would go over the artist's own limit."""
    spent = session.spent + session.promised
    if price and limit() and spent + price > limit():
        raise InvalidRequest(
            Message(
                "Your limit for this session is {limit} credits, and {spent} are spent."
                " Raise it in the add-on's preferences.",
                limit=limit(),
                spent=spent,
            )
        )


def must_ask(price: int) -> bool:
    """Whether the artist wants to be asked before so many credits are spent."""
    chosen = addon_settings.preferences()
    return chosen is not None and price > chosen.confirm_above

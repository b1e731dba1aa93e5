# SPDX-License-Identifier: GPL-3.0-or-later
"""Before a verb pays: the price is told, held against what may be spent, and on a terminal asked about."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..api.error import ApiError, InvalidRequest
from ..operators import spending_limit
from ..operators.error_sentence import error_sentence
from ..operators.preflight import check_studio
from . import argument, progress

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from ..jobs.session import Session
    from .row import Row


NOT_AGREED = "Nothing was sent."


class NotPaid(Exception):
    """It was not agreed to; nothing was sent."""


def add_options(command: argparse.ArgumentParser) -> None:
    """What stands on each verb that pays."""
    command.add_argument(
        "--dry-run", action="store_true", help="say what would be sent and what it costs, and send nothing"
    )
    command.add_argument(
        "--max-credits", type=argument.whole(0), metavar="N", help="send nothing that costs more in all"
    )
    command.add_argument(
        "--yes", action="store_true", help="do not ask, whatever it costs; only a terminal is asked"
    )


def agreed(session: Session, arguments: argparse.Namespace, things: str, price: int) -> Row | None:
    """Tell the price, and have it agreed to; with --dry-run what would be sent, as a row to print instead.

    Raises NotPaid or ApiError, with nothing sent.
    """
    if price:
        check_studio()
        session.learn_account()
    hindrance = _hindrance(session, arguments, price)
    if arguments.dry_run:
        arguments.left_over = hindrance
        return {"would_send": things, "price": price, "balance": session.credits}
    progress.show_notice(f"{things}: {price} credits")
    if hindrance:
        raise NotPaid(hindrance)
    if _is_terminal() and not arguments.yes and spending_limit.must_ask(price):
        _ask(price, session.credits)
    session.check_price = _at_most(price)
    return None


def _at_most(told: int) -> Callable[[int], None]:
    """What keeps more from being paid than was told: what was under way for nothing may fail meanwhile."""

    def check(price: int) -> None:
        if price > told:
            more = (
                f"This takes {price} credits by now, and {told} were told. Nothing was sent: call it again."
            )
            raise InvalidRequest(more)

    return check


def _hindrance(session: Session, arguments: argparse.Namespace, price: int) -> str:
    """Why so much may not be spent; "" if it may."""
    most = arguments.max_credits
    if most is not None and price > most:
        return f"This takes {price} credits, and --max-credits allows {most}. Nothing was sent."
    try:
        session.learn_seats()
        session.budget.check(price, spending_limit.limit())
    except ApiError as error:
        return error_sentence(error)
    return ""


def _is_terminal() -> bool:
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())


def _ask(price: int, balance: int | None) -> None:
    of = f" of your {balance}" if balance is not None else ""
    print(f"Spend {price}{of} credits? [y/N] ", end="", file=sys.stderr, flush=True)  # noqa: T201
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise NotPaid(NOT_AGREED)

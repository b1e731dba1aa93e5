# SPDX-License-Identifier: GPL-3.0-or-later
"""What all seats of a studio may spend together, by day and by project; spending_ledger.py counts it.

A day is one of UTC, by the service's clock: a seat whose own is wrong counts with the others.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from ..api.error import InvalidRequest
from ..message import Message

DAY = 86400  # seconds; UTC knows no others


class BudgetSpent(InvalidRequest):
    """The seats have spent what they may; str() says so to the artist."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Credits that all seats have spent, or may have: until that is known a request counts with its price.

    today: on the day of `now`, in seconds since 1970. on_project: ever, on the project of that name.
    """

    today: int = 0
    on_project: int = 0
    project: str = ""
    now: float = 0.0

    @property
    def renewed_at(self) -> str:
        """When the day of UTC ends, by the clock on the wall here."""
        return time.strftime("%H:%M", time.localtime((self.now // DAY + 1) * DAY))


@dataclass(frozen=True, slots=True)
class SharedBudget:
    """Credits; None for any number. contact: whom the artist can ask."""

    per_day: int | None = None
    per_project: int | None = None
    contact: str = ""

    def left(self, spent: Spent) -> int | None:
        """What can still be spent, now and on the project; None for any number."""
        rest = [
            limit - used
            for limit, used in ((self.per_day, spent.today), (self.per_project, spent.on_project))
            if limit is not None
        ]
        return max(min(rest), 0) if rest else None

    def hindrance(self, spent: Spent, price: int) -> str:
        """Why so much more cannot be spent, and when it can; "" if it can."""
        if not price:
            return ""
        if self.per_day is not None and spent.today + price > self.per_day:
            told = Message(
                "Your studio's budget for today is {limit} credits for all seats: {spent} spent, {left} left,"
                " {price} needed. It is renewed at 00:00 UTC, {time} here.",
                limit=self.per_day,
                spent=spent.today,
                left=max(self.per_day - spent.today, 0),
                price=price,
                time=spent.renewed_at,
            )
        elif self.per_project is not None and spent.on_project + price > self.per_project:
            told = Message(
                "Your studio's budget for {project} is {limit} credits for all seats: {spent} spent, {left}"
                " left, {price} needed. It is not renewed by itself.",
                project=project_in_words(spent.project),
                limit=self.per_project,
                spent=spent.on_project,
                left=max(self.per_project - spent.on_project, 0),
                price=price,
            )
        else:
            return ""
        return Message("{told} Ask {contact}.", told=told, contact=self.contact) if self.contact else told

    def check(self, spent: Spent, price: int) -> None:
        """Raise BudgetSpent when so much more cannot be spent."""
        if told := self.hindrance(spent, price):
            raise BudgetSpent(told)


def project_in_words(project: str) -> str:
    """What a budget is for; work that is of no project has one in common."""
    return Message("the project “{name}”", name=project) if project else Message("work of no project")


def day_of(now: float) -> str:
    """The day of UTC, as the journal has it."""
    return datetime.fromtimestamp(now, UTC).date().isoformat()

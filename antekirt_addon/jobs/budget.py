# SPDX-License-Identifier: GPL-3.0-or-later
"""What can still be spent: the rule, by which a button is greyed out and a request refused alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..api.error import InvalidRequest, TooFewCredits
from ..message import Message
from .shared_budget import BudgetSpent

if TYPE_CHECKING:
    from .shared_budget import SharedBudget, Spent


@dataclass(frozen=True, slots=True)
class Budget:
    """Credits, all of them.

    balance: of the account; None while it is not known, and the service then says if it is too low.
    spent: since Blender was started. promised: what jobs begun already will take.
    shared: what all seats of a studio may spend; seats: what they have, with what is promised here. None
    while that is not known: then it is found out before anything is sent.
    """

    balance: int | None = None
    spent: int = 0
    promised: int = 0
    shared: SharedBudget | None = None
    seats: Spent | None = None

    @property
    def left(self) -> int | None:
        """What the account has besides what is promised, as far as it is known."""
        return None if self.balance is None else self.balance - self.promised

    @property
    def committed(self) -> int:
        """What counts against the artist's own limit."""
        return self.spent + self.promised

    def lacks(self, price: int) -> bool:
        """Whether the account is known not to have so much."""
        return self.left is not None and self.left < price

    def exceeds(self, limit: int, price: int) -> bool:
        """Whether so much more goes over the artist's limit for the session; 0 is none."""
        return bool(limit and price) and self.committed + price > limit

    def beyond_shared(self, price: int) -> str:
        """Why so much goes over what the seats may spend, as far as it is known; "" if it does not."""
        return self.shared.hindrance(self.seats, price) if self.shared and self.seats else ""

    def check(self, price: int, limit: int) -> None:
        """Raise TooFewCredits or another InvalidRequest when so much cannot be spent."""
        if self.lacks(price):
            raise TooFewCredits(
                Message(
                    "Insufficient credits: you have {count}, this takes {price}."
                    " Add credits to your Antekirt account.",
                    count=self.left,
                    price=price,
                )
            )
        if told := self.beyond_shared(price):
            raise BudgetSpent(told)
        if self.exceeds(limit, price):
            raise InvalidRequest(
                Message(
                    "Your limit for this session is {limit} credits, and {spent} are spent."
                    " Raise it in the add-on's preferences.",
                    limit=limit,
                    spent=self.committed,
                )
            )

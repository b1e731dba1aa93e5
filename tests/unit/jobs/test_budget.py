# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be spent: no more than the account has, nor more than the artist's own limit."""

from __future__ import annotations

import pytest

from antekirt_addon.api.error import InvalidRequest, TooFewCredits
from antekirt_addon.jobs.budget import Budget


def test_what_is_promised_is_not_left() -> None:
    budget = Budget(balance=100, spent=7, promised=30)
    assert (budget.left, budget.committed) == (70, 37)


def test_the_last_credit_can_be_spent() -> None:
    budget = Budget(balance=33, promised=30)
    assert not budget.lacks(3)
    assert budget.lacks(4)
    budget.check(3, limit=0)
    with pytest.raises(TooFewCredits, match="you have 3"):
        budget.check(4, limit=0)


def test_a_balance_that_is_not_known_is_left_to_the_service() -> None:
    budget = Budget(spent=5, promised=30)
    assert budget.left is None
    assert not budget.lacks(1_000_000)
    budget.check(1_000_000, limit=0)


def test_a_limit_counts_what_is_spent_and_what_is_promised() -> None:
    budget = Budget(balance=1000, spent=5, promised=3)
    assert not budget.exceeds(limit=11, price=3)
    assert budget.exceeds(limit=10, price=3)
    budget.check(3, limit=11)
    with pytest.raises(InvalidRequest, match="is 10 credits, and 8 are spent"):
        budget.check(3, limit=10)


def test_no_limit_and_no_price_are_never_too_much() -> None:
    budget = Budget(balance=1000, spent=50)
    assert not budget.exceeds(limit=0, price=900)
    assert not budget.exceeds(limit=10, price=0)
    budget.check(0, limit=10)


def test_what_the_account_lacks_is_said_before_the_limit() -> None:
    with pytest.raises(TooFewCredits):
        Budget(balance=2, spent=10).check(3, limit=10)

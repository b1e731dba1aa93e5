# SPDX-License-Identifier: GPL-3.0-or-later
"""The balance is asked for again by itself, and never often."""

from __future__ import annotations

import pytest

from antekirt_addon.jobs.balance_watch import BalanceWatch


class Asked:
    """What a second at a time, for some time, makes of a watch: the seconds at which it asked."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.watch = BalanceWatch(lambda: self.now)

    def during(self, seconds: int, *, looked_at: bool = False, is_waited_for: bool = False) -> list[int]:
        start, at = self.now, []
        for _ in range(seconds):
            if self.watch.is_due(looked_at=looked_at, is_waited_for=is_waited_for):
                at.append(int(self.now - start))
            self.now += 1
        return at


@pytest.fixture
def asked() -> Asked:
    return Asked()


def test_nothing_is_asked_before_anybody_looks(asked: Asked) -> None:
    assert asked.during(1000) == []
    assert asked.during(1000, is_waited_for=True) == []


def test_whoever_looks_learns_it_at_once_and_again_after_ten_seconds(asked: Asked) -> None:
    assert asked.during(35, looked_at=True) == [0, 10, 20, 30]


def test_nobody_looking_asks_nothing_more(asked: Asked) -> None:
    asked.during(1, looked_at=True)
    assert asked.during(5000) == []
    assert asked.during(1, looked_at=True) == [0]


def test_what_is_too_dear_is_asked_about_less_and_less_often(asked: Asked) -> None:
    asked.during(1, looked_at=True)
    at = [second + 1 for second in asked.during(1600, is_waited_for=True)]
    assert at == [10, 30, 70, 150, 310, 610, 910, 1210, 1510]


def test_getting_credits_begins_with_short_pauses_again(asked: Asked) -> None:
    asked.during(1, looked_at=True)
    asked.during(400, is_waited_for=True)
    asked.watch.hurry()
    (first, second, *_) = asked.during(60, is_waited_for=True)
    assert first == 0
    assert second == 20


def test_so_does_what_becomes_too_dear_later(asked: Asked) -> None:
    asked.during(1, looked_at=True)
    asked.during(400, is_waited_for=True)
    asked.during(1)
    assert asked.during(10, is_waited_for=True) == [0]


def test_what_was_asked_by_hand_counts(asked: Asked) -> None:
    asked.watch.note()
    assert asked.during(12, looked_at=True, is_waited_for=True) == [10]

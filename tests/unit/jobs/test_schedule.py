# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits stay within what the documentation asks for, whatever the clocks say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from antekirt_addon.jobs.poll_policy import PollPolicy
from antekirt_addon.jobs.schedule import Schedule

SECONDS = st.floats(-1e9, 1e9)


@given(age=SECONDS, expected=st.floats(0, 1e6))
def test_polls_are_two_to_five_seconds_apart(age: float, expected: float) -> None:
    assert 2.0 <= PollPolicy().next_poll(age, expected) <= 5.0


@given(errors=st.integers(1, 10**6), retry_after=st.none() | st.floats(0, 3600))
def test_pauses_grow_to_a_minute_and_heed_the_service(errors: int, retry_after: float | None) -> None:
    pause = PollPolicy().after_error(errors, retry_after)
    assert max(1.5, retry_after or 0) <= pause <= max(60.0, retry_after or 0)


def test_after_a_sleep_everything_is_due_once() -> None:
    now = [1000.0]
    schedule = Schedule(PollPolicy(), lambda: now[0])
    schedule.wait("a", 3)
    schedule.wait("b", 60)
    assert schedule.seconds_until_due(5.0) == 3.0
    assert schedule.take_due() == []
    now[0] += 8 * 3600  # the lid was closed overnight
    assert schedule.seconds_until_due(5.0) == 0.0
    assert sorted(schedule.take_due()) == ["a", "b"]
    assert schedule.take_due() == []

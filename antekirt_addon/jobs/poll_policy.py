# SPDX-License-Identifier: GPL-3.0-or-later
"""When to ask the service next. The documentation asks for 2 to 5 seconds between two polls."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PollPolicy:
    """Seconds, all of them."""

    shortest: float = 2.0
    longest: float = 5.0
    longest_after_errors: float = 60.0
    grace_seconds: float = 60.0  # how long bad news ("not there", "nothing new") must last to count

    def next_poll(self, age: float, expected: float) -> float:
        """Until the next poll of a job submitted `age` ago of which `expected` is known (0: nothing is).

        Rarely while it cannot be done yet, often when it should be, rarely again when it is late.
        """
        if age < 0.8 * expected:
            return min(self.longest, max(self.shortest, 0.8 * expected - age))
        late = max(expected, 10 * self.shortest)
        return self.shortest if age < 2 * late else self.longest

    def after_error(self, errors: int, retry_after: float | None = None) -> float:
        """Until the next attempt after `errors` failed ones in a row: doubled each time, with some chance
        so that many clients do not come back at once, and never sooner than the service asked for."""
        pause: float = min(self.longest_after_errors, self.shortest * 2 ** min(errors - 1, 10))
        return max(pause * random.uniform(0.75, 1.0), retry_after or 0.0)  # noqa: S311 - jitter, no secret


LATE_SECONDS = 600.0  # for any kind of job of which little is known
FEW = 3  # durations, below which the longest of them says nothing


def expected(durations: list[float]) -> float:
    """What such jobs take: the median of the latest, or 0 when there are none."""
    import statistics  # not read at Blender's start

    return statistics.median(durations) if durations else 0.0


def late_after(durations: list[float]) -> float:
    """From when on a job takes longer than usual: the longest of the latest, where there are some."""
    return max(durations) if len(durations) >= FEW else LATE_SECONDS

# SPDX-License-Identifier: GPL-3.0-or-later
"""When to ask for the balance again by ourselves: credits are bought on a website, which tells us nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST = 10.0  # seconds between two questions, whatever they are asked for
LONGEST = 300.0


class BalanceWatch:
    """Asks at the first look, at a look after a while without, and now and then while something is too dear.

    clock: gives seconds, from any beginning.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._asked_at: float | None = None
        self._pause = SHORTEST

    def is_due(self, *, looked_at: bool, is_waited_for: bool) -> bool:
        """Whether to ask now, which counts as asked.

        looked_at: the balance was drawn since the last call. is_waited_for: somebody looks at what is too
        dear, so that it is also asked for while nothing is drawn, less and less often.
        """
        now = self.clock()
        passed = None if self._asked_at is None else now - self._asked_at
        if not is_waited_for:
            self._pause = SHORTEST
        if passed is None or (looked_at and passed >= SHORTEST):
            is_due = looked_at
        else:
            is_due = is_waited_for and passed >= self._pause
            if is_due:
                self._pause = min(2 * self._pause, LONGEST)
        if is_due:
            self._asked_at = now
        return is_due

    def hurry(self) -> None:
        """Something is being done about it: begin anew with short pauses."""
        self._pause = SHORTEST

    def note(self) -> None:
        """It was asked for otherwise."""
        self._asked_at = self.clock()

    def forget(self) -> None:
        """It may be another account's now: the next look asks at once."""
        self._asked_at = None

# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a verb waits for its jobs, and what is said of them when it waits no longer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NoReturn

from ..jobs.job import Job, State
from ..jobs.problem import STOPPED

if TYPE_CHECKING:
    from collections.abc import Iterable

INTERRUPTED, TOO_LONG = 130, 1  # exit codes; the first is what shells give for Ctrl-C
NOTHING_SENT = {State.WAITING, State.QUEUED, State.UNSENT}
NOT_ANSWERED = {State.SUBMITTING, State.UNCONFIRMED}


class WaitLimit:
    """Ends with Ctrl-C, or after the seconds of --timeout. exit_code: 0 until it has ended."""

    def __init__(self, seconds: float | None) -> None:
        self.exit_code = 0
        self._seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    def interrupt(self, _signal: object, _frame: object) -> NoReturn:
        """What Ctrl-C calls."""
        self.exit_code = INTERRUPTED
        raise KeyboardInterrupt

    def check(self) -> None:
        """What the session calls while it waits."""
        if self._end is not None and time.monotonic() >= self._end:
            self.exit_code = TOO_LONG
            raise TimeoutError

    def told(self, jobs: Iterable[Job]) -> str:
        """One line: why it is over, what is under way and what that costs, how to go on."""
        under_way = [job for job in jobs if job.unfinished or job.problem == STOPPED]
        sent = [job for job in under_way if job.state not in NOTHING_SENT]
        unsent = [job for job in under_way if job.state in NOTHING_SENT]
        said = ["Stopped." if self.exit_code == INTERRUPTED else f"Not done after {self._seconds:g} seconds."]
        if sent:
            said.append(f"Under way: {_listed(sent)}. {_cost(sent)} The verb resume goes on from here.")
        if unsent:
            said.append(f"Not sent, and nothing charged: {_listed(unsent)}. resume --submit-unsent sends it.")
        return " ".join(said)


def _listed(jobs: list[Job]) -> str:
    names = [f"{job.kind} “{job.title}”" if job.title else str(job.kind) for job in jobs]
    return ", ".join(names if len(names) <= 3 else [*names[:2], f"and {len(names) - 2} more"])


def _cost(jobs: list[Job]) -> str:
    paid = [job for job in jobs if not job.free]
    taken = sum(job.credits_used or job.price for job in paid if job.state not in NOT_ANSWERED)
    open_ = sum(job.price for job in paid if job.state in NOT_ANSWERED)
    said = f"{taken} credits stay taken." if taken else "" if open_ else "Nothing new is charged."
    return f"{said} {open_} credits may have been taken: the answer was not waited for." * bool(open_) or said

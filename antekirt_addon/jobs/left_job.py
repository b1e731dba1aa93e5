# SPDX-License-Identifier: GPL-3.0-or-later
"""A job whose Blender is gone: what was on the wire is unconfirmed now, and what was never sent waits."""

from __future__ import annotations

from .job import Job, State
from .problem import ABSENT, UNSENT


def taken_over(job: Job) -> Job:
    """The job in the state in which another Blender goes on."""
    match job.state:
        case State.SUBMITTING:
            return job.sought_again()
        case State.QUEUED if job.unanswered is not None:
            return job.to(State.ABSENT, problem=ABSENT, candidates=())
        case State.DOWNLOADING:
            return job.to(State.RUNNING)
        case State.HELD:
            return job.retried() or job
        case State.QUEUED | State.WAITING:
            return job.to(State.UNSENT, problem=UNSENT)
        case _:
            return job

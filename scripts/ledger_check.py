# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service's ledger and our journal disagree about after a run, in words. Nothing, it should be."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

# For runs in which nothing makes the service fail: what failed was refused, what waits, waits for an absent
# image, and what an ended process never sent is listed until somebody sends it.
NOT_TAKEN = {"failed", "absent", "waiting", "unsent"}


def disagreements(
    ledger: list[dict[str, Any]], jobs: Collection[Any], path: Callable[[Any], Path]
) -> list[str]:
    """jobs: those of the journal, of whichever copy of the add-on. path: where a job's file lies."""
    jobs = [job for job in jobs if not job.free]
    charged = Counter((charge["generationId"], charge["operation"]) for charge in ledger)
    taken = Counter((job.generation_id, job.kind.value) for job in jobs if job.state not in NOT_TAKEN)
    absent = {job.id for job in jobs if job.state == "absent"}
    wrong = [
        f"charged {charged[key]} times, known {taken[key]} times: {key}"
        for key in charged | taken
        if charged[key] != taken[key]
    ]
    wrong += [
        f"{job.kind} {job.id} is stuck: {job.state}"
        for job in jobs
        if job.unfinished and job.parent_id not in absent
    ]
    return wrong + [f"{job.kind} {job.id} {fault}" for job in jobs if (fault := _fault(job, path))]


def _fault(job: Any, path: Callable[[Any], Path]) -> str:
    """What is wrong with a job's end, or ""."""
    if job.state != "ready":
        return "" if job.problem or job.state == "waiting" else f"is {job.state} without a reason"
    for file in job.files:
        data = path(file).read_bytes()
        if hashlib.sha256(data).hexdigest() != file.sha256 or len(data) != file.size:
            return f"has a file that is not what came: {file.path}"
    return "" if job.files else "is ready without a file"

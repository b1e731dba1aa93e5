# SPDX-License-Identifier: GPL-3.0-or-later
"""The batches that a panel shows: how far each is, and what has become of its rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from ..jobs.job import Job, State
from ..operators.batch_past import has_failed, is_unsent, latest

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SHOWN = 3  # batches, the newest first
MOST_ROWS = 6  # of each


@dataclass(frozen=True, slots=True)
class ShownBatch:
    """Counts of rows. rows: those that are under way or went wrong, as many as are shown.

    to_send: credits for what was not sent. retry: for what has failed.
    """

    id: str
    name: str  # of its file, "" if it had none
    count: int
    came: int
    queued: int
    unsent: int
    to_send: int
    failed: int
    retry: int
    rows: tuple[Job, ...]


def shown_batches(jobs: Iterable[Job]) -> tuple[ShownBatch, ...]:
    """Those that are not over, or of which something has failed and was not put aside."""
    by_batch: defaultdict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        if job.batch and job.purpose.get("row"):
            by_batch[job.batch].append(job)
    newest_first = sorted(by_batch.items(), key=lambda pair: -pair[1][-1].created_at)
    shown = [(batch, latest(of_batch)) for batch, of_batch in newest_first]
    open_ = [(batch, rows) for batch, rows in shown if any(map(_concerns, rows))]
    return tuple(_shown(batch, rows) for batch, rows in open_[:MOST_SHOWN])


def _concerns(job: Job) -> bool:
    return not job.elsewhere and (job.is_under_way or job.needs_the_artist)


def _shown(batch: str, rows: list[Job]) -> ShownBatch:
    concerned = sorted(filter(_concerns, rows), key=lambda job: not job.needs_the_artist)
    unsent = [job for job in rows if is_unsent(job) and not job.dismissed]
    failed = [job for job in rows if has_failed(job) and not job.dismissed]
    name = rows[0].purpose["row"].get("source", "")
    return ShownBatch(
        id=batch,
        name=PureWindowsPath(name).name,  # which knows both kinds of slashes
        count=len(rows),
        came=sum(job.state is State.READY for job in rows),
        queued=sum(job.state is State.QUEUED for job in rows),
        unsent=len(unsent),
        to_send=sum(job.price for job in unsent),
        failed=len(failed),
        retry=sum(job.price for job in failed),
        rows=tuple(concerned[:MOST_ROWS]),
    )

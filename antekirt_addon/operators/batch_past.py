# SPDX-License-Identifier: GPL-3.0-or-later
"""A batch that was begun before: which of its rows came, and which are still to be sent."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..jobs.job import UNFINISHED, Job, State
from ..message import Message
from ..scene.error import SceneError
from .job_purpose import Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..jobs.session import Session


@dataclass(slots=True)
class Rest:
    """What is to be done for the rows of a batch. rows: for each of them its job as it is, or is to be.

    purposes: what each result is for, by its job, as its row says now.
    new: jobs to be begun. unsent: those that were never sent, or refused for nothing. again: those that were
    never answered, to be looked for before they are sent again.
    replaced: those that have failed, and that new ones take the place of.
    """

    rows: list[Job] = field(default_factory=list)
    purposes: dict[str, Purpose] = field(default_factory=dict)
    new: list[Job] = field(default_factory=list)
    unsent: list[Job] = field(default_factory=list)
    again: list[Job] = field(default_factory=list)
    replaced: list[Job] = field(default_factory=list)

    @property
    def to_send(self) -> list[Job]:
        return [*self.new, *self.unsent, *self.again]


def learn_earlier(session: Session, source: str, *, failed: bool) -> None:
    """Learn what has become of earlier batches. Blocks. Raises ApiError.

    failed: what was not answered may be sent again, so that its search comes to an end first.
    """
    session.learn_account()
    session.resume()
    session.wait_until(lambda: session.knows_recent and session.knows_left)
    if failed:
        of_batch = [job.id for job in earlier(session, source)]
        session.wait_until(lambda: not any(_is_sought(session.jobs.get(job_id)) for job_id in of_batch))


def _is_sought(job: Job | None) -> bool:
    return job is not None and job.state is State.UNCONFIRMED and not job.is_settled


def earlier(session: Session, source: str) -> list[Job]:
    """The jobs of the newest batch from a source, under this account and address."""
    account = session.client.known_account

    def is_meant(job: Job) -> bool:
        row = job.purpose.get("row")
        is_ours = job.service == session.service and (not account or job.account in {"", account})
        return bool(source) and isinstance(row, dict) and row.get("source") == source and is_ours

    return session.past.batch_of(is_meant)


def find_rest(
    session: Session,
    rows: Callable[[str], list[Job]],
    source: str,
    *,
    resume: bool,
    failed: bool,
    anew: bool,
) -> Rest:
    """What a press is to do. Raises SceneError, with nothing begun.

    rows: gives the jobs of a batch, by its id. resume: go on with what was begun from the same source.
    anew: begin once more, although that is not over.
    """
    before = earlier(session, source) if source and not anew else []
    if resume:
        if not before:
            raise SceneError("No batch of this was begun here. Begin it, without resuming.")
        if any(job.elsewhere and job.state in UNFINISHED for job in before):
            raise SceneError("Another running Blender is at work on this batch. Wait until it has ended.")
        return rest(rows(before[0].batch), before, failed=failed)
    if is_open(before):
        count = sum(not (job.is_over or job.dismissed) for job in before)
        raise SceneError(
            Message(
                "A batch of this was begun already and is not over: {count} of {all} rows are still open."
                " Resume it, or begin anew. Nothing was sent now.",
                count=count,
                all=len(before),
            )
        )
    return rest(rows(uuid.uuid4().hex), [], failed=False)


def latest(jobs: Iterable[Job]) -> list[Job]:
    """Of each row the job that was begun last, in the order of the rows."""
    by_row = {_row(job).get("takes_over", job.id): job for job in jobs}
    return sorted(by_row.values(), key=lambda job: int(_row(job).get("number", 0)))


def again(jobs: Iterable[Job], *, failed: bool, put_aside: bool) -> Rest:
    """What was not sent of a batch with what has come, or else what has failed of it. Raises SceneError.

    put_aside: also what the artist has taken out of the panel.
    """
    before = latest(jobs)
    meant = [job for job in before if (put_aside or not job.dismissed) and has_failed(job) == failed]
    return rest([_copy(job) for job in meant], meant, failed=failed)


def is_unsent(job: Job) -> bool:
    """Whether it was not sent, or refused for nothing: then it can go again as it is.

    One that was never answered may have been taken: its own card looks for it first.
    """
    return job.can_be_sent and job.state is not State.ABSENT


def has_failed(job: Job) -> bool:
    """Whether it is over without a result, and its credits may be gone."""
    return job.state in {State.FAILED, State.CANCELLED} and not is_unsent(job)


def _copy(job: Job) -> Job:
    """A job for the same that is still to be begun."""
    return Job(
        job.kind,
        job.parameters,
        job.service,
        job.purpose | {"row": dict(_row(job))},
        batch=job.batch,
        at_once=job.at_once,
        artist_id=job.artist_id,
        artist_name=job.artist_name,
        prompt=job.prompt,
    )


def is_open(jobs: Iterable[Job]) -> bool:
    """Whether a batch goes on, or waits for a press: to begin the same anew would pay for rows twice."""
    return any(not (job.is_over or job.dismissed) for job in jobs)


def rest(planned: list[Job], before: list[Job], *, failed: bool) -> Rest:
    """The rows as they are planned now, held against what there is. failed: also send again what failed."""
    known: defaultdict[str, list[Job]] = defaultdict(list)
    for job in latest(before):
        known[_row(job).get("digest", "")].append(job)
    found = Rest()
    for job in planned:
        of_row = known[_row(job)["digest"]]
        if not of_row:
            found.new.append(job)
            found.rows.append(job)
        else:
            _sort(of_row.pop(0), job, found, failed=failed)
        found.purposes[found.rows[-1].id] = Purpose.from_json(job.purpose)
    return found


def _sort(there: Job, planned: Job, found: Rest, *, failed: bool) -> None:
    found.rows.append(there)
    if is_unsent(there):
        found.unsent.append(there)
    elif failed and there.state is State.ABSENT:
        found.again.append(there)
    elif failed and has_failed(there):
        planned.purpose["row"]["takes_over"] = _row(there).get("takes_over", there.id)
        found.new.append(planned)
        found.replaced.append(there)
        found.rows[-1] = planned


def _row(job: Job) -> dict[str, Any]:
    row = job.purpose.get("row")
    return row if isinstance(row, dict) else {}

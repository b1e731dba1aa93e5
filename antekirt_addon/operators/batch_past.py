# SPDX-License-Identifier: GPL-3.0-or-later
"""A batch that was begun before: which of its rows came, and which are still to be sent."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
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

    @property
    def in_turn(self) -> list[Job]:
        """By the numbers of the rows: of two that say the same either may have come."""
        return sorted(self.rows, key=_number)


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
    before = earlier(session, source) if source else []
    if resume:
        if not before:
            raise SceneError("No batch of this was begun here. Begin it, without resuming.")
        if any(job.elsewhere and job.state in UNFINISHED for job in before):
            raise SceneError("Another running Blender is at work on this batch. Wait until it has ended.")
        return rest(rows(before[0].batch), before, failed=failed)
    if count := 0 if anew else sum(map(is_open, latest(before))):
        raise SceneError(
            Message(
                "A batch of this was begun already and is not over: {count} of {all} rows are still open."
                " Resume it, or begin anew. Nothing was sent now.",
                count=count,
                all=len(latest(before)),
            )
        )
    known_by = (source, session.service, session.client.known_account, before[0].batch if before else "")
    return rest(rows(_id_of(*known_by) if source else uuid.uuid4().hex), [], failed=False)


def latest(jobs: Iterable[Job]) -> list[Job]:
    """Of each row the job that was begun last, in the order of the rows; or one that has not failed.

    A clock that was set may show the one that failed as the later one.
    """
    in_turn = sorted(jobs, key=lambda job: not has_failed(job))
    by_row = {_row(job).get("takes_over", job.id): job for job in in_turn}
    return sorted(by_row.values(), key=_number)


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


def is_open(job: Job) -> bool:
    """Whether a row goes on, or waits for a press: to begin all of the same anew would pay for rows twice."""
    return not (job.dismissed or job.state in {State.READY, State.CANCELLED})


def rest(planned: list[Job], before: list[Job], *, failed: bool) -> Rest:
    """The rows as they are planned now, held against what there is. failed: also send again what failed."""
    known: defaultdict[str, list[Job]] = defaultdict(list)
    for job in sorted(latest(before), key=lambda job: is_unsent(job) or has_failed(job)):
        known[_digest(job)].append(job)
    counts = Counter(map(_digest, before))
    found = Rest()
    for job in planned:
        of_row = known[_digest(job)]
        if not of_row:
            found.new.append(replace(job, id=_id_of(job.batch, _digest(job), str(counts[_digest(job)]))))
            found.rows.append(found.new[-1])
            counts[_digest(job)] += 1
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
        found.rows[-1] = replace(planned, id=_id_of(there.id))
        found.new.append(found.rows[-1])
        found.replaced.append(there)


def _id_of(*known_by: str) -> str:
    """An id that two who press for the same at the same moment both come to: the second is refused."""
    return hashlib.sha256("\0".join(known_by).encode()).hexdigest()[:32]


def _number(job: Job) -> int:
    return int(_row(job).get("number", 0))


def _digest(job: Job) -> str:
    digest: str = _row(job).get("digest", "")
    return digest


def _row(job: Job) -> dict[str, Any]:
    row = job.purpose.get("row")
    return row if isinstance(row, dict) else {}

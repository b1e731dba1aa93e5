# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the account has what a job would pay for: the vectors of this picture, or its film in this motion.

A generation shows one output of a kind, the last one made, and does not say of which of its images. The
journal knows it of what was asked for here; a generation of one image has vectors of that image alone. How a
film was made nobody but the journal knows.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from ..api.address import unsigned
from ..api.error import InvalidRequest
from ..api.request import VideoRequest
from .job import Job, Kind, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..api.request import PaidRequest
    from ..api.resource import Generation


class Possession(Enum):
    NONE = auto()  # it is to be paid for
    HERE = auto()  # its files lie here
    AT_THE_SERVICE = auto()
    UNDER_WAY = auto()  # another job waits for the same
    UNCLEAR = auto()  # there is an output of this kind, and nobody knows whether it is this one


@dataclass(frozen=True, slots=True)
class Shown:
    """What the service shows of a generation: the address of its output of a kind, "" for none."""

    output: str
    images: int

    @classmethod
    def of(cls, generation: Generation, kind: Kind) -> Shown:
        output = generation.outputs.svg if kind is Kind.SVG else generation.outputs.video
        return cls(output.url if output else "", len(generation.outputs.images))


def possession(
    job: Job, others: Iterable[Job], holds: Callable[[Job], bool], shown: Shown | None
) -> tuple[Possession, Job | None]:
    """Whether there is what a job asks for, and the other job that tells so.

    others: all that were made on its generation. holds: whether a job's files lie here. shown: None while
    nobody has asked the service: what the journal knows must do.
    """
    others = [other for other in others if other.id != job.id and is_of_same_account(other, job)]
    rows = sorted(filter(_tells_source, (other for other in others if other.kind is job.kind)), key=_age)
    same = [row for row in rows if is_same_request(row, job)]
    for row in reversed(same):
        if row.state is State.READY and holds(row):
            return Possession.HERE, row
    for row in same:
        if row.is_under_way:
            return Possession.UNDER_WAY, row
    sent = [row for row in rows if _has_brought(row)]
    if shown is None:
        is_newest = bool(sent) and sent[-1] in same and sent[-1].state is State.READY
        return (Possession.AT_THE_SERVICE, sent[-1]) if is_newest else (Possession.NONE, None)
    if not shown.output:
        return Possession.NONE, None
    return _of_output(job, sent, shown)


def _of_output(job: Job, sent: list[Job], shown: Shown) -> tuple[Possession, Job | None]:
    """What the output that the service shows was made of. sent: those that may have made it, oldest first."""
    output = unsigned(shown.output)
    known = [row for row in sent if any(unsigned(file.source_url) == output for file in row.files)]
    known = known or [
        row for row in sent if not row.files and unsigned(row.baseline.get("output", "")) != output
    ]
    verdicts = {is_same_request(row, job) for row in known}
    if verdicts == {True}:
        return Possession.AT_THE_SERVICE, known[-1]
    if verdicts == {False}:
        return Possession.NONE, None
    if not verdicts and job.kind is Kind.SVG and shown.images == 1 and job.image_index == 0:
        return Possession.AT_THE_SERVICE, None
    return Possession.UNCLEAR, None


def is_same_request(one: Job, other: Job) -> bool:
    """Whether two jobs ask for the same: image, motion and settings."""
    asked = _asked(one)
    return asked is not None and asked == _asked(other)


def is_of_same_account(one: Job, other: Job) -> bool:
    """Whether two jobs belong together, as far as it is known whose they are."""
    return one.service == other.service and (
        one.account == other.account or not (one.account and other.account)
    )


def is_fetched(job: Job) -> bool:
    """Whether a free job was begun for what an earlier one is known to have made."""
    return job.free and job.unless_had


def _asked(job: Job) -> tuple[PaidRequest, str] | None:
    """What a job asks for. Blanks around the words of a motion do not count, nor does the form of Unicode."""
    try:
        request = job.request()
    except (InvalidRequest, TypeError):  # of another version, or damaged
        return None
    if isinstance(request, VideoRequest):
        request = replace(request, prompt=" ".join(unicodedata.normalize("NFC", request.prompt).split()))
    return request, job.kind


def _tells_source(job: Job) -> bool:
    """Whether it is known what its output was made of: whoever imports may name any image."""
    return not job.free or is_fetched(job)


def _has_brought(job: Job) -> bool:
    """Whether the service has taken its request, and may have made the output that it shows."""
    if job.free:
        return job.state is State.READY
    taken = job.credits_used is not None or (job.problem is not None and job.problem.charged is True)
    at_work = {State.RUNNING, State.DOWNLOADING, State.HELD, State.CANCELLED}
    return job.state is State.READY or (taken and job.state in at_work)


def _age(job: Job) -> float:
    return job.submitted_at or job.created_at

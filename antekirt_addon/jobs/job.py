# SPDX-License-Identifier: GPL-3.0-or-later
"""A job: one paid request of ours and its way to files on disk. Immutable; each step makes a new one."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ..api.address import canonical
from ..api.request import ImageRequest, PaidRequest, SvgRequest, VideoRequest
from . import problem
from .poll_policy import LATE_SECONDS

if TYPE_CHECKING:
    from .candidate import Candidate
    from .problem import Problem

NO_ID_YET = "00000000-0000-0000-0000-000000000000"  # stands in while a job waits for its parent's generation


class Kind(StrEnum):
    """What a job makes; also the word in the metadata of what is imported."""

    IMAGE = "image"
    SVG = "svg"
    VIDEO = "video"


REQUESTS: dict[Kind, type[PaidRequest]] = {
    Kind.IMAGE: ImageRequest,
    Kind.SVG: SvgRequest,
    Kind.VIDEO: VideoRequest,
}


class State(StrEnum):
    """Where a job stands. The journal keeps these words."""

    WAITING = "waiting"  # for the job it is chained to
    QUEUED = "queued"  # nothing has been sent
    SUBMITTING = "submitting"  # the paid request may be on the wire
    UNCONFIRMED = "unconfirmed"  # its answer never came: it is looked for in the list of generations
    ABSENT = "absent"  # looked for, and clearly not there: the artist may submit again
    RUNNING = "running"  # the service has it
    DOWNLOADING = "downloading"
    HELD = "held"  # paid for, but something (disk, folder, file, key) keeps us from having it
    READY = "ready"  # files on disk, verified; a problem then names those that are missing
    FAILED = "failed"
    CANCELLED = "cancelled"  # the artist stopped waiting; the service went on
    UNSENT = "unsent"  # never sent, so it cost nothing yet: it waits for the artist to send it


TRANSITIONS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.QUEUED, State.UNSENT, State.FAILED, State.CANCELLED}),
    State.QUEUED: frozenset(
        {State.SUBMITTING, State.UNSENT, State.FAILED, State.CANCELLED, State.RUNNING, State.ABSENT}
    ),
    State.UNSENT: frozenset({State.QUEUED, State.WAITING, State.FAILED, State.CANCELLED}),
    State.SUBMITTING: frozenset(
        {State.RUNNING, State.UNCONFIRMED, State.QUEUED, State.FAILED, State.CANCELLED, State.ABSENT}
    ),
    State.UNCONFIRMED: frozenset({State.RUNNING, State.ABSENT, State.HELD, State.CANCELLED}),
    State.ABSENT: frozenset({State.UNCONFIRMED, State.QUEUED, State.CANCELLED, State.RUNNING}),
    State.RUNNING: frozenset(
        {
            State.DOWNLOADING,
            State.READY,
            State.HELD,
            State.FAILED,
            State.CANCELLED,
            State.UNCONFIRMED,
        }
    ),
    State.DOWNLOADING: frozenset({State.READY, State.RUNNING, State.HELD, State.CANCELLED}),
    State.HELD: frozenset({State.RUNNING, State.UNCONFIRMED, State.CANCELLED}),
    State.READY: frozenset({State.RUNNING}),
    State.FAILED: frozenset({State.RUNNING, State.QUEUED, State.WAITING}),
    State.CANCELLED: frozenset({State.RUNNING, State.UNCONFIRMED}),
}

# What the engine moves on by itself. The others wait for the artist or are over.
UNFINISHED = frozenset(
    {
        State.WAITING,
        State.QUEUED,
        State.SUBMITTING,
        State.UNCONFIRMED,
        State.RUNNING,
        State.DOWNLOADING,
        State.HELD,
    }
)
# States in which the service may be at work on the job's generation, or about to be.
AT_THE_SERVICE = frozenset({State.SUBMITTING, State.UNCONFIRMED, State.RUNNING})


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A downloaded original. `path` is relative to the artist's folder and uses forward slashes."""

    path: str
    index: int
    size: int  # bytes
    sha256: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Job:
    """One paid request.

    parameters: the request's fields; generation_id is added when the job it is chained to has one.
    purpose: what the result is for, in names only; written and read by the operators, opaque here.
    baseline: what the service showed just before the submit, to tell a new result from an old one.
    unanswered: the baseline of an earlier submit that was never answered, while the request goes out again.
    claimed_id: a generation that the service named in its answer, but does not have.
    fits_picture: its aspect ratio is the nearest to its picture's, as the service shows it before the submit.
    candidates: generations that may be this job's; not_this: those of which the artist has said no.
    imported: what its result became in a scene, and where; as opaque here as purpose. None until then.
    project: of the studio's, which its price is counted for; "" for none.
    batch: shared by all jobs of a batch, "" for no batch; at_once of them are under way at the same time.
    """

    kind: Kind
    parameters: dict[str, Any]
    service: str  # base URL, in its one form: a job is never asked for elsewhere
    purpose: dict[str, Any] = field(default_factory=dict)
    account: str = ""  # nor is it moved on under another one; "" while it is not known
    parent_id: str = ""
    project: str = ""
    batch: str = ""
    at_once: int = 1
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    state: State = State.QUEUED
    fits_picture: bool = False
    unless_had: bool = False  # what the account has already is fetched in its place: possession.py
    free: bool = False  # brings what the account has already; nothing is submitted
    created_at: float = field(default_factory=time.time)
    generation_id: str = ""
    artist_id: str = ""
    artist_name: str = ""
    prompt: str = ""  # of the picture, also for its SVG and video
    generation_created_at: str = ""
    baseline: dict[str, Any] = field(default_factory=dict)
    unanswered: dict[str, Any] | None = None
    claimed_id: str = ""
    candidates: tuple[Candidate, ...] = ()
    not_this: tuple[str, ...] = ()
    seen_processing: bool = False
    submitted_at: float = 0.0  # seconds since 1970, by this machine's clock
    expected_seconds: float = 0.0  # what such jobs took lately; 0 when none is known
    late_seconds: float = LATE_SECONDS  # what none of them took longer than
    took_seconds: float = 0.0
    service_word: str = ""  # the service's last status, as it said it
    credits_used: int | None = None
    credits_remaining: int | None = None
    files: tuple[ResultFile, ...] = ()
    problem: Problem | None = None
    cancelled: bool = False  # no longer waited for, but what became of its request is still looked for
    elsewhere: bool = False  # not moved on here: another running Blender has it, or it is another address's
    dismissed: bool = False  # the artist has seen its result or its problem
    imported: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "service", canonical(self.service))

    def request(self) -> PaidRequest:
        """The request to send. Raises InvalidRequest when a value is outside its documented limits."""
        parameters = dict(self.parameters)
        if self.kind is not Kind.IMAGE:
            parameters["generation_id"] = self.generation_id or (self.parent_id and NO_ID_YET)
        return REQUESTS[self.kind](**parameters)

    @property
    def price(self) -> int:
        return REQUESTS[self.kind].price

    @property
    def title(self) -> str:
        """The prompt on one line, short enough for a message."""
        line = " ".join(self.prompt.split())
        return line if len(line) <= 60 else f"{line[:59]}…"

    @property
    def image_index(self) -> int:
        index = self.parameters.get("image_index", 0)
        return int(index)

    @property
    def sought(self) -> dict[str, Any]:
        """The baseline of the first request that was never answered: what is newer may be its."""
        return self.baseline if self.unanswered is None else self.unanswered

    @property
    def unfinished(self) -> bool:
        """Whether this Blender's engine moves it on."""
        return self.state in UNFINISHED and not self.elsewhere

    @property
    def is_over(self) -> bool:
        """Whether it has come to its end, good or bad."""
        return self.state in {State.READY, State.FAILED, State.CANCELLED}

    @property
    def is_settled(self) -> bool:
        """Whether waiting for it is of no use: it is over, it is the artist's turn, or it was cancelled."""
        return not self.unfinished or self.state is State.HELD or self.cancelled

    @property
    def is_under_way(self) -> bool:
        """Whether it is waited for, here or in another running Blender."""
        return self.state in UNFINISHED and self.state is not State.HELD and not self.cancelled

    @property
    def needs_the_artist(self) -> bool:
        """Whether it went wrong, or in part, and the artist has not put it aside."""
        troubled = {State.ABSENT, State.HELD, State.FAILED, State.UNSENT}
        return (self.state in troubled or self.is_partial) and not self.dismissed

    @property
    def is_partial(self) -> bool:
        """Whether some of its files have come, and others are the artist's to try again."""
        return self.state is State.READY and self.problem is not None

    @property
    def waits_for_import(self) -> bool:
        """Whether its result waits in the panel; of one that came in part the rest does."""
        return self.state is State.READY and not self.dismissed and (self.imported is None or self.is_partial)

    @property
    def is_imported(self) -> bool:
        """Whether all of its result has been imported, and the artist has not put it aside since."""
        return self.state is State.READY and not (self.dismissed or self.waits_for_import)

    def has_brought(self, index: int) -> bool:
        """Whether it is ready, and an image is not among those that are missing."""
        there = any(file.index == index for file in self.files)
        return self.state is State.READY and (there or not self.is_partial)

    @property
    def can_be_sent(self) -> bool:
        """Whether the artist may have it sent, for its price: it was not taken, as far as can be told."""
        refused = self.state is State.FAILED and self.problem is not None and self.problem.charged is False
        return (refused and not self.free) or self.state in {State.ABSENT, State.UNSENT}

    @property
    def is_first_link(self) -> bool:
        """Whether all that its request names is known, so that it waits for no other job."""
        return self.kind is Kind.IMAGE or bool(self.generation_id)

    @property
    def is_given_up(self) -> bool:
        """Whether nobody will move it on, so that what is chained to it cannot go on either."""
        put_aside = self.state in {State.ABSENT, State.UNSENT} and self.dismissed
        return put_aside or self.cancelled or self.state in {State.FAILED, State.CANCELLED}

    def to(self, state: State, **changes: Any) -> Job:  # noqa: ANN401 - fields of many types
        """The job in its next state; a step that TRANSITIONS does not allow is a mistake of ours."""
        if state is not self.state and state not in TRANSITIONS[self.state]:
            raise AssertionError(f"A {self.state} job cannot become {state}")
        return replace(self, state=state, **changes)

    def retried(self) -> Job | None:
        """The job, to be looked for once more free of charge; None if there is nothing to look for."""
        charged = self.problem.charged if self.problem else True
        if charged is False and not self.free:
            return None
        if charged is None or (self.claimed_id and not self.generation_id):
            return self.sought_again()
        return self.to(State.RUNNING, problem=None, dismissed=False, imported=None)

    def sought_again(self) -> Job:
        """The job, looked for in what the service shows."""
        told = problem.MISNAMED if self.claimed_id else problem.UNCONFIRMED
        if self.cancelled:
            return self.to(State.UNCONFIRMED, problem=problem.CANCELLED_UNCONFIRMED)
        return self.to(State.UNCONFIRMED, problem=told, dismissed=False)

    def abandoned(self) -> Job:
        """The job, no longer waited for. One that may have been taken goes on behind that, to be found."""
        if self.state in {State.WAITING, State.QUEUED, State.UNSENT} and self.unanswered is None:
            return self.to(State.CANCELLED, problem=problem.CANCELLED_UNSENT)
        if self.state is State.SUBMITTING:
            return replace(self, cancelled=True, problem=problem.CANCELLED_UNCONFIRMED)
        held = self.state is State.HELD and self.problem and self.problem.charged is None
        if held or (self.state is State.UNCONFIRMED and not self.claimed_id):
            return replace(self, cancelled=True, dismissed=False).sought_again()
        if self.state in {State.ABSENT, State.QUEUED}:
            return self.to(State.CANCELLED, problem=problem.CANCELLED_ABSENT)
        return self.to(State.CANCELLED, problem=replace(problem.CANCELLED, charged=not self.free))

    def not_taken(self) -> Job:
        """The job, over now that it is known that a cancelled request cost nothing.

        An earlier one of it that was never answered stays open.
        """
        told = problem.CANCELLED_NOT_TAKEN if self.unanswered is None else problem.CANCELLED_ABSENT
        return self.to(State.CANCELLED, problem=told)

    def wanted(self) -> Job:
        """The job, waited for again if it was cancelled."""
        told = {State.SUBMITTING: None, State.UNCONFIRMED: problem.UNCONFIRMED}
        return replace(self, cancelled=False, problem=told.get(self.state, self.problem))

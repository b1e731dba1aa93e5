# SPDX-License-Identifier: GPL-3.0-or-later
"""What the engine tells whoever listens: a job in its new state, and all that belongs to no job alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .job import Job


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the artist should know that belongs to no single job."""

    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a job's files has arrived, 0 to 1."""

    job_id: str
    share: float


@dataclass(frozen=True, slots=True)
class RecentPublished:
    """All recent jobs have been published, those taken over among them."""


@dataclass(frozen=True, slots=True)
class LeftTaken:
    """What ended Blenders left has been taken over, as far as it is ours; or it was told why it was not."""


class Relisting(Enum):
    """Whether the account's list of generations is gone through for what a lost journal held."""

    OVER = "over"
    UNDER_WAY = "under way"
    REFUSED = "refused"  # it needs the artist, say for another key


class SearchOutcome(Enum):
    """What became of a job that the artist wants sent again."""

    SENT = "sent"  # or on its way: nothing was found
    FOUND = "found"
    POSSIBLE = "possible"  # something new may be it: its candidates
    FAILED = "failed"  # nobody could be asked: its problem says why
    REFUSED = "refused"  # it is none that can be sent again


@dataclass(frozen=True, slots=True)
class Searched:
    job_id: str
    outcome: SearchOutcome


Event = Job | Notice | Progress | RecentPublished | Relisting | Searched | LeftTaken

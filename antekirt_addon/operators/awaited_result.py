# SPDX-License-Identifier: GPL-3.0-or-later
"""A result that is to come into the scene by itself, because the artist has asked for it here and now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import runtime

if TYPE_CHECKING:
    from .import_deferral import Deferral
    from .job_purpose import Purpose


@dataclass(frozen=True, slots=True, eq=False)
class AwaitedResult:
    """One click's share; two clicks may ask for the same job's result.

    window: the address of the window in which it was asked for, as one closed means no longer; 0 for any.
    step: how many pictures on is the one that is wanted, once the job has told which there are; None for
    the job's own.
    """

    job_id: str
    purpose: Purpose
    window: int
    deferral: Deferral
    step: int | None = None


class AwaitedResults:
    """waiting: those that will be imported as soon as they are there; see result_queue.py."""

    def __init__(self) -> None:
        self.waiting: list[AwaitedResult] = []


def waiting() -> list[AwaitedResult]:
    """The one list of them."""
    return runtime.state(AwaitedResults).waiting

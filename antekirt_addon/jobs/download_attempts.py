# SPDX-License-Identifier: GPL-3.0-or-later
"""How often the download of each job has failed in a row, and when that is often enough."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..api.error import InvalidRequest, NotFound, Offline, Unreachable
from .download import Expired, WrongFile
from .problem import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

REFUSALS = (WrongFile, InvalidRequest, Expired, NotFound)  # there is no good file to be had at this address
WRONG_FILES = 3  # attempts at a file that is not what it should be
FAILURES = 10  # attempts in a row at a host that answers, but not with the file: some six minutes


def most_hopeful(errors: Iterable[Exception]) -> Exception:
    """Of what keeps several files away, the one that another attempt may help against."""
    return min(errors, key=lambda error: isinstance(error, REFUSALS))


class DownloadAttempts:
    def __init__(self) -> None:
        self._failed: Counter[str] = Counter()  # attempts in a row, by job
        self._wrong: Counter[str] = Counter()  # those of them that brought a wrong file, or none for good
        self._answered: Counter[str] = Counter()  # those of them that did not fail for want of a network

    def failed(self, job_id: str, error: Exception) -> int:
        """Count a failed attempt, and give the number of them in a row."""
        self._failed[job_id] += 1
        self._wrong[job_id] += isinstance(error, REFUSALS)
        self._answered[job_id] += not isinstance(error, Unreachable | Offline)
        return self._failed[job_id]

    def are_hopeless(self, job_id: str, error: Exception) -> bool:
        """Whether another attempt, after this error, is for the artist or the next start to make."""
        too_many = self._wrong[job_id] >= WRONG_FILES or self._answered[job_id] >= FAILURES
        return isinstance(error, FileProblem) or too_many

    def forget(self, job_id: str) -> None:
        """Attempts count from the start again."""
        del self._failed[job_id], self._wrong[job_id], self._answered[job_id]

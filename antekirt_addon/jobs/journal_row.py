# SPDX-License-Identifier: GPL-3.0-or-later
"""A job as the journal has it, held against what this version knows.

A newer version may have written words that are unknown here, and a hand that mends a file may have spoilt it:
such a row is left as it is, and the others are read.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from .job import Job, Kind
from .job_json import from_json

LIKE = Job(Kind.IMAGE, {}, "")  # a job, for the types of its fields
NUMBER = (int, float)


class UnreadableRow(ValueError):
    """What stands there is no job that this version knows."""


def read(body: Any) -> Job:  # noqa: ANN401 - as it comes from the database
    """The job that a row holds. Raises UnreadableRow."""
    try:
        job = from_json(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableRow from error
    if not all(_is_like(getattr(job, field.name), getattr(LIKE, field.name)) for field in fields(Job)):
        raise UnreadableRow
    texts = [file.path for file in job.files] + ([job.problem.text] if job.problem else [])
    counts = [file.size for file in job.files]
    counts += [count for count in (job.credits_used, job.credits_remaining) if count is not None]
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(n, int) for n in counts):
        raise UnreadableRow
    return job


def _is_like(value: object, like: object) -> bool:
    """Whether a field has the type that it should have; what may be missing is not looked at."""
    if isinstance(like, float):
        return isinstance(value, NUMBER)
    return not isinstance(like, str | int | dict) or isinstance(value, type(like))

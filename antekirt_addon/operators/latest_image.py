# SPDX-License-Identifier: GPL-3.0-or-later
"""The image that is meant when none is named: by a menu, the search or a shortcut."""

from __future__ import annotations

from typing import Protocol

from ..jobs.job import Kind
from . import job_session


class ImageOperator(Protocol):
    """An operator that makes something of an image."""

    generation_id: str
    image_index: int


def take_latest_image(operator: ImageOperator) -> None:
    """Take the newest image that has come, if the operator was given none."""
    session = job_session.running()
    if operator.generation_id or session is None:
        return
    for job in reversed(session.jobs.values()):
        if job.kind is Kind.IMAGE and job.files and job.generation_id and not job.elsewhere:
            operator.generation_id, operator.image_index = job.generation_id, job.files[0].index
            return

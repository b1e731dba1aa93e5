# SPDX-License-Identifier: GPL-3.0-or-later
"""A job that costs nothing, as the account has its result already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .job import Job, Kind, State

if TYPE_CHECKING:
    from ..api.resource import Generation


def free_job(
    generation: Generation,
    kind: Kind,
    index: int,
    service: str,
    purpose: dict[str, Any] | None = None,
    *,
    account: str = "",
) -> Job:
    """A job for an output that a generation has already, or that is being made: nothing is submitted."""
    return Job(
        kind,
        {} if kind is Kind.IMAGE else {"image_index": index},
        service,
        purpose or {},
        account,
        free=True,
        state=State.RUNNING,
        generation_id=generation.id,
        artist_id=generation.artist_id,
        artist_name=generation.artist_name,
        prompt=generation.prompt,
        generation_created_at=generation.created_at,
    )

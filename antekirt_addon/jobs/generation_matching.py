# SPDX-License-Identifier: GPL-3.0-or-later
"""A paid request whose answer never came: was it taken?

For an SVG or a video the generation itself tells: it is being processed, or shows a new output. An image
is looked for in the list of generations: same artist, same prompt, newer than the newest one seen before
the submit (so no clock of ours is asked), and known to no other job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..api.clean_text import several_lines
from ..api.client import pages
from ..api.error import InvalidRequest
from .job import Job, State
from .pipeline import is_processing, judge

if TYPE_CHECKING:
    from ..api.client import Client
    from ..api.resource import Generation


class OtherAccount(InvalidRequest):
    """The list of generations of this account does not tell about that one's requests."""


def current_generation(client: Client, job: Job) -> Generation:
    """The generation that an SVG or a video was asked for."""
    _check_account(client, job)
    return client.generation(job.generation_id)


def was_taken(job: Job, generation: Generation) -> bool:
    """For an SVG or a video: whether the generation shows that the request arrived, even if it failed."""
    verdict = judge(job, generation)
    return is_processing(job, generation) or bool(verdict.outputs) or verdict.failed


def candidates(client: Client, job: Job) -> list[Generation]:
    """The generations of the service that may be this image job's, oldest first."""
    _check_account(client, job)
    found: list[Generation] = []
    artist_id = job.parameters["artist_id"]
    for page in pages(lambda number: client.generations(page=number, limit=100, artist_id=artist_id)):
        newer = [generation for generation in page.items if _is_newer(generation, job)]
        found += (generation for generation in newer if _is_same(generation, job))
        if len(newer) < len(page.items):
            break
    return sorted(found, key=lambda generation: generation.created_at)


def assign(
    job: Job, unconfirmed: list[Job], found: list[Generation], known: set[str]
) -> list[Generation] | None:
    """Which of the found generations are this job's. None: not to be told yet. []: the service has none.

    unconfirmed: all image jobs without an answer, this one among them, oldest first. Equal requests are
    told apart by their order; while one of them is still on the wire nothing is decided. More generations
    than jobs (another program sent the same prompt) all go to the last job, for the artist to see.
    """
    equals = [other for other in unconfirmed if _request(other) == _request(job)]
    if any(other.state is State.SUBMITTING for other in equals):
        return None
    free = [generation for generation in found if generation.id not in known]
    position = [other.id for other in equals].index(job.id)
    return free[position:] if position == len(equals) - 1 else free[position : position + 1]


def _check_account(client: Client, job: Job) -> None:
    account = job.baseline.get("account")
    if account and account != client.account_id():
        raise OtherAccount("This was asked for with the API key of another account. Enter that key again.")


def _request(job: Job) -> tuple[str, str, str]:
    account = job.baseline.get("account", "")
    return account, job.parameters["artist_id"], _normalized(job.parameters["prompt"])


def _is_same(generation: Generation, job: Job) -> bool:
    return (generation.artist_id, _normalized(generation.prompt)) == _request(job)[1:]


def _is_newer(generation: Generation, job: Job) -> bool:
    """ISO 8601 times of one service compare as text. The newest one itself is not newer."""
    newest_at = job.baseline.get("newest_at", "")
    return generation.created_at >= newest_at and generation.id != job.baseline.get("newest_id")


def _normalized(prompt: str) -> str:
    """A prompt as it is read from the service, without the white space that it may tidy."""
    return " ".join(several_lines(prompt).split())

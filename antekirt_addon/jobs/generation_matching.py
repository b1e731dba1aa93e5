# SPDX-License-Identifier: GPL-3.0-or-later
"""A paid request whose answer never came: was it taken?

For an SVG or a video the generation itself tells: it is being processed, or shows a new output. An image
is looked for in the list of generations, among those that are new: by the same artist, newer than the
newest one seen before the submit (so no clock of ours is asked), and of no other job. How much alike the
prompts must be stands in docs/reliability.md, and is compared by prompt_likeness.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..api.client import pages
from ..api.error import Forbidden, InvalidRequest, NotFound
from .job import Job, State
from .pipeline import is_processing, judge
from .prompt_likeness import ends_open, is_alike, is_cut, is_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..api.client import Client
    from ..api.resource import Generation


class OtherAccount(InvalidRequest):
    """The list of generations of this account does not tell about that one's requests."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What an image job's request may have made.

    generations: by the job's artist and newer than the baseline, oldest first. longest: characters of the
    longest prompt listed, also among older ones. trigger_word: what the service may put before a prompt.
    """

    generations: tuple[Generation, ...]
    longest: int = 0
    trigger_word: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a listing says about one job; each part is looked at when the one before it is empty.

    mine: surely the job's, the first of them its own. cut: the only one that shows a long beginning of its
    prompt. possible: whatever else is new, for the artist to judge, the likeliest first.
    """

    mine: tuple[Generation, ...] = ()
    cut: Generation | None = None
    possible: tuple[Generation, ...] = ()


def current_generation(client: Client, job: Job) -> Generation:
    """The generation that an SVG or a video was asked for."""
    _check_account(client, job)
    return client.generation(job.generation_id)


def was_taken(job: Job, generation: Generation) -> bool:
    """For an SVG or a video: whether the generation shows that the request arrived, even if it failed."""
    before = replace(job, baseline=job.sought)
    verdict = judge(before, generation)
    return is_processing(job, generation) or bool(verdict.outputs) or verdict.failed


def list_new(client: Client, job: Job) -> Listing:
    """What the service lists that this image job's request may have made."""
    _check_account(client, job)
    found: list[Generation] = []
    longest = 0
    artist_id = job.parameters["artist_id"]
    for page in pages(lambda number: client.generations(page=number, limit=100, artist_id=artist_id)):
        newer = tuple(newer_than(job.sought, page.items))
        found += newer
        longest = max(longest, *(len(generation.prompt) for generation in page.items), 0)
        if len(newer) < len(page.items):
            break
    found.reverse()  # those of one moment too are the oldest first
    mine = [generation for generation in found if generation.artist_id == job.parameters["artist_id"]]
    mine.sort(key=lambda generation: generation.created_at)
    is_plain = any(is_same(generation.prompt, job.parameters["prompt"]) for generation in mine)
    return Listing(tuple(mine), longest, "" if is_plain or not mine else _trigger_word(client, job))


def newer_than(baseline: dict[str, Any], generations: Iterable[Generation]) -> Iterator[Generation]:
    """Those of a list, newest first, that were not there when the baseline was taken.

    ISO 8601 times of one service compare as text; without them the newest one of then is where new ones end.
    """
    newest_at, newest_id = baseline.get("newest_at", ""), baseline.get("newest_id", "")
    is_past = False
    for generation in generations:
        is_past |= generation.id == newest_id
        has_times = newest_at and generation.created_at
        is_newer = generation.created_at >= newest_at if has_times else not is_past
        if is_newer and generation.id != newest_id:
            yield generation


def assign(job: Job, unconfirmed: list[Job], listing: Listing, known: set[str]) -> Match | None:
    """Which of the listed generations are this job's, or may be. None: not to be told yet.

    unconfirmed: all image jobs whose request may have been taken unknown to us, this one among them, oldest
    first. known: the generations of other jobs. Equal requests are told apart by their order; while one is
    still on the wire nothing is decided that concerns it. More generations than jobs (another program sent
    the same prompt) all go to the last job, for the artist to see.
    """
    free = [each for each in listing.generations if each.id not in known and each.id not in job.not_this]
    if named := [generation for generation in free if generation.id == job.claimed_id]:
        return Match(mine=tuple(named))
    rivals = [other for other in unconfirmed if _belong_alike(other, job)]
    equals = [other for other in rivals if is_same(_prompt(other), _prompt(job), listing.trigger_word)]
    if any(other.state is State.SUBMITTING for other in equals):
        return None
    same = [generation for generation in free if _is_shown_by(generation, job, listing)]
    position = [other.id for other in equals].index(job.id)
    if mine := same[position:] if position == len(equals) - 1 else same[position : position + 1]:
        return Match(mine=tuple(mine))
    others = [
        generation
        for generation in free
        if not any(_is_shown_by(generation, rival, listing) for rival in rivals)
    ]
    if others and any(rival.state is State.SUBMITTING for rival in rivals):
        return None
    others.sort(key=lambda generation: not is_alike(generation.prompt, _prompt(job)))
    return Match(cut=_only_cut(job, rivals, others, listing), possible=tuple(others))


def _only_cut(job: Job, rivals: list[Job], others: list[Generation], listing: Listing) -> Generation | None:
    """The one that shows a long beginning of this job's prompt, and of no other's.

    A shorter prompt of another program is no cut one: so it must end with dots, or be as long as the list
    shows any.
    """
    cut = [
        generation
        for generation in others
        if is_cut(generation.prompt, _prompt(job), listing.trigger_word)
        and (ends_open(generation.prompt) or len(generation.prompt) >= listing.longest)
    ]
    shared = any(
        is_cut(generation.prompt, _prompt(rival), listing.trigger_word)
        for generation in cut
        for rival in rivals
        if rival.id != job.id
    )
    return cut[0] if len(cut) == 1 and not shared else None


def _trigger_word(client: Client, job: Job) -> str:
    """The artist's trigger word; "" for one that cannot be asked for any more."""
    try:
        return client.artist(job.parameters["artist_id"]).trigger_word
    except (NotFound, Forbidden):
        return ""


def _check_account(client: Client, job: Job) -> None:
    if job.account and job.account != client.account_id():
        raise OtherAccount(
            "This was asked for with the API key of another account. It goes on with that key."
        )


def _belong_alike(one: Job, other: Job) -> bool:
    """Whether a new generation may be either job's."""
    return _account_and_artist(one) == _account_and_artist(other)


def _account_and_artist(job: Job) -> tuple[str, str]:
    return job.account, job.parameters["artist_id"]


def _prompt(job: Job) -> str:
    prompt: str = job.parameters["prompt"]
    return prompt


def _is_shown_by(generation: Generation, job: Job, listing: Listing) -> bool:
    return is_same(generation.prompt, _prompt(job), listing.trigger_word)

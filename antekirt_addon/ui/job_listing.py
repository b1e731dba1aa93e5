# SPDX-License-Identifier: GPL-3.0-or-later
"""Which jobs the panel shows: under way, gone wrong, or with a result; of each list a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..jobs.job import Kind
from ..operators import chosen_preferences, job_session, runtime, variant_choice, whereabouts
from ..operators.job_card import has_problem, output_of
from ..operators.job_page import JobPages, Listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..jobs.job import Job
    from ..operators.variant_choice import Choice
    from ..operators.whereabouts import Whereabouts

SHOWN = 12  # jobs of each list at once
DEFAULT_KEPT = 6  # cards of what is imported


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a list. total: how many are in it."""

    jobs: tuple[Job, ...] = ()
    first: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ShownJobs:
    """running: oldest first, those of others after all of ours. problems, results: newest first.

    waiting: how many results are still to be imported. picked: the id of the result whose buttons are shown
    where there are too many for a card each. unfinished: how many are ours and under way.
    """

    running: Page = Page()
    problems: Page = Page()
    results: Page = Page()
    waiting: int = 0
    unfinished: int = 0
    picked: str = ""
    whereabouts: Mapping[str, Whereabouts] = field(default_factory=dict)  # of results, by job
    variants: Mapping[str, Choice] = field(default_factory=dict)  # of pictures that are in the scene, by job


def choose(jobs: list[Job], searching: frozenset[str]) -> ShownJobs:
    """What to show of all jobs, in the order in which they were first heard of.

    searching: ids of those that are looked for at this moment, and stay problems meanwhile.
    """
    under_way = [job for job in jobs if job.is_under_way and job.id not in searching]
    problems = [job for job in reversed(jobs) if has_problem(job) or job.id in searching]
    kept = {job.id for job in kept_cards(jobs)}
    results = [job for job in reversed(jobs) if job.waits_for_import or job.id in kept]
    pages = runtime.state(JobPages)
    pages.turn_to_newest(results[0].id if results else "")
    page, picked = _page(Listing.RESULTS, results), pages.picked
    return ShownJobs(
        _page(Listing.RUNNING, sorted(under_way, key=lambda job: job.elsewhere)),
        _page(Listing.PROBLEMS, problems),
        page,
        sum(job.waits_for_import for job in results),
        sum(not job.elsewhere for job in under_way),
        picked if any(job.id == picked for job in page.jobs) else page.jobs[0].id if page.jobs else "",
        whereabouts_of(page),
        variants_of(page),
    )


def kept_cards(jobs: list[Job]) -> list[Job]:
    """The latest imports, of each output the last one; as many as the artist wants to keep in the panel."""
    latest = sorted((job for job in jobs if job.is_imported), key=whereabouts.imported_at, reverse=True)
    each_once = {output_of(job): job for job in reversed(latest)}
    return sorted(each_once.values(), key=whereabouts.imported_at, reverse=True)[: cards_kept()]


def cards_kept() -> int:
    """How many cards of imported results the artist wants to see."""
    chosen = chosen_preferences.preferences()
    return chosen.cards_kept if chosen else DEFAULT_KEPT


class LastSeen:
    """Where imports were when they were last looked for, by what is noted of them: a download that goes on
    changes what is shown ten times a second, and nothing of this."""

    def __init__(self) -> None:
        self.by_job: dict[str, tuple[dict[str, Any], Whereabouts | None]] = {}


def whereabouts_of(page: Page, *, anew: bool = False) -> dict[str, Whereabouts]:
    """Where the imported ones of a page are. anew: at this moment."""
    last_seen = runtime.state(LastSeen)
    before, last_seen.by_job = last_seen.by_job, {}
    for job in page.jobs:
        if job.imported:
            noted, there = before.get(job.id, (None, None))
            if anew or noted != job.imported:
                there = whereabouts.whereabouts(job)
            last_seen.by_job[job.id] = job.imported, there
    return {job_id: there for job_id, (_, there) in last_seen.by_job.items() if there}


def variants_of(page: Page) -> dict[str, Choice]:
    """Of the pictures of a page which one of its relatives is in the scene at this moment."""
    session = job_session.running()
    if session is None:
        return {}
    choices = {
        job.id: variant_choice.choice_of_card(session, job) for job in page.jobs if job.kind is Kind.IMAGE
    }
    return {job_id: choice for job_id, choice in choices.items() if choice}


def _page(listing: Listing, jobs: list[Job]) -> Page:
    """The page that the artist is on, or the last one if the list has become shorter."""
    first = min(runtime.state(JobPages).first[listing], max(0, len(jobs) - 1))
    first -= first % SHOWN
    return Page(tuple(jobs[first : first + SHOWN]), first, len(jobs))

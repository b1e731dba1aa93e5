# SPDX-License-Identifier: GPL-3.0-or-later
"""The search for a paid request whose answer never came, until it is found or clearly not there.

It is searched for until the grace period is over, then now and then, and once more when the artist wants it
sent again. How it is recognized stands in generation_matching.py. Nothing here submits anything.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from . import generation_matching, lost_request
from .candidate import Candidate
from .event import SearchOutcome
from .free_job import free_job
from .generation_matching import Match
from .job import Job, Kind, State
from .problem import FileProblem, describe, not_sent_again

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.resource import Generation, Page
    from .job_completion import Completion
    from .step_dispatcher import Dispatcher

UNDECIDED_SECONDS = 1.0  # while another request that may be meant is still on the wire
MOST_DOUBLED = 5  # times that the pause between two searches for what is absent is doubled
MOST_CANDIDATES = 12
UNHURRIED = 3  # grace periods for what nobody waits for, until it is said to have cost nothing

Found = Match | Exception | None


class Reconciliation:
    def __init__(self, dispatcher: Dispatcher, completion: Completion) -> None:
        self._dispatcher = dispatcher
        self._store, self._schedule = dispatcher.store, dispatcher.schedule
        self._completion = completion
        self._searches: dict[str, int] = {}  # for jobs that are absent

    def start(self, job: Job) -> None:
        """Ask the service whether it has the request of an unconfirmed job."""
        self._search(job, self._searched)

    def before_sending(self, job: Job, then: Callable[[Job], None]) -> None:
        """Ask once more, because the artist wants the request sent again; `then` goes on to send it."""
        self._search(job, partial(self._searched_before_sending, then))

    def again(self, due: list[Job]) -> None:
        """Ask once more for all that is absent: what was not there at first may turn up. One list for all."""
        absent = [job for job in self._store.jobs.values() if self._is_searched_again(job)]
        for job in {job.id: job for job in (*due, *absent)}.values():
            self._wait_for_the_next_search(job)
        images = [job for job in absent if job.kind is Kind.IMAGE]
        if images:
            call = partial(self._dispatcher.client.generations, limit=100)
            self._dispatcher.ask_together(images, call, self._listed_again)
        for job in absent:
            if job.kind is not Kind.IMAGE:
                self._search(job, self._searched_again)

    def leave_absent(self, job: Job) -> None:
        """Write that a request was not found, or not surely, and have it searched for now and then."""
        self._completion.end(job)
        self._searches.pop(job.id, None)
        if job.state is State.ABSENT:
            self._wait_for_the_next_search(job)

    def found(self, job: Job, generation_id: str) -> None:
        """Go on with what the request made. No other job's artist need be asked about it any more."""
        found = lost_request.found(
            replace(job, account=self._store.belonging.account_for(job)), generation_id
        )
        if not job.unfinished and not self._step_on(job, found):
            return
        self._searches.pop(job.id, None)
        self._completion.taken(found, next_poll=0)
        for other in list(self._store.jobs.values()):
            left = tuple(one for one in other.candidates if one.generation_id != generation_id)
            if other.id != job.id and left != other.candidates:
                is_asked = other.state in {State.ABSENT, State.HELD}
                self._store.save(
                    lost_request.not_found(other, left) if is_asked else replace(other, candidates=left)
                )

    # The search itself

    def _search(self, job: Job, then: Callable[[Job, Found], None]) -> None:
        """Ask what the service shows; `then` is told what it means for the job."""
        client = self._dispatcher.client
        if job.kind is Kind.IMAGE:
            call = partial(generation_matching.list_new, client, job)
            self._dispatcher.ask(job, call, partial(self._listed, then))
        else:
            current = partial(generation_matching.current_generation, client, job)
            self._dispatcher.ask(job, current, partial(self._shown, then))

    def _listed(
        self,
        then: Callable[[Job, Found], None],
        job: Job,
        outcome: generation_matching.Listing | Exception,
    ) -> None:
        """For an image: the generations that may be the one."""
        if isinstance(outcome, Exception):
            then(job, outcome)
            return
        try:
            unconfirmed = self._store.unconfirmed_images(job.service)
            if all(other.id != job.id for other in unconfirmed):
                unconfirmed = sorted([*unconfirmed, job], key=lambda other: other.created_at)
            found = generation_matching.assign(job, unconfirmed, outcome, self._store.known_generations())
        except FileProblem as error:
            then(job, error)
        else:
            then(job, found)

    def _shown(self, then: Callable[[Job, Found], None], job: Job, outcome: Generation | Exception) -> None:
        """For an SVG or a video: the generation that it was asked for."""
        if isinstance(outcome, Exception):
            then(job, outcome)
            return
        job = replace(job, account=self._store.belonging.account_for(job))
        if generation_matching.was_taken(job, outcome):
            then(job, Match((outcome,)))
        else:
            then(job, Match())

    # What follows: while it is unconfirmed

    def _searched(self, job: Job, found: Found) -> None:
        if isinstance(found, Exception):
            self._completion.lookup_failed(job, found)
        elif found is None:
            self._schedule.wait(job.id, UNDECIDED_SECONDS)
        elif found.mine:
            self._take(job, found)
        else:
            self._not_found(job, found)

    def _not_found(self, job: Job, found: Match) -> None:
        self._schedule.succeeded(job.id)
        if not self._schedule.grace_is_over(job.id, times=UNHURRIED if job.cancelled else 1):
            self._schedule.wait(job.id, self._schedule.policy.longest)
        elif self._take(job, found):
            return
        elif not job.account:
            self._store.release(job)  # another account may have it
        else:
            self.leave_absent(lost_request.not_found(job, _candidates(found)))

    # Before it is sent again

    def _searched_before_sending(self, then: Callable[[Job], None], job: Job, found: Found) -> None:
        if found is None:
            self._schedule.wait(job.id, UNDECIDED_SECONDS)
            return
        if job.state is not State.QUEUED:
            outcome = SearchOutcome.REFUSED
        elif isinstance(found, Exception):
            outcome = SearchOutcome.FAILED
            self.leave_absent(job.to(State.ABSENT, problem=not_sent_again(describe(found).text)))
        elif self._take(job, found):
            outcome = SearchOutcome.FOUND
        elif found.possible:
            outcome = SearchOutcome.POSSIBLE
            self.leave_absent(lost_request.not_found(job, _candidates(found)))
        else:
            outcome = SearchOutcome.SENT
            unseen = job.to(State.QUEUED, candidates=(), problem=None)
            self._store.save(unseen)
            then(unseen)
        self._store.searched(job.id, outcome)

    # Now and then

    def _is_searched_again(self, job: Job) -> bool:
        return (
            job.state is State.ABSENT
            and not job.dismissed
            and self._dispatcher.is_here(job)
            and not self._dispatcher.is_at_work(job.id)
        )

    def _wait_for_the_next_search(self, job: Job) -> None:
        """A minute, then two, and so on up to half an hour."""
        searches = self._searches[job.id] = self._searches.get(job.id, -1) + 1
        pause = self._schedule.policy.longest_after_errors * 2 ** min(searches, MOST_DOUBLED)
        self._schedule.wait(job.id, pause)

    def _listed_again(self, job: Job, outcome: Page[Generation] | Exception) -> None:
        """Search in full once the newest generations show something new by the artist."""
        if isinstance(outcome, Exception) or job.state is not State.ABSENT:
            return
        told = {one.generation_id for one in job.candidates if one.picture_url}
        passed_over = self._store.known_generations() | set(job.not_this) | told
        newer = generation_matching.newer_than(job.sought, outcome.items)
        artist_id = job.parameters["artist_id"]
        if any(each.artist_id == artist_id and each.id not in passed_over for each in newer):
            self._search(job, self._searched_again)

    def _searched_again(self, job: Job, found: Found) -> None:
        if not isinstance(found, Match) or job.state is not State.ABSENT:
            return
        if not self._take(job, found) and _candidates(found) != job.candidates:
            self._step_on(job, lost_request.not_found(job, _candidates(found)))

    def _step_on(self, job: Job, following: Job) -> bool:
        """Take a step of a job that is at rest, unless another Blender has taken one meanwhile."""
        unchanged = partial(_if_still, job.state, following)
        return self._store.take_up(job.id, unchanged) is not None

    def _take(self, job: Job, found: Match) -> bool:
        """Go on with what is surely the job's. False if nothing is."""
        mine = found.mine or ((found.cut,) if found.cut else ())
        if mine:
            self.found(job, mine[0].id)
        for generation in () if job.cancelled else mine[1:]:
            self._keep_for_the_artist(job, generation)
        return bool(mine)

    def _keep_for_the_artist(self, job: Job, generation: Generation) -> None:
        """An equal request of another program: shown beside the job, and never sent again by us."""
        extra = free_job(generation, Kind.IMAGE, 0, job.service, account=job.account)
        self._store.save(extra)
        self._schedule.wait(extra.id, 0)


def _if_still(state: State, following: Job, current: Job) -> Job | None:
    return following if current.state is state else None


def _candidates(found: Match) -> tuple[Candidate, ...]:
    return tuple(Candidate.of(generation) for generation in found.possible[:MOST_CANDIDATES])

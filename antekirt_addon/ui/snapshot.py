# SPDX-License-Identifier: GPL-3.0-or-later
"""What the panels show, made anew when the session or the settings have changed.

draw() calls `current` or `seen`, and nothing else. The session's timer calls `update`, which does the work,
and asks the service for the balance when somebody looks: a Blender whose panel stays shut sends nothing.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy

from ..api.address import check_base_url, is_loopback, parse
from ..api.error import InvalidRequest
from ..api.key_file import masked
from ..jobs import remaining_time
from ..jobs.balance_watch import BalanceWatch
from ..jobs.budget import Budget
from ..jobs.job import Kind
from ..jobs.unsent_job import unsent_jobs
from ..operators import addon_settings, job_session, owned_output, runtime, sidebar
from ..operators.file_survey import FilesShown, FileSurvey
from ..operators.job_page import JobPages
from . import result_preview
from .batch_listing import ShownBatch, shown_batches
from .job_listing import ShownJobs, cards_kept, choose, variants_of, whereabouts_of

if TYPE_CHECKING:
    from ..api.resource import Account
    from ..jobs.job import Job
    from ..jobs.problem import Problem
    from ..jobs.session import Session

PROMPTS = 20  # in the menu of earlier ones
MOVED_SECONDS = 0.4  # between two looks at where the results are
MOVED_SHARE = 100  # at least so many times the processor time of one look
REDRAW_SECONDS = 0.5  # while nothing but time, or a download, moves the progress bars


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Of jobs a page of each list; see job_listing.py."""

    key: str = ""  # masked; "" when there is none
    address: str = ""
    address_problem: str = ""
    is_local: bool = False  # the server is on this machine: online access does not matter
    account: Account | None = None
    account_problem: Problem | None = None
    budget: Budget = Budget()  # noqa: RUF009 - it is frozen
    jobs: ShownJobs = ShownJobs()  # noqa: RUF009 - it is frozen
    searching: frozenset[str] = (
        frozenset()
    )  # of the jobs with a problem, those being looked for at this moment
    shares: dict[str, float] | None = None  # of downloads under way
    batches: tuple[ShownBatch, ...] = ()  # those that are not over, or of which something has failed
    unsent: tuple[Job, ...] = ()  # all that was never sent and can be, the oldest first
    had_vectors: frozenset[tuple[str, int]] = frozenset()  # of the images shown: generation and index
    notice: str = ""
    prompts: tuple[str, ...] = ()
    files: FilesShown = FilesShown()  # noqa: RUF009 - it is frozen

    @property
    def running(self) -> tuple[Job, ...]:
        return self.jobs.running.jobs

    @property
    def problems(self) -> tuple[Job, ...]:
        return self.jobs.problems.jobs

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are under way, have gone wrong, and wait to be imported."""
        return self.jobs.running.total, self.jobs.problems.total, self.jobs.waiting

    @property
    def is_offline(self) -> bool:
        return not self.is_local and not bpy.app.online_access


class PanelState:
    """The snapshot that is drawn, and what it was made of."""

    def __init__(self) -> None:
        self.snapshot = Snapshot()
        self.made_of: object = None  # the session, and what else it shows
        self.look_again_at = 0.0  # when it is to be seen again where the results are
        self.is_seen = False  # whether a panel was drawn since the last tick
        self.too_dear = False  # whether something is shown that there are not enough credits for
        self.drawn_at = 0.0


def current() -> Snapshot:
    """What to draw now, for whatever Blender asks of closed panels and of other tabs as well."""
    return runtime.state(PanelState).snapshot


def seen() -> Snapshot:
    """What to draw now in a panel that is open: somebody looks, so that the balance is asked for."""
    state = runtime.state(PanelState)
    state.is_seen = True
    return state.snapshot


def note_too_dear() -> None:
    """Something is drawn that there are not enough credits for."""
    runtime.state(PanelState).too_dear = True


def invalidate() -> None:
    """The settings have changed."""
    state = runtime.state(PanelState)
    state.made_of = None
    runtime.state(BalanceWatch).forget()
    with suppress(InvalidRequest):  # the snapshot says so
        if job_session.running():
            job_session.session()


def update() -> None:
    """Bring the snapshot up to date, and have the regions that show it drawn again."""
    state, session = runtime.state(PanelState), job_session.running()
    files = runtime.state(FileSurvey).shown
    now = (session, session.version if session else 0, runtime.state(JobPages).version, cards_kept(), files)
    changed = now != state.made_of or _have_moved(state)
    if changed:
        state.made_of, state.snapshot = now, make(session)
        state.too_dear = False  # until it is drawn again
        result_preview.load_only(state.snapshot.jobs.results.jobs, session)
    is_moving = any(map(remaining_time.is_moving, state.snapshot.running))
    if changed or (is_moving and time.monotonic() - state.drawn_at >= REDRAW_SECONDS):
        state.drawn_at = time.monotonic()
        runtime.redraw_soon()
    _ask_for_balance(state)


def _have_moved(state: PanelState) -> bool:
    """Whether what was imported is no longer where the cards say it is. Blender tells of no undo in time."""
    jobs, now, begun = state.snapshot.jobs, time.monotonic(), time.thread_time()
    if not jobs.whereabouts or now < state.look_again_at:
        return False
    has_moved = (
        whereabouts_of(jobs.results, anew=True) != jobs.whereabouts
        or variants_of(jobs.results) != jobs.variants
    )
    state.look_again_at = now + max(MOVED_SECONDS, MOVED_SHARE * (time.thread_time() - begun))
    return has_moved


def _ask_for_balance(state: PanelState) -> None:
    shown, is_seen, state.is_seen = state.snapshot, state.is_seen, False
    if not shown.key or shown.address_problem or shown.is_offline:
        return
    is_waited_for = state.too_dear and sidebar.is_open()
    if runtime.state(BalanceWatch).is_due(looked_at=is_seen, is_waited_for=is_waited_for):
        job_session.session().refresh_account(quietly=True)


def make(session: Session | None) -> Snapshot:
    settings = session.settings if session else addon_settings.read()
    jobs = list(session.jobs.values()) if session else []
    searching = frozenset(job.id for job in jobs if session and job.id in session.searching and job.problem)
    shown = choose(jobs, searching)
    return Snapshot(
        key=masked(settings.key),
        address=settings.base_url,
        address_problem=_address_problem(settings.base_url),
        is_local=_is_loopback_address(settings.base_url),
        account=session.balance.account if session else None,
        account_problem=session.balance.problem if session else None,
        budget=session.budget if session else Budget(),
        jobs=shown,
        searching=searching,
        shares=session.shares if session else None,
        batches=shown_batches(jobs),
        unsent=tuple(unsent_jobs(session.jobs)) if session else (),
        had_vectors=owned_output.had_vectors(session, _images(shown)) if session else frozenset(),
        notice=session.notice if session else "",
        prompts=_prompts(jobs, session.client.known_account if session else ""),
        files=runtime.state(FileSurvey).shown,
    )


def _images(shown: ShownJobs) -> list[tuple[str, int]]:
    """What can be vectorized of the results, each image by its generation and index."""
    images = [job for job in shown.results.jobs if job.kind is Kind.IMAGE]
    return [(job.generation_id, file.index) for job in images for file in job.files]


def _prompts(jobs: list[Job], account: str) -> tuple[str, ...]:
    """The latest prompts of an account, newest first, each once; all as long as it is not known ("")."""
    ours = (job for job in reversed(jobs) if not account or job.account in {"", account})
    newest_first = (job.prompt for job in ours if job.kind is Kind.IMAGE and job.prompt)
    return tuple(list(dict.fromkeys(newest_first))[:PROMPTS])


def _address_problem(address: str) -> str:
    try:
        check_base_url(address)
    except InvalidRequest as error:
        return str(error)
    return ""


def _is_loopback_address(address: str) -> bool:
    try:
        return is_loopback(parse(check_base_url(address)).hostname or "")
    except InvalidRequest:
        return False


CLASSES = ()


def register() -> None:
    runtime.watch(update)

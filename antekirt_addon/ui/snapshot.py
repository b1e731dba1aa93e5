# SPDX-License-Identifier: GPL-3.0-or-later
"""What the panels show, made anew when the session or the settings have changed.

draw() calls `look` and nothing else. The session's timer calls `watch`, which does the work, and asks the
service for the balance once somebody is looking: a Blender whose panel stays shut sends nothing.
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
from ..jobs.budget import Budget
from ..jobs.job import UNFINISHED, Kind, State
from ..operators import addon_settings, runtime
from . import result_preview

if TYPE_CHECKING:
    from ..api.resource import Account
    from ..jobs.job import Job
    from ..jobs.problem import Problem
    from ..jobs.session import Session

SHOWN = 12  # jobs of each sort; more are counted
PROMPTS = 20  # in the menu of earlier ones
REDRAW_SECONDS = 0.5  # while time alone moves the progress bars


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Jobs are cut to SHOWN of each sort; the counts are of all."""

    key: str = ""  # masked; "" when there is none
    address: str = ""
    address_problem: str = ""
    is_local: bool = False  # the server is on this machine: online access does not matter
    account: Account | None = None
    account_problem: Problem | None = None
    budget: Budget = Budget()  # noqa: RUF009 - it is frozen
    under_way: tuple[Job, ...] = ()  # oldest first
    problems: tuple[Job, ...] = ()  # newest first, as are the others
    ready: tuple[Job, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)  # under way, problems, ready
    shares: dict[str, float] | None = None  # of downloads under way
    notice: str = ""
    prompts: tuple[str, ...] = ()

    @property
    def is_offline(self) -> bool:
        return not self.is_local and not bpy.app.online_access


_shown = Snapshot()
_made_of: tuple[Session | None, int] | None = None  # the session and its version
_in_sight = False
_asked = False  # for the balance, since the settings changed
_drawn_at = 0.0


def look() -> Snapshot:
    """What to draw now."""
    global _in_sight  # noqa: PLW0603 - one interface for each process
    _in_sight = True
    return _shown


def touch() -> None:
    """The settings have changed."""
    global _made_of, _asked
    _made_of, _asked = None, False
    with suppress(InvalidRequest):  # the snapshot says so
        if runtime.running():
            runtime.session()


def watch() -> None:
    """Bring the snapshot up to date, and have the regions that show it drawn again."""
    global _shown, _made_of, _drawn_at  # noqa: PLW0603 - one interface for each process
    session = runtime.running()
    now = (session, session.version if session else 0)
    changed = now != _made_of
    if changed:
        _made_of, _shown = now, make(session)
        result_preview.keep(_shown.ready, session)
    if changed or (_shown.under_way and time.monotonic() - _drawn_at > REDRAW_SECONDS):
        _drawn_at = time.monotonic()
        runtime.redraw_soon()
    if _in_sight:
        _ask()


def _ask() -> None:
    global _asked  # noqa: PLW0603 - one interface for each process
    if _asked or not _shown.key or _shown.address_problem or _shown.is_offline:
        return
    _asked = True
    runtime.session().refresh_account()


def make(session: Session | None) -> Snapshot:
    told = session.settings if session else addon_settings.read()
    jobs = list(session.jobs.values()) if session else []
    under_way = [job for job in jobs if job.state in UNFINISHED and job.state is not State.HELD]
    problems = [job for job in reversed(jobs) if has_card(job)]
    ready = [job for job in reversed(jobs) if job.state is State.READY and not job.dismissed]
    return Snapshot(
        key=masked(told.key),
        address=told.base_url,
        address_problem=_address_problem(told.base_url),
        is_local=_is_local(told.base_url),
        account=session.account if session else None,
        account_problem=session.account_problem if session else None,
        budget=session.budget if session else Budget(),
        under_way=tuple(under_way[:SHOWN]),
        problems=tuple(problems[:SHOWN]),
        ready=tuple(ready[:SHOWN]),
        counts=(len(under_way), len(problems), len(ready)),
        shares=session.shares if session else None,
        notice=session.notices[-1] if session and session.notices else "",
        prompts=_prompts(jobs),
    )


def has_card(job: Job) -> bool:
    """Whether a job is shown as a problem: it needs the artist, or was cancelled when it might have cost."""
    if job.problem is None:
        return False
    paid_for_nothing = job.state is State.CANCELLED and job.problem.charged is not False
    return job.needs_the_artist or (paid_for_nothing and not job.dismissed)


def _prompts(jobs: list[Job]) -> tuple[str, ...]:
    """The artist's latest prompts, newest first, each once."""
    newest_first = (job.prompt for job in reversed(jobs) if job.kind is Kind.IMAGE and job.prompt)
    return tuple(list(dict.fromkeys(newest_first))[:PROMPTS])


def _address_problem(address: str) -> str:
    try:
        check_base_url(address)
    except InvalidRequest as error:
        return str(error)
    return ""


def _is_local(address: str) -> bool:
    try:
        return is_loopback(parse(address).hostname or "")
    except InvalidRequest:
        return False


CLASSES = ()


def register() -> None:
    runtime.watch(watch)


def unregister() -> None:
    global _shown, _made_of, _in_sight, _asked
    _shown, _made_of, _in_sight, _asked = Snapshot(), None, False, False

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the preferences show beyond the session: the account's keys and the size of the results folder.

Both are asked for in the background, and only once somebody looks at them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..jobs.job import State
from ..operators import runtime
from ..operators.clean_folder import removable_files

if TYPE_CHECKING:
    from ..api.resource import ApiKey
    from ..jobs.session import Session


@dataclass(frozen=True, slots=True)
class Answer:
    keys: tuple[ApiKey, ...] = ()
    size: int | None = None  # bytes; None while it is not known


_answer = Answer()
_in_sight = False
_asked_keys_for: object = None
_asked_size_for: object = None


def look() -> Answer:
    """What to draw now."""
    global _in_sight  # noqa: PLW0603 - one interface for each process
    _in_sight = True
    return _answer


def watch() -> None:
    """Ask for what has become of interest or out of date."""
    global _asked_keys_for, _asked_size_for  # noqa: PLW0603 - one interface for each process
    session = runtime.running()
    if not _in_sight or session is None:
        return
    if session.account and _asked_keys_for is not session.account:  # each answer is another object
        _asked_keys_for = session.account
        session.ask(lambda client: client.api_keys(), _keep_keys)
    ready = sum(job.state is State.READY for job in session.jobs.values())
    now = (
        session.settings.folder,
        ready,
        removable_files().files is None,
    )  # which a removal makes it
    if _asked_size_for != now:
        _asked_size_for = now
        _ask_size(session)


def _ask_size(session: Session) -> None:
    results_folder = session.results_folder

    def keep(outcome: int | Exception) -> None:
        global _answer  # noqa: PLW0603 - one interface for each process
        _answer = replace(_answer, size=outcome if isinstance(outcome, int) else None)

    session.ask(lambda _client: results_folder.size(), keep)


def _keep_keys(outcome: tuple[ApiKey, ...] | Exception) -> None:
    global _answer  # noqa: PLW0603 - one interface for each process
    _answer = replace(_answer, keys=outcome if isinstance(outcome, tuple) else ())


CLASSES = ()


def register() -> None:
    runtime.watch(watch)


def unregister() -> None:
    global _answer, _in_sight, _asked_keys_for, _asked_size_for
    _answer, _in_sight, _asked_keys_for, _asked_size_for = Answer(), False, None, None

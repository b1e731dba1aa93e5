# SPDX-License-Identifier: GPL-3.0-or-later
"""What the preferences show beyond the session: the account's keys, and what is to say of the results folder.

Both are asked for in the background, and only once the preferences were drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs import lock_trial
from ..jobs.job import State
from ..operators import addon_settings, chosen_preferences, job_session, runtime
from ..operators.clean_folder import removable_files

if TYPE_CHECKING:
    from ..api.resource import ApiKey


class PreferencesData:
    """size: bytes; None while it is not known. exposure: what others can see in the folder. sharing: whether
    several Blenders can use it.

    *_asked_for: what the last question was about.
    """

    def __init__(self) -> None:
        self.keys: tuple[ApiKey, ...] = ()
        self.size: int | None = None
        self.exposure = ""
        self.sharing = ""
        self.in_sight = False
        self.keys_asked_for: object = None
        self.size_asked_for: object = None
        self.sharing_asked_for: object = None


def current() -> PreferencesData:
    """What to draw now."""
    data = runtime.state(PreferencesData)
    data.in_sight = True
    return data


def update() -> None:
    """Ask for what has become of interest or out of date."""
    data, session = runtime.state(PreferencesData), job_session.running()
    if not data.in_sight or session is None:
        return
    account = session.balance.account
    if account and data.keys_asked_for is not account:  # each answer is another object
        data.keys_asked_for = account
        session.ask(lambda client: client.api_keys(), _keep_keys)
    chosen = addon_settings.chosen_folder()
    if data.sharing_asked_for != chosen:
        data.sharing_asked_for, data.sharing = chosen, ""
        spare = chosen_preferences.default_folder()
        session.ask(lambda _client: lock_trial.outcome(chosen, spare), _keep_sharing)
    ready = sum(job.state is State.READY for job in session.jobs.values())
    used, is_removed = session.settings, removable_files().files is None  # which a removal makes it
    now = used.folder, used.is_shared, ready, is_removed
    if data.size_asked_for != now:
        data.size_asked_for = now
        results_folder = session.results_folder
        session.ask(lambda _client: (results_folder.size(), results_folder.exposure()), _keep_folder)


def _keep_keys(outcome: tuple[ApiKey, ...] | Exception) -> None:
    runtime.state(PreferencesData).keys = outcome if isinstance(outcome, tuple) else ()


def _keep_folder(outcome: tuple[int, str] | Exception) -> None:
    data = runtime.state(PreferencesData)
    data.size, data.exposure = outcome if isinstance(outcome, tuple) else (None, "")


def _keep_sharing(outcome: str | Exception) -> None:
    runtime.state(PreferencesData).sharing = outcome if isinstance(outcome, str) else ""


CLASSES = ()


def register() -> None:
    runtime.watch(update)

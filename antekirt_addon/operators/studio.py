# SPDX-License-Identifier: GPL-3.0-or-later
"""What the studio has set, as it was when the add-on was enabled, and the key that its program gives."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import bpy

from ..api.key_command import KeyCommand
from ..jobs import studio_settings
from ..jobs.shared_budget import SharedBudget
from ..message import Message
from . import runtime

if TYPE_CHECKING:
    from ..jobs.studio_settings import StudioSettings


KEY_AWAITED = Message("Your studio's program is asked for the API key. Try again in a moment.")


class Studio:
    """settings: read when they are first asked for. asked: the program that gives the key, once begun."""

    def __init__(self) -> None:
        self.settings: StudioSettings = studio_settings.read(os.environ)
        self.asked: KeyCommand | None = None

    @property
    def is_key_awaited(self) -> bool:
        """Whether the studio's program has still to say what the key is."""
        return self.asked is not None and not self.asked.is_over

    @property
    def problem(self) -> str:
        """Why nothing that costs credits may be sent; "" if it may."""
        if self.is_key_awaited:
            return KEY_AWAITED
        return self.settings.problem or (self.asked.problem if self.asked else "")

    def key(self) -> str:
        """What the studio's program gives; "" while it is at it. Only without a window is it waited for."""
        if self.asked is None:
            self.asked = KeyCommand(self.settings.key_command)
        if bpy.app.background:
            self.asked.wait()
        return self.asked.key

    def ask_again(self) -> bool:
        """Call a program once more that gave no key; False if there is none, or it gave one."""
        if not (self.asked and self.asked.problem):
            return False
        self.asked = KeyCommand(self.settings.key_command)
        return True

    def stop(self) -> None:
        """End the program, if it still runs."""
        if self.asked:
            self.asked.close()


def current() -> Studio:
    return runtime.state(Studio)


def settings() -> StudioSettings:
    return current().settings


def budget() -> SharedBudget | None:
    """What all seats may spend together; None for any number."""
    set_ = settings()
    if not set_.has_budget:
        return None
    return SharedBudget(set_.budget_per_day, set_.budget_per_project, set_.contact)


def project() -> str:
    """What is paid for in the open file is counted for this project of the studio's; "" for none."""
    return settings().project_of(bpy.data.filepath)

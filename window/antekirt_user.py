# SPDX-License-Identifier: GPL-3.0-or-later
"""A user with a view of what stands behind the window: the add-on's jobs, and the service it speaks to."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

from sandbox.client import Sandbox
from window.user import User

if TYPE_CHECKING:
    from window.mouse_keyboard import Steps

ADDON = "bl_ext.user_default.antekirt"


class AntekirtUser(User):
    @property
    def sandbox(self) -> Sandbox:
        """The service that the add-on is connected to: its faults, settings and ledger."""
        sandbox = Sandbox()
        sandbox.base_url = os.environ["ANTEKIRT_BASE_URL"]
        sandbox.api_key = os.environ["ANTEKIRT_API_KEY"]
        return sandbox

    @property
    def is_idle(self) -> bool:
        """Whether nothing is awaited or built: what builds takes the keys that are pressed meanwhile."""
        awaited = importlib.import_module(f"{ADDON}.operators.awaited_result")
        return not (awaited.waiting() or self.window.modal_operators)

    def wait_until_idle(self) -> Steps:
        yield from self.wait(lambda: self.is_idle)

    def poll_often(self) -> None:
        """Have results noticed as soon as they are there, in scenarios that are not about the wait."""
        session = importlib.import_module(f"{ADDON}.operators.job_session").session()
        policy = importlib.import_module(f"{ADDON}.jobs.poll_policy").PollPolicy(shortest=0.1, longest=0.2)
        vars(session.engine)["_schedule"].policy = policy  # the engine begins with the add-on

    @property
    def jobs(self) -> list[Any]:
        """The add-on's jobs, in the order in which it heard of them."""
        session = importlib.import_module(f"{ADDON}.operators.job_session").running()
        return list(session.jobs.values()) if session else []

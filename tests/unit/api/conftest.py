# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the sandbox, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api import connection, transport
from antekirt_addon.api.client import Client
from antekirt_addon.api.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.client import Sandbox


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same limits, sooner reached."""
    monkeypatch.setattr(transport, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(transport, "BODY_SECONDS", 1.0)
    monkeypatch.setattr(connection, "READ_TIMEOUT", 2.0)  # more than a busy sandbox is silent for


@pytest.fixture
def client(sandbox: Sandbox, quick: None) -> Iterator[Client]:  # noqa: ARG001 - for its effect
    made = Client(Transport(sandbox.base_url, sandbox.api_key, "antekirt-tests", lambda _host: False))
    yield made
    made.transport.connections.abort()

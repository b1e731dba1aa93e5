# SPDX-License-Identifier: GPL-3.0-or-later
"""What all tests share: one sandbox service for the whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.client import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    """Start the service in a process of its own; it serves every test of this run."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    """Give the service as new: full accounts, default speed, no faults, an empty ledger."""
    running_sandbox.reset()
    return running_sandbox

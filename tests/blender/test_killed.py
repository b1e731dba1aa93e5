# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender is killed at any instant: the next one goes on, and every credit is accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.blender.kill_rounds import kill_rounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

ROUNDS = 4


@pytest.mark.one_blender  # journal and service decide what comes of it
def test_kill_blender_anywhere(service: Sandbox, part: Callable[[str], Any]) -> None:
    service.settings(credits={"main": 100_000})
    wrong, ends = kill_rounds(service, part, Path.home() / "Antekirt", ROUNDS, seed=1)
    assert wrong == []
    assert ends
    assert service.ledger()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever instant a process is killed at, every credit is accounted for. `scripts/soak` runs it for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api import connection
from scripts import soak_chaos

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.client import Sandbox

ENOUGH = 7  # processes killed at work, and charges
MOST_ROUNDS = 100  # in which a machine, however quick or slow, comes by them


@pytest.mark.parametrize("seed", [1, 2])
def test_kill_it_anywhere(quick: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(connection, "READ_TIMEOUT", 30.0)  # nothing hangs here; a busy machine is slow
    quick.settings(credits={"main": 100_000})
    rounds = soak_chaos.Chaos(quick, tmp_path / "Antekirt", seed)
    while rounds.tally.killed < ENOUGH or len(quick.ledger()) < ENOUGH:
        assert rounds.tally.rounds < MOST_ROUNDS, "hardly anything is killed at work"
        rounds.round()
    assert rounds.finish() == []

# SPDX-License-Identifier: GPL-3.0-or-later
"""Real Blenders, killed at random instants at work, and the account after. Used by a test and by the soak."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.ledger_check import disagreements
from tests.blender.conftest import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

TARGET = Path(__file__).with_name("kill_target.py")
LONGEST_LIFE = 4.0  # seconds at work until the kill
FINISH_SECONDS = 120.0


def kill_rounds(
    service: Sandbox, part: Callable[[str], Any], folder: Path, rounds: int, seed: int
) -> tuple[list[str], Counter[str]]:
    """What the account and the journal disagree about after so many killed Blenders; and how jobs ended.

    folder: the artist's, where this process's environment leads to.
    """
    chance = random.Random(seed)
    for number in range(rounds):
        with _blender(f"{seed}-{number}") as target:
            time.sleep(chance.uniform(0.0, LONGEST_LIFE))
            target.kill()
    with _blender("finish") as last:
        code = last.wait(FINISH_SECONDS)
    results_folder = part("jobs.results_folder").ResultsFolder(folder)
    journal = part("jobs.journal").Journal(results_folder.journal_path)
    jobs = journal.recent(1_000_000)
    journal.close()
    wrong = disagreements(service.ledger(), jobs, results_folder.path)
    ends = Counter(f"{job.kind} {job.state}" for job in jobs)
    return ([f"the last Blender ended with {code}"] if code else []) + wrong, ends


def _blender(what: str) -> subprocess.Popen[str]:
    """A Blender of its own, with the extension of this one, that is at work when this returns."""
    process = subprocess.Popen(
        [sys.executable, str(TARGET), PACKAGE, what], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout
    for line in process.stdout:
        if line.strip() == "alive":
            return process
    raise RuntimeError(f"Blender ended with {process.wait()} before it was at work")

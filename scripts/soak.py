# SPDX-License-Identifier: GPL-3.0-or-later
"""The long proofs of reliability (see ``scripts/soak``). Exit code 1 if anything is wrong."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from antekirt_addon.api import transport  # noqa: E402
from sandbox.client import Sandbox  # noqa: E402
from scripts.soak_chaos import Chaos  # noqa: E402

ROUNDS_AT_ONCE = 25  # on one journal, then the account is compared
LIMIT = 600  # seconds for Blender, beyond the minutes asked for


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["kill", "blender"])
    parser.add_argument("--rounds", type=int, default=300, help="of killing")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=5.0, help="of Blender at work")
    parser.add_argument("--blender", default="5.2", help="which one")
    options = parser.parse_args()
    wrong = []
    if options.what != "blender":
        wrong += kill(options.rounds, options.seed)
    if options.what != "kill":
        wrong += blender(options.blender, options.minutes, options.seed)
    print(f"\n{len(wrong)} things are wrong" if wrong else "\nNothing was lost, nothing charged twice")
    return int(bool(wrong))


def kill(rounds: int, seed: int) -> list[str]:
    """Rounds of killing, on a fresh folder and account every so often."""
    transport.ATTEMPTS = 1  # a failed request is the engine's to try again
    wrong: list[str] = []
    print(f"{'seed':>5}{'rounds':>8}{'killed':>8}{'charges':>9}  how the jobs ended")
    with Sandbox("--image-delay", "0.1", "--svg-delay", "0.1", "--video-delay", "0.1") as sandbox:
        for number, first in enumerate(range(0, rounds, ROUNDS_AT_ONCE)):
            sandbox.reset()
            sandbox.settings(credits={"main": 10**6})
            with tempfile.TemporaryDirectory() as folder:
                chaos = Chaos(sandbox, Path(folder) / "Antekirt", seed + number)
                for _ in range(min(ROUNDS_AT_ONCE, rounds - first)):
                    chaos.round()
                found = chaos.finish()
            tally = chaos.tally
            ends = ", ".join(f"{count} {state}" for state, count in sorted(tally.states.items()))
            print(
                f"{seed + number:>5}{tally.rounds:>8}{tally.killed:>8}{tally.charges.total():>9}  {ends}",
                flush=True,
            )
            print("".join(f"      wrong: {line}\n" for line in found), end="", flush=True)
            wrong += found
    return wrong


def blender(version: str, minutes: float, seed: int) -> list[str]:
    """Blender at work on jobs and on everything else; a crash, a leak or a lost job is wrong."""
    subprocess.run(["scripts/setup", f"blender-{version}"], cwd=ROOT, check=True)
    subprocess.run(["scripts/build"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    python = ROOT / ".venv" / f"blender-{version}" / "bin" / "python"
    command = [str(python), "-m", "pytest", "-q", "tests/blender/soak.py", "--timeout=0"]
    environment = {**os.environ, "ANTEKIRT_SOAK_MINUTES": str(minutes), "ANTEKIRT_SOAK_SEED": str(seed)}
    begun = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=minutes * 60 + LIMIT)
    print(f"Blender {version} ended with {done.returncode} after {time.monotonic() - begun:.0f} s")
    return [f"Blender ended with {done.returncode}"] if done.returncode else []


if __name__ == "__main__":
    sys.exit(main())

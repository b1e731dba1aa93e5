# SPDX-License-Identifier: GPL-3.0-or-later
"""How promptly Blender answers while the add-on is at work, measured in its own window.

What is measured inside Blender stands in window/scenario/bench_ui.py; the service that it speaks to, in
bench_ui_service.py. A software renderer draws slowly: times of the event loop stand beside those of the same
window at rest, and of the same redraws without work, with the add-on's own share of them beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.built_extension import built_extension
from window.antekirt_blender import antekirt_blender
from window.virtual_screen import virtual_screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from window.windowed_blender import ScenarioRun

ROOT = Path(__file__).resolve().parent.parent
SCENARIO = "window.scenario.bench_ui"


def main() -> None:
    archive = built_extension()
    named = [Path(path) for path in os.environ.get("BLENDER_GUI", "").split(os.pathsep) if path]
    blenders = named or sorted(ROOT.glob(".cache/blender/*/blender"))
    if not blenders:
        sys.exit("bench: no windowed Blender here. Run scripts/get-blender")
    for executable in blenders:
        with virtual_screen() as screen, tempfile.TemporaryDirectory(prefix="antekirt-bench-") as folder:
            measure(executable, archive, screen, Path(folder))


def measure(executable: Path, archive: Path, screen: str, home: Path) -> None:
    blender = antekirt_blender(executable, screen, home, ROOT / "artifacts" / "bench")
    blender.install(archive)
    with service() as told:
        blender.environment |= {"ANTEKIRT_API_KEY": told["api_key"], "ANTEKIRT_BASE_URL": told["base_url"]}
        cold = blender.run(SCENARIO, "first_page", "draw_times", timeout=600)
        warm = blender.run(SCENARIO, "first_page_from_the_cache", timeout=600)
        loaded = blender.run(SCENARIO, "event_loop", timeout=600)
    report(cold, warm, loaded)


@contextmanager
def service() -> Iterator[dict[str, Any]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.bench_ui_service"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        yield json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


def report(cold: ScenarioRun, warm: ScenarioRun, loaded: ScenarioRun) -> None:
    print(f"\nBlender {cold.blender_version} in a window\n")
    print(f"{'event loop, ms for each turn (limits 16 and 50)':<48}{'':>8}{'all':>16}{'the add-on':>16}")
    print(f"{'':<48}{'turns':>8}{'99 %':>8}{'max':>8}{'99 %':>8}{'max':>8}")
    for name, turns in loaded.out["turns"].items():
        columns = [f"{at(times, 0.99):>8.1f}{max(times):>8.1f}" for times in zip(*turns, strict=True)]
        print(f"{name:<48}{len(turns):>8}{''.join(columns)}")
    print(f"\n{'draw(), ms (limit 1)':<46}{'draws':>8}{'median':>8}{'99 %':>8}{'max':>8}")
    for name, times in sorted(cold.out["draws"].items()):
        print(f"{name:<46}{len(times):>8}{at(times, 0.5):>8.2f}{at(times, 0.99):>8.2f}{max(times):>8.2f}")
    print(f"\n{'first page of artists, all pictures on screen, s':<48}", end="")
    print(f"{'taken':>8}{'limit':>8}{'redraws':>9}{'of each':>9}")
    for name, run, limit in (
        ("a server that answers in 50 ms", cold, 1.0),
        ("from the cache, no server", warm, 0.2),
    ):
        out = run.out
        print(
            f"{name:<48}{out['page']:>8.2f}{limit:>8.1f}{out['redraws']:>9}{out['redraw']:>9.3f}", flush=True
        )


def at(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


if __name__ == "__main__":
    main()

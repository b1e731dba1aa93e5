# SPDX-License-Identifier: GPL-3.0-or-later
"""How promptly Blender answers while the add-on is at work, measured in its own window.

What is measured inside Blender stands in window/scenario/bench_ui.py and bench_import.py; the service that it
speaks to, in bench_ui_service.py; the limits, in bench_ui_report.py. A software renderer draws slowly: times
of the event loop stand beside those of the same window at rest, and of the same redraws without work, with
the add-on's own share of them beside it.

usage: scripts/bench ui, or by itself: bench_ui.py [imports]
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts import bench_ui_report
from scripts.bench_limit import Limits
from scripts.bench_svg_files import blobs
from scripts.built_extension import built_extension
from window.antekirt_blender import antekirt_blender
from window.virtual_screen import virtual_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SCENARIO, IMPORTS = "window.scenario.bench_ui", "window.scenario.bench_import"
PATHS = (800, 5000)  # of the drawings


def main() -> None:
    archive = built_extension()
    named = [Path(path) for path in os.environ.get("BLENDER_GUI", "").split(os.pathsep) if path]
    blenders = named or sorted(ROOT.glob(".cache/blender/*/blender"))
    if not blenders:
        sys.exit("bench: no windowed Blender here. Run scripts/get-blender")
    limits = Limits()
    for executable in blenders:
        with virtual_screen() as screen, tempfile.TemporaryDirectory(prefix="antekirt-bench-") as folder:
            measure(executable, archive, screen, Path(folder), limits)
    limits.judge()


def measure(executable: Path, archive: Path, screen: str, home: Path, limits: Limits) -> None:
    blender = antekirt_blender(executable, screen, home, ROOT / "artifacts" / "bench")
    blender.install(archive)
    for count in PATHS:
        shutil.copy(blobs(count), home / f"paths-{count}.svg")
    imports = blender.run(IMPORTS, "imports", timeout=900)
    print(f"\nBlender {imports.blender_version} in a window")
    bench_ui_report.report_imports(imports, limits)
    if "imports" in sys.argv[1:]:
        return
    with service() as told:
        blender.environment |= {"ANTEKIRT_API_KEY": told["api_key"], "ANTEKIRT_BASE_URL": told["base_url"]}
        cold = blender.run(SCENARIO, "first_page", "draw_times", timeout=600)
        warm = blender.run(SCENARIO, "first_page_from_the_cache", timeout=600)
        loaded = blender.run(SCENARIO, "event_loop", timeout=900)
    print()
    bench_ui_report.report_turns(loaded, limits)
    bench_ui_report.report_draws(cold, limits)
    bench_ui_report.report_pages(cold, warm, limits)


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


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""How much the enabled add-on adds to Blender's start, in every Blender set up here.

A start is a new process, measured from its beginning to the moment a script runs in it. Starts with and
without the add-on take turns, so that a busy machine is as unkind to the one as to the other. As a module
Blender starts with nothing enabled; there the moment of enabling is measured from inside.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.built_extension import built_extension

ROOT = Path(__file__).resolve().parent.parent
TURNS = 9
ID = "bl_ext.user_default.antekirt"
LIMIT = 60  # milliseconds that the add-on may add

ENABLING = f"""
import os, time
import bpy
bpy.ops.extensions.repo_refresh_all()
begun = time.perf_counter()
bpy.ops.preferences.addon_enable(module={ID!r})
spent = time.perf_counter() - begun
assert {ID!r} in bpy.context.preferences.addons
print("spent", spent, flush=True)
os._exit(0)
"""


def main() -> None:
    archive = built_extension()
    print(f"What the add-on adds to Blender's start, in milliseconds (median of {TURNS}, limit {LIMIT})\n")
    print(f"{'Blender':<24}{'without':>10}{'with':>10}{'added':>10}")
    with tempfile.TemporaryDirectory(prefix="antekirt-bench-") as directory:
        for python in sorted(ROOT.glob(".venv/blender-*/bin/python")):
            home = Path(directory) / python.parts[-3]
            line(f"{python.parts[-3]} module", None, module(python, archive, home))
        for blender in windowed():
            home = Path(directory) / blender.parent.name
            line(f"{blender.parent.name} window", *program(blender, archive, home))


def line(name: str, without: float | None, added_or_with: float) -> None:
    if without is None:
        print(f"{name:<24}{'':>10}{'':>10}{added_or_with:>10.1f}", flush=True)
    else:
        print(f"{name:<24}{without:>10.1f}{added_or_with:>10.1f}{added_or_with - without:>10.1f}", flush=True)


def module(python: Path, archive: Path, home: Path) -> float:
    """Measure the moment of enabling, each time in a new process where nothing of ours is loaded."""
    install = f"""
import os, bpy
path = {str(archive)!r}
bpy.ops.extensions.package_install_files(filepath=path, repo="user_default", enable_on_install=False)
os._exit(0)
"""
    run([str(python), "-c", install], home)
    spent = [float(run([str(python), "-c", ENABLING], home).split()[-1]) for _ in range(TURNS)]
    return statistics.median(spent) * 1000


def program(blender: Path, archive: Path, home: Path) -> tuple[float, float]:
    """Measure whole starts in the background, without and with the add-on."""
    (plain := home / "plain").mkdir(parents=True)
    run(
        [str(blender), "--command", "extension", "install-file", "-r", "user_default", "-e", str(archive)],
        home,
    )
    times: dict[Path, list[float]] = {plain: [], home: []}
    for _ in range(TURNS):
        for folder, measured in times.items():
            begun = time.perf_counter()
            run([str(blender), "--background", "--python-expr", "import os; os._exit(0)"], folder)
            measured.append(time.perf_counter() - begun)
    without, with_it = (statistics.median(measured) * 1000 for measured in times.values())
    return without, with_it


def run(command: list[str], home: Path) -> str:
    home.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"HOME": str(home), "BLENDER_USER_RESOURCES": str(home / "user")}
    done = subprocess.run(
        command,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode:
        sys.exit(f"bench: {command[0]} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def windowed() -> list[Path]:
    named = [Path(path) for path in os.environ.get("BLENDER_GUI", "").split(os.pathsep) if path]
    return named or sorted(ROOT.glob(".cache/blender/*/blender"))


if __name__ == "__main__":
    main()

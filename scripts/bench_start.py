# SPDX-License-Identifier: GPL-3.0-or-later
"""How much the enabled add-on adds to Blender's start, in every Blender set up here.

A start is a new process, measured from its beginning to the moment a script runs in it. Starts with and
without the add-on take turns, so that a busy machine is as unkind to the one as to the other. As a module
Blender starts with nothing enabled; there the moment of enabling is measured from inside, beside that of an
extension that does nothing. Limits hold for the processor's time: others at work on the machine do not count.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from scripts.bench_limit import Limits
from scripts.built_extension import built_extension

ROOT = Path(__file__).resolve().parent.parent
TURNS = 9
OURS, EMPTY = "antekirt", "nothing_at_all"
LIMIT = 40  # milliseconds that the add-on may cost more than an extension that does nothing

ENABLING = """
import os, sys, time
import bpy
bpy.ops.extensions.repo_refresh_all()
name = "bl_ext.user_default." + sys.argv[-1]
begun = time.perf_counter(), time.thread_time()
bpy.ops.preferences.addon_enable(module=name)
spent = time.perf_counter() - begun[0], time.thread_time() - begun[1]
assert name in bpy.context.preferences.addons
print("spent", *spent, flush=True)
os._exit(0)
"""
INSTALLING = """
import os, sys, bpy
for path in sys.argv[1:]:
    bpy.ops.extensions.package_install_files(filepath=path, repo="user_default", enable_on_install=False)
os._exit(0)
"""
MANIFEST = f"""
schema_version = "1.0.0"
id = "{EMPTY}"
version = "1.0.0"
name = "Nothing at All"
tagline = "Does nothing"
maintainer = "Nobody"
type = "add-on"
blender_version_min = "4.2.0"
license = ["SPDX:GPL-3.0-or-later"]
"""


def main() -> None:
    archive, limits = built_extension(), Limits()
    print(f"What enabling the add-on costs, in milliseconds (medians of {TURNS})\n")
    print(f"{'Blender as a module':<24}{'nothing':>10}{'ours':>10}{'more':>10}{'processor':>12}")
    with tempfile.TemporaryDirectory(prefix="antekirt-bench-") as directory:
        for python in sorted(ROOT.glob(".venv/blender-*/bin/python")):
            name = python.parts[-3]
            (nothing, nothing_work), (ours, ours_work) = module(python, archive, Path(directory) / name)
            limit = limits.check(f"enabling in {name}", ours_work - nothing_work, LIMIT)
            columns = f"{nothing:>10.1f}{ours:>10.1f}{ours - nothing:>10.1f}{ours_work - nothing_work:>12.1f}"
            print(f"{name:<24}{columns}  {limit}", flush=True)
        print(f"\n{'Blender with a window':<24}{'without':>10}{'with':>10}{'added':>10}")
        for blender in windowed():
            without, with_it = program(blender, archive, Path(directory) / blender.parent.name)
            print(
                f"{blender.parent.name:<24}{without:>10.1f}{with_it:>10.1f}{with_it - without:>10.1f}",
                flush=True,
            )
    limits.judge()


def module(python: Path, archive: Path, home: Path) -> list[list[float]]:
    """Measure the moment of enabling, each time in a new process where nothing of it is loaded.

    Gives the time taken and the processor's time, of the empty extension and of ours.
    """
    home.mkdir()
    empty = home / f"{EMPTY}.zip"
    with zipfile.ZipFile(empty, "w") as file:
        file.writestr("blender_manifest.toml", MANIFEST)
        file.writestr("__init__.py", "def register(): pass\ndef unregister(): pass\n")
    run([str(python), "-c", INSTALLING, str(empty), str(archive)], home)
    spent: dict[str, list[tuple[float, ...]]] = {EMPTY: [], OURS: []}
    for _ in range(TURNS + 1):
        for name, turns in spent.items():
            told = run([str(python), "-c", ENABLING, name], home).split("spent")[-1]
            turns.append(tuple(1000 * float(number) for number in told.split()))
    return [  # the first has had its modules compiled, which happens once
        [statistics.median(times) for times in zip(*turns[1:], strict=True)] for turns in spent.values()
    ]


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
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # then all would be compiled at each start
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

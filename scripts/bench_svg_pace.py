# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast the SVG import is beside what Blender ships, and beside another build: ``scripts/bench svg``."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts import bench_svg_files

if TYPE_CHECKING:
    from collections.abc import Sequence

if TYPE_CHECKING:
    from scripts.bench_limit import Limits

ROOT = Path(__file__).resolve().parent.parent
BLENDER = ROOT / ".venv" / "blender-5.0" / "bin" / "python"
GOALS = {300: 6, 1000: 6, 5000: 7, 20000: 15}  # how many times faster than import_curve.svg
MANY = 60000  # paths
STROKES = 5000  # that cross themselves
LIMITS = {20000: 300, MANY: 600}  # megabytes beyond Blender's own
WARM = 310  # paths of the file that is imported before
TARGETS = 20000  # paths, as curves and as a mesh
HOLES = 10000  # of one path
HOLES_FACTOR = 12  # how many times as long ten times as many may take
PIECES = 5000  # of an artwork in a film
FRAME_FACTOR = 1.2  # what a frame may cost, times one of an artwork that follows no values
SCATTER = 1.25  # times are compared within that: curves of more than 1,000 rings are the same mesh
AREA = 1  # part in 10,000 by which what is filled may be off
STAGED = (1000, 20000)
REPEATED, MOST_REPEATED = (300, 1000, 5000), 0.2


def speed(beside: Path | None, at_most: int, limits: Limits) -> None:
    """Each time is that of the second import in a new process, so that nothing is paid that is paid once.

    beside: another checkout; at_most: paths of a file, for a quicker look.
    """
    print("Speed: seconds from the file to a scene that Blender has computed; the second import in a process")
    print(
        f"{'paths':>7}{'import_curve':>14}{'ours':>8}{'faster':>8}{'goal':>6}{'beside':>8}{'slice':>9}{'memory':>10}"
    )
    spent: dict[int, float] = {}
    for count in [count for count in (*GOALS, MANY) if count <= at_most]:
        file = bench_svg_files.blobs(count)
        theirs = _measured("import_curve.svg", file)["seconds"] if count in GOALS else None
        ours = _measured("ours", file)
        former = _measured("ours", file, beside)["seconds"] if beside else None
        spent[count] = ours["processor"]
        faster = f"{theirs / ours['seconds']:.1f}" if theirs else ""
        print(
            f"{count:>7}{_told(theirs):>14}{ours['seconds']:>8.2f}{faster:>8}{GOALS.get(count, ''):>6}"
            f"{_told(former):>8}{ours['slice'] * 1000:>6.0f} ms{ours['megabytes']:>7.0f} MB",
            flush=True,
        )
        if count in LIMITS:
            print(f"        (memory: at most {LIMITS[count]} MB)")
    told = ", ".join(f"{count} {seconds:.1f}" for count, seconds in spent.items())
    print(f"Seconds of the processors, which are to grow no faster than the paths: {told}")
    _repeats([count for count in REPEATED if count <= at_most])
    _targets(min(TARGETS, at_most))
    _strokes(min(STROKES, at_most), beside)
    _holes(min(HOLES // 10, at_most // 10), limits)
    _frames(min(PIECES, at_most), limits)
    for count in [count for count in STAGED if count <= at_most]:
        print(f"\nStages of ours, {count} paths")
        for stage, seconds in _measured("stages", bench_svg_files.blobs(count))["stages"].items():
            print(f"  {stage:<42}{seconds:>7.2f} s", flush=True)


def _repeats(counts: Sequence[int]) -> None:
    """Judge what an artist does next: adjust the import, or reload a file that has not changed."""
    for count in counts:
        told = _measured("repeats", bench_svg_files.blobs(count))
        parts = ", ".join(
            f"{name} {told[key]:.2f}{' BEYOND' if told[key] > MOST_REPEATED else ''}"
            for name, key in (("Adjust Last Operation", "adjust"), ("Reload", "reload"))
        )
        print(
            f"{count} paths again, as a part of the first import: {parts} (limit: {MOST_REPEATED})",
            flush=True,
        )


def _targets(count: int) -> None:
    file = bench_svg_files.blobs(count)
    curves, mesh = (_measured("ours", file, target=target)["processor"] for target in ("CURVES", "MESH"))
    print(f"Mesh of {count} paths: {mesh / curves:.2f} of the time of curves (goal: 0.5)", flush=True)


def _strokes(count: int, beside: Path | None) -> None:
    file = bench_svg_files.strokes(count)
    ours = _measured("ours", file)["seconds"]
    former = _measured("ours", file, beside)["seconds"] if beside else None
    told = f", the other build {former:.2f} s: {former / ours:.1f} times faster (goal: 8)" if former else ""
    print(f"{count} strokes that cross themselves: {ours:.2f} s{told}", flush=True)


def _holes(few: int, limits: Limits) -> None:
    """Judge one path of so many holes, as tracers of photographs write them, and one of ten times as many."""
    many = 10 * few
    spent: dict[str, float] = {}
    for target in ("CURVES", "MESH", "GREASE_PENCIL"):
        (small, _), (large, filled) = bench_svg_files.sieve(few), bench_svg_files.sieve(many)
        before, told = (_measured("ours", file, target=target) for file in (small, large))
        spent[target] = told["processor"]
        what, seconds = f"{many} holes in one path as {target}", told["processor"]
        growth, beside = seconds / before["processor"], seconds / spent["CURVES"]
        error = abs(told["filled"] / filled - 1)
        said = (
            limits.check(f"{what}, times those of {few}", growth, HOLES_FACTOR),
            limits.check(f"{what}, times as long as curves", beside, SCATTER),
            limits.check(f"{what}, parts in 10,000 of the area", 10000 * error, AREA),
        )
        print(
            f"{what}: {seconds:.2f} s of the processor, {growth:.1f} times that of {few} ({said[0]}),"
            f" {beside:.2f} times that of curves ({said[1]});"
            f" area off by {10000 * error:.4f} parts in 10,000 ({said[2]})",
            flush=True,
        )


def _frames(count: int, limits: Limits) -> None:
    """Judge what it costs in each frame that an artwork follows its values."""
    done = run(BLENDER, "bench_svg_frames.py", {"file": str(bench_svg_files.blobs(count))})
    told = json.loads(next(line for line in done.splitlines() if line.startswith('{"told"')))["told"]
    what = f"A frame with {told['pieces']} pieces"
    for key, kind in (("moved", "which move together"), ("spaced", "whose spacing is keyed")):
        factor = told[key] / told["without"]
        said = limits.check(f"{what} {kind}, times one without values", factor, FRAME_FACTOR)
        print(f"{what} {kind}: {factor:.2f} times one without values ({said})", flush=True)


def _told(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.2f}"


def _measured(way: str, file: Path, checkout: Path | None = None, target: str = "CURVES") -> dict[str, Any]:
    order = {"way": way, "file": str(file), "warm": str(bench_svg_files.blobs(WARM)), "target": target}
    done = run(BLENDER, "bench_svg_speed.py", order, checkout or ROOT)
    told: dict[str, Any] = json.loads(next(line for line in done.splitlines() if line.startswith('{"told"')))
    return told["told"]  # type: ignore[no-any-return]


def run(python: Path, script: str, order: dict[str, Any], checkout: Path = ROOT) -> str:
    """What a script prints that is given an order. checkout: whose add-on it finds."""
    done = subprocess.run(
        [str(python), str(Path(__file__).parent / script)],
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout)},
    )
    return done.stdout

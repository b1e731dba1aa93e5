# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast the SVG import is beside what Blender ships, and how much like the files it looks.

usage: scripts/bench svg [--speed | --quality] [--sample N] [--target TARGET] [--kind BEGINNING]
    [--beside FOLDER] [--at-most PATHS]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from scripts import bench_svg_files, bench_svg_pace
from scripts.bench_limit import Limits
from scripts.bench_svg_pace import run

ROOT = Path(__file__).resolve().parent.parent
ARTIFACTS = ROOT / "artifacts" / "svg"
ENOUGH = 0.98  # SSIM
GOALS = {
    "flat emoji, illustrations": 0.97,
    "gradients (3D-look emoji)": 0.95,
    "icons made of strokes": 0.97,
    "flags (clip paths, use)": 0.97,
    "clip art of many hands": 0.97,
    "vectorized photographs": 0.97,
    bench_svg_files.PROGRAMS: 0.95,
}
GRADIENTS = "gradients (3D-look emoji)"
# What the files become, and what renders that. Of Grease Pencil, which EEVEE draws, it is a smaller sample:
# without a graphics card a picture takes seconds.
ENGINES = {"CURVES": "CYCLES", "MESH": "CYCLES", "GREASE_PENCIL": "BLENDER_EEVEE"}
# How a picture is rendered ("finer": how many times as large as resvg's), first of all files, then of those
# that are not like enough. Shrunk, edges are blended sRGB-encoded, as a browser does it; but lines finer than
# a pixel have their light mixed, which makes dark ones pale. That, and grain, is a fault of the render.
PASSES = {
    "CYCLES": ({"finer": 1.0, "samples": 1}, {"finer": 4.0, "samples": 1}),
    "BLENDER_EEVEE": ({"finer": 0.5, "samples": 1}, {"finer": 3.0, "samples": 1}),
}
PENCIL_GOAL = 0.8  # for its gradients
PENCIL_GOAL_BEYOND = 0.95  # for all else together: of each kind there are too few to tell 97 % from 90 %
PENCIL_SAMPLE = 60  # files of all kinds together
NAMED = 5  # of the worst


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench svg")
    parser.add_argument("--speed", action="store_true", help="only the speed")
    parser.add_argument("--quality", action="store_true", help="only the quality")
    parser.add_argument("--sample", type=int, default=40, help="files of each kind")
    parser.add_argument("--target", choices=ENGINES, help="what the files become (default: each in turn)")
    parser.add_argument("--kind", default="", help="only kinds that begin with this")
    parser.add_argument(
        "--beside", type=Path, metavar="FOLDER", help="another checkout, whose speed is told too"
    )
    parser.add_argument("--at-most", type=int, default=bench_svg_pace.MANY, help="paths of a file for speed")
    options = parser.parse_args()
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    limits = Limits()
    if not options.quality:
        bench_svg_pace.speed(options.beside, options.at_most, limits)
    if not options.speed:
        for target in [options.target] if options.target else ENGINES:
            quality(options.sample, target, limits, options.kind)
    limits.judge()


def quality(count: int, target: str, limits: Limits, beginning: str = "") -> None:
    """Print a line for each kind of file: first with no text in them, then those with text as they are."""
    if target == "GREASE_PENCIL":
        count = -(-PENCIL_SAMPLE // len(GOALS))
    print(f"\nQuality as {target}: share of files with SSIM of {ENOUGH} or more at 256 x 256 over white")
    print(
        f"{'kind':<28}{'files':>7}{'share':>8}{'goal':>7}{'median':>9}{'worst':>8}{'longest import':>17}",
        flush=True,
    )
    shares: dict[str, float] = {}
    for kind, files in bench_svg_files.sample(count).items():
        if not kind.startswith(beginning):
            continue
        bare = {file: bench_svg_files.without_text(file) for file in files}
        slug = f"{kind.split()[0]}-{'programs-' * (kind == bench_svg_files.PROGRAMS)}{target.lower()}"
        goal = PENCIL_GOAL if target == "GREASE_PENCIL" and kind == GRADIENTS else GOALS[kind]
        shares[kind] = _measure(kind, [bare[file] or file for file in files], target, slug, goal)
        if target != "GREASE_PENCIL" or kind == GRADIENTS:
            limits.check(f"{kind} as {target}, share of files that look unlike", 1 - shares[kind], 1 - goal)
        if written := [file for file in files if bare[file]]:
            _measure("  of these, with their text", written, target, f"{slug}-text", None)
    beyond = [share for kind, share in shares.items() if kind != GRADIENTS]
    if target == "GREASE_PENCIL" and beyond:
        share = sum(beyond) / len(beyond)
        limits.check(
            f"all but gradients as {target}, share of files that look unlike",
            1 - share,
            1 - PENCIL_GOAL_BEYOND,
        )
        print(f"{'all but gradients':<35}{share:>8.0%}{PENCIL_GOAL_BEYOND:>7.0%}")
    print(f"The worst of each kind, side by side: {ARTIFACTS.relative_to(ROOT)}/worst-*.png")


def _measure(kind: str, files: list[Path], target: str, slug: str, goal: float | None) -> float:
    """Render files of a kind, print how like they are, and tell the share of those that are like enough."""
    folder = ARTIFACTS / slug
    folder.mkdir(exist_ok=True)
    sizes = json.loads(run(bench_svg_files.TOOLS, "bench_svg_compare.py", {"measure": [*map(str, files)]}))
    pictures = {file: str(folder / f"{number:03}.png") for number, file in enumerate(sizes)}
    for picture in pictures.values():
        Path(picture).unlink(missing_ok=True)
    order = {"target": target, "engine": ENGINES[target], "sizes": sizes}
    sheet = str(ARTIFACTS / f"worst-{slug}.png")
    similarity: dict[str, float] = {}
    lines: list[dict[str, Any]] = []
    for fineness in PASSES[ENGINES[target]]:
        rendered = {file: picture for file, picture in pictures.items() if similarity.get(file, 0.0) < ENOUGH}
        lines += _render(order | fineness | {"files": rendered})
        similarity = _compared({"files": pictures, "sheet": sheet})
    values = sorted(similarity.values())
    share = sum(value >= ENOUGH for value in values) / len(values)
    slowest = max((line["seconds"] for line in lines), default=0.0)
    print(
        f"{kind:<28}{len(values):>7}{share:>8.0%}{'' if goal is None else f'{goal:.0%}':>7}"
        f"{values[len(values) // 2]:>9.3f}{values[0]:>8.3f}{slowest:>15.2f} s",
        flush=True,
    )
    said = {line["file"]: line["message"] for line in lines}
    for file in sorted(similarity, key=lambda file: similarity[file])[:NAMED]:
        if similarity[file] < ENOUGH:
            print(f"    {similarity[file]:.3f} {Path(file).name}: {said.get(file, '')}", flush=True)
    (folder / "report.json").write_text(json.dumps({"similarity": similarity, "imports": lines}, indent=1))
    return share


def _render(order: dict[str, Any]) -> list[dict[str, Any]]:
    """One Blender for all files of a kind; after a crash the next one goes on with the rest."""
    files = dict(order["files"])
    lines: list[dict[str, Any]] = []
    while files:
        done = run(bench_svg_pace.BLENDER, "bench_svg_render.py", order | {"files": files})
        new = [json.loads(line) for line in done.splitlines() if line.startswith('{"file"')]
        lines += new
        rest = [file for file in files if file not in {line["file"] for line in new}]
        if rest:
            lines.append({"file": rest[0], "seconds": 0.0, "message": "Blender ended"})
            print(f"Blender ended while it had {rest[0]}", file=sys.stderr)
        files = {file: files[file] for file in rest[1:]}
    return lines


def _compared(order: dict[str, Any]) -> dict[str, float]:
    result: dict[str, float] = json.loads(run(bench_svg_files.TOOLS, "bench_svg_compare.py", order))
    return result


if __name__ == "__main__":
    main()

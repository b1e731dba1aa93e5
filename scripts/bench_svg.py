# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast the SVG import is beside what Blender ships, and how much like the files it looks.

usage: scripts/bench svg, or by itself: bench_svg.py [--speed | --quality] [--sample N] [--target TARGET]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from scripts import bench_svg_files

ROOT = Path(__file__).resolve().parent.parent
ARTIFACTS = ROOT / "artifacts" / "svg"
BLENDER = ROOT / ".venv" / "blender-5.0" / "bin" / "python"
COUNTS = (1000, 5000, 20000)
WAYS = ("import_curve.svg", "Grease Pencil", "ours")
ENOUGH = 0.95  # SSIM
GOALS = {
    "flat emoji, illustrations": 0.97,
    "gradients (3D-look emoji)": 0.85,
    "icons made of strokes": 0.95,
    "flags (clip paths, use)": 0.95,
    "clip art of many hands": 0.85,
    "vectorized photographs": 0.98,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench svg")
    parser.add_argument("--speed", action="store_true", help="only the speed")
    parser.add_argument("--quality", action="store_true", help="only the quality")
    parser.add_argument("--sample", type=int, default=40, help="files of each kind")
    parser.add_argument("--target", default="CURVES", help="what the files become")
    options = parser.parse_args()
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    if not options.quality:
        speed()
    if not options.speed:
        quality(options.sample, options.target)


def quality(count: int, target: str) -> None:
    print(f"\nQuality as {target}: share of files with SSIM of {ENOUGH} or more at 256 x 256 over white")
    print(f"{'kind':<28}{'files':>7}{'share':>8}{'goal':>7}{'median':>9}{'worst':>8}{'longest import':>17}")
    for kind, files in bench_svg_files.sample(count).items():
        slug = kind.split()[0]
        folder = ARTIFACTS / f"{slug}-{target.lower()}"
        folder.mkdir(exist_ok=True)
        sizes = json.loads(
            _run(bench_svg_files.TOOLS, "bench_svg_compare.py", {"measure": [*map(str, files)]})
        )
        pictures = {file: str(folder / f"{number:03}.png") for number, file in enumerate(sizes)}
        for picture in pictures.values():
            Path(picture).unlink(missing_ok=True)
        lines = _render({"target": target, "files": pictures, "sizes": sizes})
        sheet = ARTIFACTS / f"worst-{slug}-{target.lower()}.png"
        similarity = _compared({"files": pictures, "sheet": str(sheet)})
        values = sorted(similarity.values())
        share = sum(value >= ENOUGH for value in values) / len(values)
        slowest = max((line["seconds"] for line in lines), default=0.0)
        print(
            f"{kind:<28}{len(values):>7}{share:>8.0%}{GOALS[kind]:>7.0%}{values[len(values) // 2]:>9.3f}"
            f"{values[0]:>8.3f}{slowest:>15.2f} s"
        )
        (folder / "report.json").write_text(
            json.dumps({"similarity": similarity, "imports": lines}, indent=1)
        )
    print(f"The worst of each kind, side by side: {ARTIFACTS.relative_to(ROOT)}/worst-*.png")


def _render(order: dict[str, Any]) -> list[dict[str, Any]]:
    """One Blender for all files of a kind; after a crash the next one goes on with the rest."""
    files = dict(order["files"])
    lines: list[dict[str, Any]] = []
    while files:
        done = _run(BLENDER, "bench_svg_render.py", order | {"files": files})
        new = [json.loads(line) for line in done.splitlines() if line.startswith('{"file"')]
        lines += new
        rest = [file for file in files if file not in {line["file"] for line in new}]
        if rest:
            lines.append({"file": rest[0], "seconds": 0.0, "message": "Blender ended"})
            print(f"Blender ended while it had {rest[0]}", file=sys.stderr)
        files = {file: files[file] for file in rest[1:]}
    return lines


def _compared(order: dict[str, Any]) -> dict[str, float]:
    result: dict[str, float] = json.loads(_run(bench_svg_files.TOOLS, "bench_svg_compare.py", order))
    return result


def _run(python: Path, script: str, order: dict[str, Any]) -> str:
    done = subprocess.run(
        [str(python), str(Path(__file__).parent / script)],
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return done.stdout


def speed() -> None:
    """Ours beside what Blender ships, in new processes that take turns."""
    print("Speed: seconds from the file to a scene that Blender has computed; 256 colors, curves")
    print(
        f"{'paths':>7}" + "".join(f"{way:>18}" for way in WAYS) + f"{'times faster':>14}{'longest slice':>15}"
    )
    told = {}
    for count in COUNTS:
        file = bench_svg_files.blobs(count)
        told.update({(way, count): _measured(way, file) for way in WAYS})
        seconds = [told[way, count]["seconds"] for way in WAYS]
        print(
            f"{count:>7}"
            + "".join(f"{value:>18.2f}" for value in seconds)
            + f"{seconds[0] / seconds[-1]:>14.1f}{told['ours', count]['slice'] * 1000:>12.0f} ms",
            flush=True,
        )
    few, many = (told["ours", count]["seconds"] for count in COUNTS[1:])
    print(f"Ours takes {many / few:.1f} times as long for {COUNTS[2]} paths as for {COUNTS[1]} (goal: 4.5)")
    print("Goals: 5000 paths 6 times faster, 20000 paths 15 times; slices of 30 ms at most")
    used = [told[way, COUNTS[1]]["megabytes"] for way in (WAYS[0], "ours")]
    print(f"Memory for {COUNTS[1]} paths: {WAYS[0]} {used[0]:.0f} MB, ours {used[1]:.0f} MB (goal: half)")
    for count in COUNTS:
        print(f"\nStages of ours, {count} paths")
        for stage, spent in _measured("stages", bench_svg_files.blobs(count))["stages"].items():
            print(f"  {stage:<42}{spent:>7.2f} s", flush=True)


def _measured(way: str, file: Path) -> dict[str, Any]:
    done = _run(BLENDER, "bench_svg_speed.py", {"way": way, "file": str(file)})
    told: dict[str, Any] = json.loads(next(line for line in done.splitlines() if line.startswith('{"told"')))
    return told["told"]  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Run export_trial.py in every Blender there is, and write what comes of it into docs/export.md."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "export.md"
COLUMNS = {"glTF": ("glb", "gltf"), "USD": ("usdc", "usdz"), "FBX": ("fbx",), "OBJ": ("obj",)}
GOAL = 2.0  # mean error of 255 below which the two pictures are taken for the same
PARTS = {"as imported": False, "prepared": True}
WIDTH = 112  # characters of a line
SECONDS = 1800  # for one Blender
ALPHA = (
    "FBX has a picture for alpha. Blender's importer takes its colors for it from 4.5 on, and before 4.5 "
    "both for other than sRGB; other programs do as they like."
)
GLOSS = "From 4.5 on Blender's importer of FBX adds a gloss: too light in a white world, right in a dark one."
WEBP = (
    "The file is right. Cycles of 4.5 and 5.0 shows a half-transparent WebP too light as importers read it; "
    "prepared it is a PNG."
)
GLOWING = "4.2 does not read how colors shine in OBJ; later ones do."
NODES = "A gradient is made of nodes, which no format has: it arrives in one color."
# Why a cell is at the goal or above, for people: (columns, pattern of the subject, preparation, or None for
# both, the reason). The first that fits counts.
REASONS: tuple[tuple[str, str, bool | None, str], ...] = (
    ("glTF", "Video", False, "glTF has no films: the plane is white. 4.2 gives up the whole export."),
    ("USD", "Video", False, "A .usdc shows the film; within a .usdz Blender does not find it."),
    ("glTF USD FBX", "Grease Pencil", False, "Nothing of Grease Pencil is written."),
    (
        "OBJ",
        "Grease Pencil",
        False,
        "Nothing of Grease Pencil is written, in newer Blenders no file.",
    ),
    ("USD", "curves", False, "USD has curves as lines: their fills are not written."),
    (
        "USD",
        "mesh, half-transparent",
        False,
        "From 5.1 on an alpha that is no picture is not written.",
    ),
    ("USD OBJ", "Image plane, half-transparent", False, WEBP),
    ("glTF USD FBX OBJ", "gradients", False, NODES),
    ("OBJ", "SVG", None, GLOWING),
    ("FBX", "Image plane, half-transparent", None, ALPHA),
    ("FBX", "half-transparent", True, ALPHA),
    ("FBX", "", None, GLOSS),
)

Cell: TypeAlias = "dict[str, list[float | str]]"  # a Blender and what came of each file name's end
Results: TypeAlias = "dict[tuple[str, bool], dict[str, Cell]]"  # by subject and preparation, then by column


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/exports")
    parser.add_argument("--only", default="", metavar="SUBJECT", help="those with this in their name")
    parser.add_argument("--blender", default="*", help="only this one, such as 5.2")
    options = parser.parse_args()
    blenders = sorted(
        path.parents[1].name for path in ROOT.glob(f".venv/blender-{options.blender}/bin/python")
    )
    results: Results = {}
    with ThreadPoolExecutor(max_workers=2) as running:
        trials = list(running.map(trial, blenders, [options.only] * len(blenders)))
    for blender, lines in zip(blenders, trials, strict=True):
        for line in lines:
            column = next(name for name, endings in COLUMNS.items() if line["format"] in endings)
            cells = results.setdefault((line["subject"], line["prepared"]), {})
            outcome = line["error"] if "error" in line else line["failed"]
            cells.setdefault(column, {}).setdefault(blender.removeprefix("blender-"), []).append(outcome)
    tables = {part: table(results, prepared=prepared) for part, prepared in PARTS.items()}
    print("\n\n".join(tables.values()))
    if not options.only and options.blender == "*":
        write(tables)
    return 0


def trial(blender: str, only: str) -> list[dict[str, Any]]:
    """The lines of export_trial.py in one Blender."""
    print(f"exports: {blender} …", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [ROOT / ".venv" / blender / "bin" / "python", ROOT / "scripts" / "export_trial.py", only],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "HOME": home, "BLENDER_USER_RESOURCES": home},
        )
    if done.returncode:
        raise SystemExit(f"exports: {blender} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"subject"')]


def table(results: Results, *, prepared: bool) -> str:
    """The rows of one part, each cell the worst of all Blenders; beneath, why some are high."""
    notes: list[str] = []
    lines = ["| | " + " | ".join(COLUMNS) + " |", "|---|" + "---|" * len(COLUMNS)]
    for (subject, so), cells in results.items():
        if so is prepared:
            row = [
                written(cells.get(name, {}), reason(name, subject, prepared=prepared), notes)
                for name in COLUMNS
            ]
            lines.append(f"| {subject} | " + " | ".join(row) + " |")
    numbered = [f"{number}. {note}" for number, note in enumerate(notes, 1)]
    return "\n".join([*lines, "", *(fill(note, WIDTH, subsequent_indent="   ") for note in numbered)]).strip()


def written(cell: Cell, why: str, notes: list[str]) -> str:
    """A cell: the worst error, or that there is no file; with the number of its note."""
    outcomes: Sequence[float | str] = [one for several in cell.values() for one in several]
    failures = [one for one in outcomes if isinstance(one, str)]
    errors = [one for one in outcomes if not isinstance(one, str)]
    worst = max(errors, default=0.0)
    if not failures and worst < GOAL:
        return f"{worst:.1f}"
    text = "no file" if failures else f"{worst:.0f}"
    why = why or f"unexplained: {failures or worst}"
    if why not in notes:
        notes.append(why)
    return f"{text} ({notes.index(why) + 1})"


def reason(column: str, subject: str, *, prepared: bool) -> str:
    return next(
        (
            text
            for columns, pattern, only, text in REASONS
            if column in columns.split() and re.search(pattern, subject) and only in {None, prepared}
        ),
        "",
    )


def write(tables: dict[str, str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for part, text in tables.items():
        begin, end = f"<!-- {part}: written by scripts/exports -->", f"<!-- {part}: end -->"
        if begin not in page or end not in page:
            raise SystemExit(f"exports: {PAGE} has no place for the table “{part}”.")
        head, _, rest = page.partition(begin)
        tail = rest.partition(end)[2]
        page = f"{head}{begin}\n\n{text}\n\n{end}{tail}"
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

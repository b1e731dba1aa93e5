# SPDX-License-Identifier: GPL-3.0-or-later
"""Send subjects through formats, in one Blender, as imported and after preparation (see ``scripts/exports``).

usage: python export_trial.py NAME, a part of the subjects' names. Prints a line of JSON for each result.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import bpy

import antekirt_addon
from scripts.export_compare import FORMATS, difference, empty, export, import_into_empty, rendered
from scripts.export_subjects import SUBJECTS, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Outcome: TypeAlias = dict[str, float | str]  # one of "error" and "failed"


def main(name: str) -> None:
    antekirt_addon.register()
    for subject in SUBJECTS:
        if name in subject.name:
            for prepared in (False, True):
                with tempfile.TemporaryDirectory() as folder:
                    for ending, outcome in trial(subject, Path(folder), prepared=prepared):
                        line = {"subject": subject.name, "prepared": prepared, "format": ending}
                        print(json.dumps(line | outcome), flush=True)
    os._exit(0)  # Blender as a module may hang while Python winds down


def trial(subject: Subject, folder: Path, *, prepared: bool) -> Iterator[tuple[str, Outcome]]:
    """For each format the mean error in the world where it is larger, or what went wrong instead."""
    empty()
    subject.bring(folder)
    before = rendered(subject.view)
    if prepared:
        bpy.ops.antekirt.prepare_for_export()
    files = {ending: folder / f"exported.{ending}" for ending in FORMATS}
    failed = {ending: reason for ending, file in files.items() if (reason := failure(export, file))}
    for ending, file in files.items():
        if reason := failed.get(ending) or failure(import_into_empty, file):
            yield ending, {"failed": reason}
        else:
            yield ending, {"error": difference(before, rendered(subject.view)).worst}


def failure(step: Callable[[Path], object], file: Path) -> str:
    """What an exporter or importer says when it fails."""
    try:
        step(file)
    except (RuntimeError, OSError) as error:
        said = [line for line in str(error).splitlines() if line and not line.startswith("Location:")]
        return said[-1].strip()
    return ""


if __name__ == "__main__":
    main(sys.argv[1])

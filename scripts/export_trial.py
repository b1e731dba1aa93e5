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

import bpy

import antekirt_addon
from scripts.export_compare import FORMATS, compare, empty, rendered
from scripts.export_subjects import SUBJECTS, Subject


def main(name: str) -> None:
    antekirt_addon.register()
    for subject in SUBJECTS:
        if name in subject.name:
            for prepared in (False, True):
                for ending in FORMATS:
                    line = {"subject": subject.name, "prepared": prepared, "format": ending}
                    print(json.dumps(line | trial(subject, ending, prepared=prepared)), flush=True)
    os._exit(0)  # Blender as a module may hang while Python winds down


def trial(subject: Subject, ending: str, *, prepared: bool) -> dict[str, float | str]:
    """The mean error in the world where it is larger, or what went wrong instead."""
    empty()
    with tempfile.TemporaryDirectory() as folder:
        subject.bring(Path(folder))
        before = rendered(subject.view)
        try:
            if prepared:
                bpy.ops.antekirt.prepare_for_export()
            return {"error": compare([ending], Path(folder), subject.view, before)[ending].worst}
        except (RuntimeError, OSError, AttributeError) as error:
            said = [line for line in str(error).splitlines() if line and not line.startswith("Location:")]
            return {"failed": said[-1].strip()}


if __name__ == "__main__":
    main(sys.argv[1])

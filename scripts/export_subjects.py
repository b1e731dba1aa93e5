# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent through other formats: one of each kind of thing that the add-on makes; runs where bpy is."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bpy

from scripts.export_compare import View

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
SHAPES = {"CURVES": ("curves", 4), "MESH": ("mesh", 4), "GREASE_PENCIL": ("Grease Pencil", 8)}
PAINTS = {"svg/path.svg": "", "svg/fill.svg": ", half-transparent", "svg/gradients.svg": ", gradients"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A row of the table. verb: the operator that imports a file of tests/data, which its choices are for."""

    name: str
    verb: str
    file: str
    choices: dict[str, Any] = field(default_factory=dict)
    view: View = field(default_factory=View)

    def bring(self, folder: Path) -> None:
        """Import it from a folder that has the blend file, as an artist's project does."""
        bpy.ops.wm.save_as_mainfile(filepath=str(folder / "project.blend"))
        file = shutil.copy(DATA / self.file, folder)
        getattr(bpy.ops.antekirt, self.verb)(filepath=file, **self.choices)


SUBJECTS = (
    Subject("Image plane", "import_image", "quadrants.webp"),
    Subject("Image plane, half-transparent", "import_image", "half-clear.webp"),
    Subject("Image plane, lit", "import_image", "quadrants.webp", {"shading": "LIT"}, View(sun=True)),
    Subject("Video plane", "import_video", "still-24.mp4"),
    *(
        Subject(f"SVG as {words}{paint}", "import_svg", file, {"import_as": shape}, View(finer=finer))
        for shape, (words, finer) in SHAPES.items()
        for file, paint in PAINTS.items()
    ),
)

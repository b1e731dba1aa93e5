# SPDX-License-Identifier: GPL-3.0-or-later
"""Import one SVG file and tell what it cost; runs where bpy is, in a process of its own.

Reads one JSON object from standard input, {"way": a key of WAYS, "file": SVG, "warm": another that comes
before, "target": what ours makes}, and prints one line: {"seconds": …, "processor": those that the processors
worked, "megabytes": the most that was used beyond what was before, "slice": the longest time in which
the window would not have answered, "stages": {name: seconds}}. The import ends when Blender has computed all
that is new in the scene.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from antekirt_addon.operators import slice_pace
from antekirt_addon.operators.svg_batch_import import SvgBatchImport
from antekirt_addon.scene.import_target import capture
from antekirt_addon.scene.source_file import SourceFile
from antekirt_addon.scene.vector.vector_settings import VectorSettings

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    order = json.load(sys.stdin)
    way = WAYS[order["way"]]
    if order["way"] == "ours":
        way = partial(ours, target=order["target"])
    empty()
    before = memory("VmRSS")
    if order["way"] != "stages":
        way(Path(order["warm"]))
        empty()
    begun, spent = time.perf_counter(), time.process_time()
    told = way(Path(order["file"]))
    if bpy.context.view_layer:
        bpy.context.view_layer.update()
    told["seconds"] = time.perf_counter() - begun
    told["processor"] = time.process_time() - spent
    told["megabytes"] = memory("VmHWM") - before
    print(json.dumps({"told": told}), flush=True)
    os._exit(0)  # Blender as a module may hang while Python winds down


def empty() -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.preferences.addon_enable(module="io_curve_svg")


def ours(file: Path, target: Any = "CURVES") -> dict[str, Any]:
    """As the operator does it in a window."""
    importing = SvgBatchImport([SourceFile(file)], VectorSettings(import_as=target), capture(bpy.context))
    longest, done = 0.0, False
    while not done:
        begun = time.perf_counter()
        done = importing.step(slice_pace.SHORTEST)
        longest = max(longest, time.perf_counter() - begun)
    assert importing.imported, importing.message()
    return {"slice": longest}


def stages(file: Path) -> dict[str, Any]:
    """The same, one stage after the other."""
    from antekirt_addon.media.svg.geometry.artwork import make_artwork
    from antekirt_addon.media.svg.geometry.backdrop import with_backdrops
    from antekirt_addon.media.svg.options import Options
    from antekirt_addon.media.svg.reading.document import read

    spent: dict[str, float] = {}
    begun = time.perf_counter()

    def ended(stage: str) -> None:
        nonlocal begun
        spent[stage] = time.perf_counter() - begun
        begun = time.perf_counter()

    drawing = read(file, never)
    ended("read the document (thread)")
    artwork = make_artwork(drawing, Options(), never)
    ended("simplify, merge colors, layer (thread)")
    with_backdrops(artwork, never)
    ended("find backdrops (thread)")
    importing = SvgBatchImport([SourceFile(file)], VectorSettings(), capture(bpy.context))
    while not importing.progress:
        importing.step(slice_pace.SHORTEST)
    begun = time.perf_counter()
    while importing.progress < 0.4 and not importing.step(0.0):
        pass
    ended("make objects and materials (slices)")
    importing.run()
    ended("make splines, Blender fills them (slices)")
    return {"stages": spent}


def curve(file: Path) -> dict[str, Any]:
    bpy.ops.import_curve.svg(filepath=str(file))
    return {}


def pencil(file: Path) -> dict[str, Any]:
    bpy.ops.wm.grease_pencil_import_svg(filepath=str(file))
    return {}


def never() -> bool:
    return False


def memory(field: str) -> float:
    """A number of this process, in megabytes."""
    found = re.search(rf"{field}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024


WAYS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "ours": ours,
    "stages": stages,
    "import_curve.svg": curve,
    "Grease Pencil": pencil,
}

if __name__ == "__main__":
    main()

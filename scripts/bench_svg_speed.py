# SPDX-License-Identifier: GPL-3.0-or-later
"""Import one SVG file and tell what it cost; runs where bpy is, in a process of its own.

Reads one JSON object from standard input, {"way": a key of WAYS, "file": SVG, "warm": another that comes
before, "target": what ours makes}, and prints one line: {"seconds": …, "processor": those that the processors
worked, "megabytes": the most that was used beyond what was before, "slice": the longest time in which
the window would not have answered, "stages": {name: seconds}, "filled": what part of the square around it
ours fills, "adjust", "reload": parts of the first import}. The import ends when Blender has computed all
that is new in the scene.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from antekirt_addon.operators import slice_pace
from antekirt_addon.operators.sliced_import import SlicedImport
from antekirt_addon.operators.svg_batch_import import SvgBatchImport
from antekirt_addon.scene.artwork import content_note
from antekirt_addon.scene.import_target import capture
from antekirt_addon.scene.kept_reading import KeptReadings
from antekirt_addon.scene.source_file import SourceFile
from antekirt_addon.scene.vector.vector_settings import VectorSettings

if TYPE_CHECKING:
    from collections.abc import Callable


SIZE = 2.0
ROUNDS = 5  # of which the median counts


def main() -> None:
    order = json.load(sys.stdin)
    way = WAYS[order["way"]]
    if order["way"] == "ours":
        way = partial(ours, import_as=order["target"])
    empty()
    before = memory("VmRSS")
    if order["way"] != "stages":
        (ours if order["way"] == "repeats" else way)(Path(order["warm"]))
        empty()
    begun, spent = time.perf_counter(), time.process_time()
    told = way(Path(order["file"]))
    if bpy.context.view_layer:
        bpy.context.view_layer.update()
    told["seconds"] = time.perf_counter() - begun
    told["processor"] = time.process_time() - spent
    told["megabytes"] = memory("VmHWM") - before
    if order["way"] == "ours":
        told["filled"] = area() / SIZE**2
    print(json.dumps({"told": told}), flush=True)
    os._exit(0)  # Blender as a module may hang while Python winds down


def empty() -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.preferences.addon_enable(module="io_curve_svg")


def ours(file: Path, import_as: Any = "CURVES") -> dict[str, Any]:
    """As the operator does it in a window."""
    target = capture(bpy.context, size=SIZE)
    importing = SvgBatchImport([SourceFile(file)], VectorSettings(import_as=import_as), target)
    longest, done = 0.0, False
    while not done:
        begun = time.perf_counter()
        done = importing.step(slice_pace.SHORTEST)
        longest = max(longest, time.perf_counter() - begun)
    assert importing.imported, importing.message()
    return {"slice": longest}


def repeats(file: Path) -> dict[str, Any]:
    """What adjusting an import takes, and reloading an unchanged file, as a part of the first import."""
    from antekirt_addon.scene.reload.reload_artwork import reload_artwork

    content_note.MANIFEST = Path(__file__).resolve().parent.parent / "blender_manifest.toml"  # as if built
    parts: dict[str, list[float]] = {"adjust": [], "reload": []}
    for _ in range(ROUNDS):
        kept = KeptReadings()
        empty()
        first = spent(partial(imported, file, kept))
        empty()  # as undo does
        parts["adjust"].append(spent(partial(imported, file, kept)) / first)
        root = bpy.context.active_object
        assert root
        reload = SlicedImport(reload_artwork(root, None, capture(bpy.context), kept))
        parts["reload"].append(spent(reload.run) / first)
    return {name: statistics.median(own) for name, own in parts.items()}


def imported(file: Path, kept: KeptReadings) -> None:
    target = capture(bpy.context, size=SIZE)
    SvgBatchImport([SourceFile(file)], VectorSettings(), target, kept).run()


def spent(work: Callable[[], object]) -> float:
    """Seconds that the processors work until Blender has computed it."""
    begun = time.process_time()
    work()
    if bpy.context.view_layer:
        bpy.context.view_layer.update()
    return time.process_time() - begun


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


def area() -> float:
    """Of the faces and the fills in the scene."""
    scene: Any = bpy.context.scene
    graph = bpy.context.evaluated_depsgraph_get()
    found = 0.0
    for obj in scene.objects:
        if obj.type in {"CURVE", "MESH"}:
            evaluated = obj.evaluated_get(graph)
            found += sum(face.area for face in evaluated.to_mesh().polygons)
            evaluated.to_mesh_clear()
        elif obj.type == "GREASEPENCIL":
            found += sum(fills(layer.frames[0].drawing) for layer in obj.data.layers)
    return found


def fills(drawing: Any) -> float:
    """The area of all fills of a drawing, which has none that overlap."""
    place = drawing.attributes["position"].data
    points = np.empty(3 * len(place), np.float32)
    place.foreach_get("vector", points)
    x, y = points.reshape(-1, 3)[:, :2].astype(np.float64).T
    starts = np.array([offset.value for offset in drawing.curve_offsets])
    following = np.arange(1, len(x) + 1)
    following[starts[1:] - 1] = starts[:-1]
    return float(np.abs(np.add.reduceat(x * y[following] - x[following] * y, starts[:-1])).sum() / 2)


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
    "repeats": repeats,
    "stages": stages,
    "import_curve.svg": curve,
    "Grease Pencil": pencil,
}

if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell what a frame costs in which an artwork moves, and one in which its layers do; runs where bpy is.

Reads one JSON object from standard input, {"file": SVG}, and prints one line: {"pieces": their number,
"moved": seconds of the processors for a frame in which the artwork moves, "spaced": one in which its spacing
changes, "without": one in which it moves with nothing that follows its values}. Of many frames the quickest.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import bpy

from antekirt_addon.operators import slice_pace
from antekirt_addon.operators.svg_batch_import import SvgBatchImport
from antekirt_addon.scene.import_target import capture
from antekirt_addon.scene.source_file import SourceFile
from antekirt_addon.scene.vector.vector_settings import VectorSettings

FRAMES = 30
SPACING = '["antekirt_spacing"]'


def main() -> None:
    order = json.load(sys.stdin)
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    source, settings = SourceFile(Path(order["file"])), VectorSettings(grouping="PATHS")
    importing = SvgBatchImport([source], settings, capture(bpy.context, size=2.0))
    while not importing.step(slice_pace.SHORTEST):
        pass
    scene: Any = bpy.context.scene
    root = next(obj for obj in scene.objects if "antekirt_spacing" in obj)
    told = {"moved": frame(scene, root, "location"), "spaced": frame(scene, root, SPACING)}
    drawn = [obj for obj in root.children_recursive if obj.data]
    for obj in root.children_recursive:
        obj.animation_data_clear()
        if obj.data:
            obj.data.animation_data_clear()
    told |= {"without": frame(scene, root, "location"), "pieces": len(drawn)}
    print(json.dumps({"told": told}), flush=True)
    os._exit(0)  # Blender as a module may hang while Python winds down


def frame(scene: Any, root: Any, path: str) -> float:
    """The seconds of a frame that changes a property of the root."""
    root.animation_data_clear()
    for number in (1, FRAMES):
        if path == SPACING:
            root["antekirt_spacing"] = 0.01 * number
        else:
            root.location.x = number
        root.keyframe_insert(path, frame=number)
    spent = []
    for number in range(1, FRAMES + 1):
        begun = time.process_time()
        scene.frame_set(number)
        spent.append(time.process_time() - begun)
    return min(spent)


if __name__ == "__main__":
    main()

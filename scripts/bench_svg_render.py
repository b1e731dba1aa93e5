# SPDX-License-Identifier: GPL-3.0-or-later
"""Import SVG files and render each from straight above; runs where bpy is (see ``scripts/bench svg``).

Reads one JSON object from standard input, {"target": …, "engine": …, "files": {SVG: PNG}, "sizes": {SVG: [w,
h]}, "finer": n, "samples": m}, and prints one line for each file. A picture is n times as large as its size
says.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import bpy

from antekirt_addon.operators.svg_batch_import import SvgBatchImport
from antekirt_addon.scene import compat
from antekirt_addon.scene.import_target import capture
from antekirt_addon.scene.source_file import SourceFile
from antekirt_addon.scene.vector.vector_settings import VectorSettings

SIZE = 2.0


def main() -> None:
    order = json.load(sys.stdin)
    for source, picture in order["files"].items():
        scene = empty_scene(order["engine"], order["samples"])
        scene.render.resolution_x, scene.render.resolution_y = (
            max(1, round(side * order["finer"])) for side in order["sizes"][source]
        )
        begun = time.perf_counter()
        importing = SvgBatchImport(
            [SourceFile(Path(source))],
            VectorSettings(import_as=order["target"]),
            capture(bpy.context, size=SIZE),
        )
        importing.run()
        seconds = time.perf_counter() - begun
        if importing.imported:
            scene.render.filepath = picture
            bpy.ops.render.render(write_still=True)
        print(json.dumps({"file": source, "seconds": seconds, "message": importing.message()}), flush=True)
    os._exit(0)  # Blender as a module may hang while Python winds down


def empty_scene(engine: str, samples: int) -> bpy.types.Scene:
    """A white world, and a camera above that sees the square around an artwork's longer side."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    scene: Any = bpy.context.scene
    scene.render.engine, scene.eevee.taa_render_samples = engine, samples
    scene.cycles.samples = samples
    scene.cycles.use_denoising = scene.cycles.use_adaptive_sampling = False
    scene.cycles.pixel_filter_type = "BOX"
    scene.view_settings.view_transform = "Standard"
    camera = bpy.data.cameras.new("Camera")
    camera.type, camera.ortho_scale = "ORTHO", SIZE
    scene.camera = bpy.data.objects.new("Camera", camera)
    scene.camera.location.z = 5.0
    scene.collection.objects.link(scene.camera)
    world = scene.world = bpy.data.worlds.new("World")
    tree: Any = compat.node_tree(world)
    tree.nodes.clear()
    background = tree.nodes.new("ShaderNodeBackground")
    background.inputs["Color"].default_value = (1.0, 1.0, 1.0, 1.0)
    tree.links.new(background.outputs[0], tree.nodes.new("ShaderNodeOutputWorld").inputs[0])
    return scene  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the manual shows of a multiplane, inside Blender: a camera that moves past the cut-outs of a picture.

usage: python -m scripts.multiplane_scene FOLDER   leaves multiplane-1.png, -2.png …: its views

FOLDER holds the picture, painted.webp, and its vectors, painted.svg. multiplane.blend is left there, too.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import bpy

CONTEXT: Any = bpy.context
SIZE = (300, 300)
FRAMES = (1, 49)
PATH = ((-0.13, -0.2, 2.35), (0.13, -0.18, 2.35))  # of the camera, one for each frame: it sees no edge
LATER, TILT = (0.0, -2.6, 2.0), 0.88  # where it sees how the cut-outs stand


def main() -> None:
    folder = Path(sys.argv[1])
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    scene: Any = CONTEXT.scene
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 24, False
    scene.render.resolution_x, scene.render.resolution_y = SIZE
    scene.render.resolution_percentage = 100
    scene.view_settings.view_transform = "Standard"
    scene.frame_end = FRAMES[-1]
    scene.render.film_transparent = True
    _bring(folder)
    camera: Any = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    scene.collection.objects.link(camera)
    scene.camera, camera.data.lens = camera, 50.0
    for frame, eye in zip(FRAMES, PATH, strict=True):
        camera.location = eye
        camera.keyframe_insert("location", frame=frame)
    bpy.ops.wm.save_as_mainfile(filepath=str(folder / "multiplane.blend"))
    for number, frame in enumerate(FRAMES, 1):
        scene.frame_set(frame)
        _render(folder / f"multiplane-{number}.png")
    camera.animation_data_clear()
    camera.location, camera.rotation_euler.x = LATER, TILT
    _render(folder / f"multiplane-{len(FRAMES) + 1}.png")


def _bring(folder: Path) -> None:
    """The artwork and its picture, as the add-on makes a multiplane of them."""
    part: Any = {
        name: import_module(f"antekirt_addon.scene.{name}")
        for name in ("import_vector", "import_target", "source_file", "multiplane.make_multiplane")
    }
    settings = import_module("antekirt_addon.scene.vector.vector_settings").VectorSettings()
    source = part["source_file"].SourceFile(folder / "painted.svg")
    _finished(part["import_vector"].import_vector(source, settings, part["import_target"].capture(CONTEXT)))
    root = CONTEXT.view_layer.objects.active
    image = bpy.data.images.load(str(folder / "painted.webp"))
    maker = part["multiplane.make_multiplane"]
    print(_finished(maker.make_multiplane(root, image, CONTEXT.scene, maker.Choices())).message)


def _finished(steps: Any) -> Any:
    """What a generator gives at its end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _render(path: Path) -> None:
    CONTEXT.scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a picture takes onto 1,000 selected objects, beside the way in which version 0.1.0 did it.

Both go from the press to the sentence: what is selected is noted, checked and given a material. They take
turns in one process, each in a scene of its own, and the processor's time counts. The same assignments made
by Blender alone stand beside them: nothing that makes them can be faster. The limit is for what is ours, in a
file as large as those of a production.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from antekirt_addon.scene import image_material, import_image
from antekirt_addon.scene.id_reference import IdReference
from antekirt_addon.scene.import_target import capture
from antekirt_addon.scene.source_file import SourceFile
from scripts.bench_limit import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    Way = Callable[[Path, list[bpy.types.Object]], None]

COUNT, TURNS = 1000, 5
SQUARE: tuple[Any, ...] = ([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], [], [(0, 1, 2, 3)])
SCENES = {  # materials of the selected, whether they share one mesh, how many objects there are besides
    "a material each": (COUNT, False, 0),
    "one material": (1, False, 0),
    "no material": (0, False, 0),
    "copies of one mesh": (1, True, 0),
    "in a file of 10,000 objects": (COUNT, False, 9 * COUNT),
}
LIMITED = "in a file of 10,000 objects"
LIMIT = 0.2  # of the former time


def main() -> None:
    limits = Limits()
    folder = tempfile.TemporaryDirectory(prefix="antekirt-bench-")
    picture = Path(folder.name) / "picture.png"
    image = bpy.data.images.new("picture", 64, 64)
    image.filepath_raw, image.file_format = str(picture), "PNG"
    image.save()
    print(f"A picture on {COUNT:,} selected objects, milliseconds (medians of {TURNS})\n")
    print(f"{'scene':<30}{'0.1.0':>10}{'now':>10}{'share':>8}{'Blender alone':>16}{'ours':>8}")
    for name, scene in SCENES.items():
        turns = [
            [spent(way, picture, *scene) for way in (former_way, present_way, assigned)] for _ in range(TURNS)
        ]
        former, now, alone = zip(*turns, strict=True)
        was, is_now, blender = (1000 * statistics.median(each) for each in (former, now, alone))
        ours = (is_now - blender) / (was - blender)
        limit = limits.check(f"ours {name}", ours, LIMIT) if name == LIMITED else ""
        print(
            f"{name:<30}{was:>10.1f}{is_now:>10.1f}{is_now / was:>8.2f}{blender:>16.1f}{ours:>8.2f}  {limit}",
            flush=True,
        )
    folder.cleanup()
    sys.stdout.flush()
    limits.judge()


def spent(way: Way, picture: Path, materials: int, is_shared: bool, others: int) -> float:
    """The seconds that a way takes in a new scene."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    objects = fill(materials, is_shared, others)
    begun = time.process_time()
    way(picture, objects)
    return time.process_time() - begun


def fill(materials: int, is_shared: bool, others: int) -> list[bpy.types.Object]:
    """Make what is in the scene; gives what is selected."""
    scene, layer = bpy.context.scene, bpy.context.view_layer
    assert scene
    assert layer
    made = [bpy.data.materials.new("Wood") for _ in range(materials)]
    meshes = []
    for index in range(1 if is_shared else COUNT):
        mesh = bpy.data.meshes.new("Board")
        mesh.from_pydata(*SQUARE)
        mesh.uv_layers.new()
        if made:
            mesh.materials.append(made[index % materials])
        meshes.append(mesh)
    objects = [bpy.data.objects.new("Board", meshes[index % len(meshes)]) for index in range(COUNT)]
    for obj in [*objects, *(bpy.data.objects.new("Board", None) for _ in range(others))]:
        scene.collection.objects.link(obj)
    layer.update()
    for obj in objects:
        obj.select_set(True)
    return objects


def present_way(picture: Path, _objects: list[bpy.types.Object]) -> None:
    target = capture(bpy.context)
    import_image.check(target, "MATERIAL")
    import_image.import_image([SourceFile(picture)], "MATERIAL", target)


def former_way(picture: Path, _objects: list[bpy.types.Object]) -> None:
    """That of 0.1.0: each object is looked up by its name, twice, and each material in lists of all."""
    layer = bpy.context.view_layer
    assert layer
    chosen = [
        obj for obj in layer.objects if obj.visible_get(view_layer=layer) and obj.select_get(view_layer=layer)
    ]
    chosen.sort(key=lambda obj: obj != layer.objects.active)
    noted = [former_note(obj) for obj in chosen]
    objects: list[Any] = []
    for _ in ("check", "import"):
        objects = [bpy.data.objects.get((reference.name, None)) for reference in noted]
    material = image_material.build(bpy.data.images.load(str(picture)), lit=True)
    replaced: list[bpy.types.Material] = []
    for obj in objects:
        if obj.active_material and obj.active_material not in [material, *replaced]:
            replaced.append(obj.active_material)
        obj.active_material = material
    for each in replaced:
        each.use_fake_user = True
    tuple(map(former_note, objects))


def former_note(obj: bpy.types.Object) -> IdReference:
    return IdReference("OBJECT", obj.name, "", obj.session_uid, uuid.uuid4().hex)


def assigned(_picture: Path, objects: list[bpy.types.Object]) -> None:
    """What Blender itself takes for it."""
    material = bpy.data.materials.new("Picture")
    for obj in objects:
        obj.active_material = material


if __name__ == "__main__":
    main()
    os._exit(0)

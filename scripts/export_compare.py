# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a scene in another format: exported, imported into an empty file, rendered once more.

Runs where bpy is. Blender's own exporters and importers are asked with their default settings: an artist who
presses the button in the menu has no others. Camera, worlds and light are the comparison's own, in no export.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from antekirt_addon.scene import compat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Picture = NDArray[np.float32]

FORMATS = ("glb", "gltf", "usdc", "usdz", "fbx", "obj")  # each the end of a file's name
WORLDS = {"black": 0.0, "white": 1.0}
PIXELS = 64
FINER = 4  # rendered to a pixel's side: Blender blurs the rims of Grease Pencil by a rendered pixel


@dataclass(frozen=True, slots=True)
class View:
    """How it is looked at: from straight above, a square of `width` scene units around the origin.

    sun: in the black world a sun shines, for what is lit.
    finer: lines and columns rendered to a pixel. Grease Pencil has edges of its own, which are as wide as a
    rendered pixel.
    """

    width: float = 2.0
    sun: bool = False
    finer: int = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean errors of 255, in each world, of the pixels that show something before or after."""

    black: float
    white: float

    @property
    def worst(self) -> float:
        return max(self.black, self.white)


def compare(
    formats: Sequence[str],
    folder: Path,
    view: View | None = None,
    before: dict[str, Picture] | None = None,
) -> dict[str, Difference]:
    """How much the scene differs after the way through each format. The file is empty then.

    before: what `rendered` gave before the scene was made ready; else what it shows as it stands.
    """
    view = view or View()
    before = before or rendered(view)
    files = {ending: export(folder / f"{ending}.{ending}") for ending in formats}
    differences = {}
    for ending, file in files.items():
        import_into_empty(file)
        differences[ending] = difference(before, rendered(view))
    empty()
    return differences


def export(file: Path) -> Path:
    """The whole scene, written as an artist writes it who leaves all settings alone."""
    path = str(file)
    match file.suffix:
        case ".glb":
            bpy.ops.export_scene.gltf(filepath=path)
        case ".gltf":
            bpy.ops.export_scene.gltf(filepath=path, export_format="GLTF_SEPARATE")
        case ".fbx":
            bpy.ops.export_scene.fbx(filepath=path)
        case ".obj":
            bpy.ops.wm.obj_export(filepath=path)
        case _:
            bpy.ops.wm.usd_export(filepath=path)
    return file


def import_into_empty(file: Path) -> None:
    """A file in another format as all that there is."""
    empty()
    path = str(file)
    match file.suffix:
        case ".glb" | ".gltf":
            bpy.ops.import_scene.gltf(filepath=path)
        case ".fbx" if "fbx_import" in dir(bpy.ops.wm):  # from 4.5 the one in the menu
            bpy.ops.wm.fbx_import(filepath=path)
        case ".fbx":
            bpy.ops.import_scene.fbx(filepath=path)
        case ".obj":
            bpy.ops.wm.obj_import(filepath=path)
        case _:
            bpy.ops.wm.usd_import(filepath=path)


def empty() -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def rendered(view: View) -> dict[str, Picture]:
    """What is seen in each world: (PIXELS, PIXELS, 3), sRGB-encoded, 0 to 255."""
    return {world: _render(view, world) for world in WORLDS}


def difference(before: dict[str, Picture], after: dict[str, Picture]) -> Difference:
    """The mean errors of the pixels that show something. Where a world is seen bare, all are right."""
    shown = np.zeros((PIXELS, PIXELS), dtype=bool)
    for pictures in (before, after):
        for world, light in WORLDS.items():
            shown |= (np.abs(pictures[world] - 255 * light) > 1).any(axis=-1)
    if not shown.any():
        raise ValueError("Nothing is seen before or after: the comparison would say nothing.")
    errors = {world: float(np.abs(before[world] - after[world])[shown].mean()) for world in WORLDS}
    return Difference(**errors)


def _render(view: View, world: str) -> Picture:
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles: Any = scene.cycles
    cycles.samples, cycles.use_denoising, cycles.use_adaptive_sampling = 1, False, False
    cycles.pixel_filter_type = "BOX"
    cycles.transparent_max_bounces = cycles.min_transparent_bounces = 64  # fewer would be left to chance
    scene.render.resolution_x = scene.render.resolution_y = view.finer * PIXELS
    scene.render.resolution_percentage = 100
    scene.render.film_transparent = False
    scene.view_settings.view_transform = "Standard"
    scene.render.image_settings.file_format = "PNG"
    with _rig(scene, view, world), tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "view.png")
        bpy.ops.render.render(write_still=True)
        return _pixels(scene.render.filepath, view.finer)


@contextmanager
def _rig(scene: bpy.types.Scene, view: View, world: str) -> Iterator[None]:
    """Camera, world and sun for a render. Lights of the scene, or that an importer brought, do not shine."""
    own = scene.camera, scene.world
    dark = [obj for obj in scene.objects if obj.type == "LIGHT" and not obj.hide_render]
    for obj in dark:
        obj.hide_render = True
    camera = bpy.data.cameras.new("Comparison")
    camera.type, camera.ortho_scale, camera.clip_end = "ORTHO", view.width, 100.0
    scene.world = _plain_world(WORLDS[world])
    made = [bpy.data.objects.new("Comparison", camera)]
    if view.sun and world == "black":
        sun = bpy.data.lights.new("Comparison", "SUN")
        sun.energy = 3.0
        made.append(bpy.data.objects.new("Comparison", sun))
    for obj in made:
        obj.location.z = 50.0
        scene.collection.objects.link(obj)
    scene.camera = made[0]
    try:
        yield
    finally:
        bpy.data.batch_remove([*(obj.data for obj in made), scene.world])  # the objects go with their data
        for obj in dark:
            obj.hide_render = False
        scene.camera, scene.world = own


def _plain_world(light: float) -> bpy.types.World:
    world = bpy.data.worlds.new("Comparison")
    tree = compat.node_tree(world)
    tree.nodes.clear()
    background: Any = tree.nodes.new("ShaderNodeBackground")
    background.inputs["Color"].default_value = (light, light, light, 1.0)
    tree.links.new(background.outputs[0], tree.nodes.new("ShaderNodeOutputWorld").inputs[0])
    return world


def _pixels(path: str, finer: int) -> Picture:
    image: Any = bpy.data.images.load(path)
    flat = np.empty((finer * PIXELS) ** 2 * 4, dtype=np.float32)
    image.pixels.foreach_get(flat)
    bpy.data.images.remove(image)
    parts = flat.reshape(PIXELS, finer, PIXELS, finer, 4)
    picture: Picture = parts.mean(axis=(1, 3))[::-1, :, :3] * 255
    return picture

# SPDX-License-Identifier: GPL-3.0-or-later
"""A floor of 10 m by 10 m under a picture of 1 m, with plain repeat and without a visible one, rendered."""

from __future__ import annotations

import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import bpy
import numpy as np

from scripts.repeat_measure import linear

TILES = 10.0


class Floor(NamedTuple):
    """A render in linear light, (n, n, 3), the lowest row first, and the processor time that it took."""

    pixels: Any
    seconds: float


def image_of(pixels: Any, name: str, *, is_data: bool = False) -> Any:
    """An image of Blender's with these pixels: (n, m, 3 or 4), 0 to 1."""
    high, wide = pixels.shape[:2]
    image: Any = bpy.data.images.new(name, wide, high, is_data=is_data)
    opaque = np.ones((high, wide, 4), np.float32)
    opaque[..., : pixels.shape[2]] = pixels
    image.pixels.foreach_set(opaque.ravel())
    image.pack()
    return image


def laid(image: Any, package: str, *, no_repeat: bool, x: float = 0.0, tiles: float = TILES) -> Any:
    """A floor that shines in the picture; gives its material. x: where its middle is."""
    parts = (
        import_module(f"{package}.scene.texture.{name}")
        for name in ("node_set", "sampling", "texture_options")
    )
    node_set, sampling, texture_options = parts
    bpy.ops.mesh.primitive_plane_add(size=TILES, location=(x, 0.0, 0.0))
    floor: Any = bpy.context.object
    material = bpy.data.materials.new(image.name)
    tree = import_module(f"{package}.scene.compat").node_tree(material)
    tree.nodes.clear()
    nodes = node_set.NodeSet(tree, "Floor")
    coordinates, mapping = nodes.add("ShaderNodeTexCoord"), nodes.add("ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = (tiles, tiles, tiles)
    nodes.link(coordinates.outputs["UV"], mapping.inputs["Vector"])
    options = texture_options.TextureOptions(no_repeat=no_repeat)
    color, _alpha = sampling.sample(nodes, image, mapping.outputs["Vector"], options)
    output, shader = tree.nodes.new("ShaderNodeOutputMaterial"), tree.nodes.new("ShaderNodeEmission")
    tree.links.new(color, shader.inputs["Color"])
    tree.links.new(shader.outputs["Emission"], output.inputs["Surface"])
    floor.data.materials.append(material)
    return material


def render(pixels: int, *, floors: int = 1, samples: int = 8, engine: str = "CYCLES") -> Floor:
    """Look down on floors that lie in a row, from the origin to the right. pixels: the side of one."""
    scene: Any = bpy.context.scene
    if scene.camera is None:
        camera = bpy.data.cameras.new("Camera")
        camera.type = "ORTHO"
        scene.camera = bpy.data.objects.new("Camera", camera)
        scene.collection.objects.link(scene.camera)
    scene.camera.data.ortho_scale = TILES * floors
    scene.camera.location = (TILES * (floors - 1) / 2, 0.0, 5.0)
    scene.render.engine = engine
    scene.render.resolution_x, scene.render.resolution_y = pixels * floors, pixels
    scene.render.resolution_percentage = 100
    scene.cycles.samples, scene.cycles.use_denoising, scene.cycles.use_adaptive_sampling = (
        samples,
        False,
        False,
    )
    scene.eevee.taa_render_samples = samples
    scene.view_settings.view_transform = "Standard"
    scene.render.image_settings.file_format = "PNG"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "floor.png")
        began = time.process_time()
        bpy.ops.render.render(write_still=True)
        seconds = time.process_time() - began
        image = bpy.data.images.load(scene.render.filepath)
        data = np.empty(pixels * pixels * floors * 4, dtype=np.float32)
        image.pixels.foreach_get(data)
        bpy.data.images.remove(image)
    return Floor(linear(data.reshape(pixels, pixels * floors, 4)[..., :3].astype(float)), seconds)

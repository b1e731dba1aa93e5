# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of textures share: a picture of middling colors, and many small squares in one render."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from tests.blender.import_fixtures import png, square

CELL = 16  # pixels


def picture(folder: Path, name: str = "cloth.png", *, clear: bool = False) -> Path:
    """Write a picture of four colors, none of which reads the same as a number and as a color.

    clear: the right half is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    colors = np.array([[(200, 70, 50), (60, 180, 90)], [(40, 80, 190), (128, 128, 128)]], float)
    rows = colors.repeat(32, axis=0).repeat(32, axis=1)
    rows += 40 * np.sin(np.arange(64) * np.pi / 16)[None, :, None]  # something for a bump to show
    if clear:
        alpha = np.full((64, 64, 1), 255.0)
        alpha[:, 32:] = 0.0
        rows = np.concatenate([rows, alpha], axis=2)
    path = folder / name
    path.write_bytes(png(rows.astype(np.uint8), 6 if clear else 2))
    return path


def shaded(part: Any, name: str, **values: Any) -> Any:
    """Make a material of one Principled BSDF, with values by the names of its inputs."""
    material = bpy.data.materials.new(name)
    tree = part("scene.compat").node_tree(material)
    tree.nodes.clear()
    shader, output = (tree.nodes.new(f"ShaderNode{kind}") for kind in ("BsdfPrincipled", "OutputMaterial"))
    tree.links.new(shader.outputs["BSDF"], output.inputs["Surface"])
    for key, value in values.items():
        shader.inputs[key.replace("_", " ")].default_value = value
    return material


def shader_of(material: Any) -> Any:
    return next(node for node in material.node_tree.nodes if node.bl_idname == "ShaderNodeBsdfPrincipled")


def cell(material: Any, column: int, row: int = 0) -> Any:
    """Add a square to a grid, a little smaller than its cell, with a material."""
    obj = square(f"{material.name if material else 'bare'} {column} {row}")
    obj.scale, obj.location = (0.45, 0.45, 1.0), (column + 0.5, row + 0.5, 0.0)
    if material:
        obj.data.materials.append(material)
    return obj


def render(columns: int, rows: int, samples: int = 16) -> Any:
    """Render the grid from above in the light of a sun alone, which leaves no noise.

    Gives the linear colors, shape (rows, columns, 2, 6, 3): the halves of each cell's inside, from left to
    right, the lowest of all first.
    """
    scene = bpy.context.scene
    if scene.camera is None:
        data = bpy.data.cameras.new("Camera")
        data.type = "ORTHO"
        scene.camera = bpy.data.objects.new("Camera", data)
        sun = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
        sun.data.energy, sun.data.angle, sun.rotation_euler = 3.0, 0.0, (0.5, 0.3, 0.0)
        scene.collection.objects.link(scene.camera)
        scene.collection.objects.link(sun)
    scene.camera.location = (columns / 2, rows / 2, 10.0)
    scene.camera.data.ortho_scale = max(columns, rows)
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", samples, False
    scene.cycles.pixel_filter_type = "BOX"  # else they shine into each other
    scene.render.resolution_x, scene.render.resolution_y = columns * CELL, rows * CELL
    scene.render.resolution_percentage = 100
    scene.view_settings.view_transform = "Raw"
    scene.render.image_settings.file_format = "OPEN_EXR"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "grid.exr")
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(scene.render.filepath)
        pixels = np.empty(columns * rows * CELL * CELL * 4, np.float32)
        image.pixels.foreach_get(pixels)
        bpy.data.images.remove(image)
    inside = pixels.reshape(rows, CELL, columns, CELL, 4)[:, 2:-2, :, 2:-2, :3]
    return inside.reshape(rows, 2, 6, columns, 6, 2, 3).mean(axis=(2, 5)).transpose(0, 2, 1, 3, 4)


def put_on(path: Path, *objects: Any, **options: Any) -> None:
    bpy.ops.object.select_all(action="DESELECT")
    for obj in objects:
        obj.select_set(True)
    bpy.context.view_layer.objects.active = objects[0]
    bpy.ops.antekirt.import_image(filepath=str(path), import_as="MATERIAL", **options)


def take_out(obj: Any, socket: str = "") -> None:
    bpy.context.view_layer.objects.active = obj
    assert bpy.ops.antekirt.take_out(socket=socket) == {"FINISHED"}


def node_of(obj: Any, kind: str) -> Any:
    return next(node for node in obj.active_material.node_tree.nodes if node.bl_idname == kind)


def image_of(obj: Any, name: str) -> Any:
    return shader_of(obj.active_material).inputs[name].links[0].from_node.image

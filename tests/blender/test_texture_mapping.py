# SPDX-License-Identifier: GPL-3.0-or-later
"""How a picture lies on objects, read from renders: each point of the picture has a color of its own."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import square
from tests.blender.render_view import look_down

CELLS = 8  # across and up
WIDE, HIGH = 256, 64  # pixels of a render
UNITS = 16.0  # that it is wide
NONE = (-1.0, -1.0)  # where nothing is


def cells(wide: int = CELLS, high: int = CELLS) -> Any:
    """Give a picture in which red says how far to the right a point is, and green how far up."""
    image = bpy.data.images.new("Cells", wide, high)
    image.colorspace_settings.name = "Non-Color"
    red, green = np.meshgrid((np.arange(wide) + 0.5) / wide, (np.arange(high) + 0.5) / high)
    pixels = np.stack([red, green, np.ones_like(red), np.ones_like(red)], axis=2)
    image.pixels.foreach_set(pixels.astype(np.float32).ravel())
    return image


class Textures:
    """Puts the picture on objects, and reads from a render from above which point of it lies where."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.image = cells()

    def put(self, *objects: Any, turn: Any = None, **options: Any) -> Any:
        """Cover objects with one material; gives its tree."""
        chosen = self.part("scene.texture.texture_options").TextureOptions(**options)
        mapping = self.part("scene.texture.mapping")
        chosen = replace(chosen, projection=mapping.projection_for(objects[0], chosen))
        material = bpy.data.materials.new("Textured")
        tree = self.part("scene.compat").node_tree(material)
        tree.nodes.clear()
        picture = self.part("scene.picture").Picture(
            self.part("scene.source_file").SourceFile(Path("cells.png")),
            self.image,
            turn or self.part("media.orientation").NONE,
        )
        bpy.context.view_layer.update()
        nodes = self.part("scene.texture.node_set").NodeSet(tree, "Cells")
        vector = mapping.vector(nodes, picture, chosen, objects)
        color, alpha = self.part("scene.texture.sampling").sample(nodes, self.image, vector, chosen)
        self._show(tree, color, alpha)
        for obj in objects:
            obj.data.materials.clear()
            obj.data.materials.append(material)
        return tree

    def _show(self, tree: Any, color: Any, alpha: Any) -> None:
        glow, clear = tree.nodes.new("ShaderNodeEmission"), tree.nodes.new("ShaderNodeBsdfTransparent")
        mix, output = tree.nodes.new("ShaderNodeMixShader"), tree.nodes.new("ShaderNodeOutputMaterial")
        for source, to in (
            (color, glow.inputs["Color"]),
            (alpha, mix.inputs[0]),
            (clear.outputs[0], mix.inputs[1]),
            (glow.outputs[0], mix.inputs[2]),
            (mix.outputs[0], output.inputs["Surface"]),
        ):
            tree.links.new(source, to)

    def render(self) -> Any:
        """Give the pixels, the lowest row first: which point of the picture is seen, or NONE."""
        scene = bpy.context.scene
        if scene.camera is None:
            look_down(UNITS)
        scene.render.engine, scene.view_settings.view_transform = "CYCLES", "Raw"
        scene.cycles.samples, scene.cycles.use_denoising = 1, False
        scene.cycles.pixel_filter_type, scene.cycles.filter_width = "BLACKMAN_HARRIS", 0.01
        scene.render.resolution_x, scene.render.resolution_y = WIDE, HIGH
        scene.render.resolution_percentage = 100
        scene.render.image_settings.file_format = "PNG"
        with tempfile.TemporaryDirectory() as folder:
            scene.render.filepath = str(Path(folder) / "view.png")
            bpy.ops.render.render(write_still=True)
            image = bpy.data.images.load(scene.render.filepath)
            flat = np.empty(WIDE * HIGH * 4, np.float32)
            image.pixels.foreach_get(flat)
            bpy.data.images.remove(image)
        pixels = flat.reshape(HIGH, WIDE, 4)
        return np.where(pixels[:, :, 2:3] > 0.5, pixels[:, :, :2], NONE)


@pytest.fixture
def textures(part: Any) -> Textures:
    return Textures(part)


def at(shown: Any, x: float, y: float) -> Any:
    """Give the point of the picture that is seen at a place in the scene."""
    column, row = (x / UNITS + 0.5) * WIDE, y / UNITS * WIDE + HIGH / 2
    return shown[int(row), int(column)]


def placed(obj: Any, x: float, y: float = 0.0, scale: Any = (1, 1, 1)) -> Any:
    obj.location, obj.scale = (x, y, 0), scale
    return obj


def repeated(*lengths: float) -> Any:
    """Where in a picture one is after so many lengths of it, from its lower left."""
    return np.mod(lengths, 1.0)


def test_a_tile_is_as_long_on_every_object(textures: Textures) -> None:
    scales = {-6.5: (1, 0.8, 1), -1.5: (3, 0.5, 1), 4: (0.5, 0.4, 2)}
    rows: list[tuple[Any, float]] = [("FLAT", 1.0), ("BOX", -0.2), ("UV", -1.4)]
    for projection, y in rows:
        objects = [
            placed(square(projection, unwrapped=projection == "UV"), x, y, scale)
            for x, scale in scales.items()
        ]
        for obj in objects if projection == "UV" else []:
            textures.put(obj, projection=projection, tile_size=2.0)
        if projection != "UV":
            textures.put(*objects, projection=projection, tile_size=2.0)
    shown = textures.render()
    for across in (-0.3, 0.1, 0.4):
        for up in (-0.15, 0.2):
            for x, scale in scales.items():
                expected = repeated(across / 2 + 0.5, up / 2 + 0.5)
                from_corner = repeated((across + scale[0]) / 2, (up + scale[1]) / 2)
                found = {name: at(shown, x + across, y + up) for name, y in rows}
                assert found["FLAT"] == pytest.approx(expected, abs=0.04)
                assert found["UV"] == pytest.approx(from_corner, abs=0.04)
                assert found["BOX"] == pytest.approx([1 - expected[1], expected[0]], abs=0.04)


def test_without_a_tile_it_lies_once_over_the_object(textures: Textures) -> None:
    rows: list[tuple[Any, float]] = [("UV", 1.0), ("GENERATED", 0.0), ("FLAT", -1.0)]
    for projection, y in rows:
        textures.put(placed(square(projection), 0, y, (3, 0.4, 1)), projection=projection)
    shown = textures.render()
    for _, y in rows:
        assert at(shown, -1.5, y + 0.2) == pytest.approx((0.25, 0.75), abs=0.04)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What shines by itself renders as emission mixed with a transparent shader does, whatever is around it."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import square
from tests.blender.render_view import look_down, rendered_pixels

if TYPE_CHECKING:
    from collections.abc import Sequence

OPAQUE, CLEAR = (0.8, 0.4, 0.1, 1.0), (0.1, 0.6, 0.9, 0.5)  # linear
GRAZING = (1.2, 0.0, 0.0)
NEAR = 2  # of 255: a render is dithered


@pytest.mark.parametrize("world", [0.0, 1.0])
def test_unlit_renders_the_numbers_of_emission_and_transparency(part: Any, world: float) -> None:
    surround_with(world, part)
    plane("Opaque", (-0.75, 0.25, 0))
    plane("Opaque", (-0.25, 0.25, 0), GRAZING)
    plane("Clear", (0.25, 0.25, 0))
    plane("Clear", (0.75, 0.25, 0), GRAZING)
    plane("Opaque", (-0.75, -0.25, 0), (pi, 0, 0))
    plane("Clear", (-0.75, -0.25, 1))
    plane("Clear", (0.25, -0.25, 0), (pi, 0, 0))
    plane("Mirror", (0.75, -0.25, 0), (0, pi / 4, 0))
    plane("Clear", (3, -0.25, 0), (0, pi / 2, 0))
    images = {"Opaque": picture(OPAQUE), "Clear": picture(CLEAR)}
    build: Any = part("scene.image_material").build
    dress({"Mirror": mirror(part)} | {name: build(image, lit=False) for name, image in images.items()})
    look_down()
    shown = rendered_pixels()
    over_the_world = encoded([0.5 * own + 0.5 * world for own in CLEAR[:3]])
    assert np.abs(shown[2, 2] - encoded(OPAQUE[:3])).max() <= NEAR
    assert np.abs(shown[[2, 6, 6], [10, 10, 14]] - over_the_world).max() <= NEAR
    assert np.abs(shown[6, 2] - encoded(np.add(OPAQUE, CLEAR)[:3] / 2)).max() <= NEAR
    dress({name: emission_and_transparency(image, part) for name, image in images.items()})
    assert np.abs(shown - rendered_pixels()).max() <= NEAR


def surround_with(grey: float, part: Any) -> None:
    world = bpy.context.scene.world = bpy.data.worlds.new("World")
    background: Any = part("scene.compat").node_tree(world).nodes["Background"]
    background.inputs["Color"].default_value = (grey, grey, grey, 1.0)


def plane(name: str, at: Sequence[float], turned: Sequence[float] = (0, 0, 0)) -> None:
    obj = square(name)
    obj.scale, obj.location, obj.rotation_euler = (0.25, 0.25, 0.25), at, turned


def dress(materials: dict[str, bpy.types.Material]) -> None:
    """Give planes the material of their name."""
    for obj in bpy.data.objects:
        obj.active_material = materials.get(obj.name.split(".")[0], obj.active_material)


def picture(color: Sequence[float]) -> bpy.types.Image:
    image = bpy.data.images.new("Picture", 2, 2, alpha=True, float_buffer=True)
    image.alpha_mode = "CHANNEL_PACKED"
    image.pixels.foreach_set(list(color) * 4)
    return image


def emission_and_transparency(image: bpy.types.Image, part: Any) -> bpy.types.Material:
    """What a picture had in version 0.1.0."""
    material = bpy.data.materials.new("Emission")
    tree = part("scene.compat").node_tree(material)
    tree.nodes.clear()
    texture, emission, transparent, mix, output = (
        tree.nodes.new(f"ShaderNode{kind}")
        for kind in ("TexImage", "Emission", "BsdfTransparent", "MixShader", "OutputMaterial")
    )
    texture.image = image
    tree.links.new(texture.outputs["Color"], emission.inputs["Color"])
    tree.links.new(texture.outputs["Alpha"], mix.inputs[0])
    tree.links.new(transparent.outputs[0], mix.inputs[1])
    tree.links.new(emission.outputs[0], mix.inputs[2])
    tree.links.new(mix.outputs[0], output.inputs["Surface"])
    assert part("scene.image_material").texture_node(material) == texture
    return material


def mirror(part: Any) -> bpy.types.Material:
    material = bpy.data.materials.new("Mirror")
    shader = part("scene.compat").node_tree(material).nodes["Principled BSDF"]
    shader.inputs["Metallic"].default_value, shader.inputs["Roughness"].default_value = 1.0, 0.0
    shader.inputs["Base Color"].default_value = (1.0, 1.0, 1.0, 1.0)
    return material


def encoded(color: Sequence[float]) -> Any:
    """Linear colours as pixels of a render, sRGB 0 to 255."""
    values = np.array(color)
    return 255 * np.where(values <= 0.0031308, 12.92 * values, 1.055 * values ** (1 / 2.4) - 0.055)

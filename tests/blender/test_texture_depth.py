# SPDX-License-Identifier: GPL-3.0-or-later
"""Relief and roughness come from the lightness of a texture, lie as it lies, and can be taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import png
from tests.blender.texture_fixtures import cell, render, shaded, shader_of

if TYPE_CHECKING:
    from pathlib import Path

LIES: tuple[dict[str, Any], ...] = (
    {},
    {"tile_size": 0.5},
    {"projection": "BOX", "tile_size": 0.7},
    {"projection": "GENERATED"},
    {"no_repeat": True, "tile_size": 0.3},
)


def hill(folder: Path) -> Path:
    """Write a picture that rises from left to right as far as its middle, and falls from there."""
    rising = np.linspace(40, 220, 32)
    rows = np.concatenate([rising, rising[::-1]])[None, :, None].repeat(64, axis=0).repeat(3, axis=2)
    path = folder / "hill.png"
    path.write_bytes(png(rows.astype(np.uint8), 2))
    return path


def put_on(path: Path, obj: Any, **options: Any) -> None:
    bpy.ops.object.select_all(action="DESELECT")
    obj.select_set(True)
    bpy.context.view_layer.objects.active = obj
    bpy.ops.antekirt.import_image(filepath=str(path), import_as="MATERIAL", **options)


def add(obj: Any, kind: str) -> None:
    bpy.context.view_layer.objects.active = obj
    assert bpy.ops.antekirt.add_depth(kind=kind) == {"FINISHED"}


def node_of(obj: Any, kind: str) -> Any:
    return next(node for node in obj.active_material.node_tree.nodes if node.bl_idname == kind)


def test_a_bump_rises_where_it_is_light_and_goes_again(part: Any, tmp_path: Path) -> None:
    flat, bumpy, taken = (cell(shaded(part, f"Wall {index}", Roughness=1.0), index) for index in range(3))
    for obj in (flat, bumpy, taken):
        put_on(hill(tmp_path), obj, socket="Base Color")
    for obj in (bumpy, taken):
        add(obj, "BUMP")
    bump = node_of(bumpy, "ShaderNodeBump")
    bump.inputs["Strength"].default_value, bump.inputs["Distance"].default_value = 1.0, 0.3
    bpy.ops.antekirt.take_out()
    seen = render(3, 1)[0].mean(axis=(1, 3))  # by cell and column
    assert seen[0, :3].mean() == pytest.approx(seen[0, 3:].mean(), rel=0.02)
    assert abs(seen[1, :3].mean() / seen[1, 3:].mean() - 1) > 0.1  # each side to the sun, and away from it
    assert seen[2] == pytest.approx(seen[0], abs=0.001)
    assert len(taken.active_material.node_tree.nodes) == len(flat.active_material.node_tree.nodes)


def test_it_lies_as_the_picture_does_and_moves_with_it(part: Any, tmp_path: Path) -> None:
    """What becomes roughness is shown beside the picture: the same, as numbers."""
    for index, options in enumerate(LIES):
        black = {"Base_Color": (0.0, 0.0, 0.0, 1.0), "Specular_IOR_Level": 0.0}
        pair = [cell(shaded(part, f"{index} {row}", **black), index, row) for row in (0, 1)]
        for obj in pair:
            obj.location = (0.5, 0.5, 0.0)  # the same place in the world for both
            put_on(hill(tmp_path), obj, socket="Emission Color", **options)
            add(obj, "ROUGHNESS")
            texture = part("scene.texture.inserted").inserted(obj.active_material.node_tree)[0]
            if texture.mapping:
                texture.mapping.inputs["Location"].default_value[0] += 0.1
        shown = pair[1].active_material
        ranged = node_of(pair[1], "ShaderNodeMapRange")
        ranged.inputs["To Min"].default_value, ranged.inputs["To Max"].default_value = 0.0, 1.0
        shown.node_tree.links.new(ranged.outputs[0], shader_of(shown).inputs["Emission Color"])
        for row, obj in enumerate(pair):
            obj.location = (index + 0.5, row + 0.5, 0.0)
    colors, numbers = render(len(LIES), 2).mean(axis=2)
    encoded = 1.055 * np.clip(colors, 0.0031308, 1) ** (1 / 2.4) - 0.055
    assert encoded.max() - encoded.min() > 0.4
    assert numbers[:-1] == pytest.approx(encoded[:-1], abs=0.03)
    assert numbers[-1] == pytest.approx(encoded[-1], abs=0.08)  # blended as numbers, and as light


def test_roughness_is_around_that_of_the_material(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Wood", Roughness=0.4), 0)
    put_on(hill(tmp_path), obj, socket="Base Color")
    add(obj, "ROUGHNESS")
    ranged = node_of(obj, "ShaderNodeMapRange")
    assert ranged.inputs["To Min"].default_value == pytest.approx(0.65)
    assert ranged.inputs["To Max"].default_value == pytest.approx(0.15)
    images = {
        node.image.name: node.image for node in obj.active_material.node_tree.nodes if hasattr(node, "image")
    }
    assert [image.colorspace_settings.name for _name, image in sorted(images.items())] == [
        "sRGB",
        "Non-Color",
    ]
    bpy.ops.antekirt.take_out()
    assert not shader_of(obj.active_material).inputs["Roughness"].is_linked
    assert shader_of(obj.active_material).inputs["Roughness"].default_value == pytest.approx(0.4)


def test_a_displacement_moves_the_mesh_and_says_what_it_needs(
    part: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    obj = cell(shaded(part, "Ground"), 0)
    material = obj.active_material
    before = material.displacement_method
    put_on(hill(tmp_path), obj, socket="Base Color")
    add(obj, "DISPLACEMENT")
    assert "too few faces for it" in capfd.readouterr().out
    assert material.displacement_method == "BOTH"
    node_of(obj, "ShaderNodeDisplacement").inputs["Scale"].default_value = 40.0  # out of the view, or into it
    end = node_of(obj, "ShaderNodeOutputMaterial")
    assert end.inputs["Displacement"].is_linked
    bpy.ops.antekirt.take_out()
    assert (end.inputs["Displacement"].is_linked, material.displacement_method) == (False, before)


def test_what_lies_by_a_texture_stays_when_that_is_taken_out(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Wall"), 0)
    put_on(hill(tmp_path), obj, socket="Base Color", tile_size=0.5)
    add(obj, "BUMP")
    add(obj, "ROUGHNESS")
    bpy.ops.antekirt.take_out(socket="Base Color")
    left = part("scene.texture.inserted").inserted(obj.active_material.node_tree)
    assert [texture.socket for texture in left] == ["BUMP", "Roughness"]
    assert left[0].mapping
    for texture in left:
        assert texture.images[0].inputs["Vector"].is_linked
    bpy.ops.antekirt.take_out(socket="BUMP")
    (rough,) = part("scene.texture.inserted").inserted(obj.active_material.node_tree)
    assert rough.mapping
    assert rough.images[0].inputs["Vector"].is_linked
    bpy.ops.antekirt.take_out()
    kinds = sorted(node.bl_idname for node in obj.active_material.node_tree.nodes)
    assert kinds == ["ShaderNodeBsdfPrincipled", "ShaderNodeOutputMaterial"]


@pytest.mark.one_blender
def test_what_gives_no_depth_is_said(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Wall"), 0)
    bpy.context.view_layer.objects.active = obj
    with pytest.raises(RuntimeError, match="Wall has no texture to take depth from"):
        bpy.ops.antekirt.add_depth(kind="BUMP")
    put_on(hill(tmp_path), obj, socket="Base Color")
    add(obj, "BUMP")
    count = len(obj.active_material.node_tree.nodes)
    with pytest.raises(RuntimeError, match="gives that already"):
        bpy.ops.antekirt.add_depth(kind="BUMP")
    assert len(obj.active_material.node_tree.nodes) == count


@pytest.mark.one_blender
def test_a_texture_that_was_put_there_by_hand_gives_depth_too(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Wall"), 0)
    tree = obj.active_material.node_tree
    own = tree.nodes.new("ShaderNodeTexImage")
    own.image = bpy.data.images.load(str(hill(tmp_path)))
    coordinates = tree.nodes.new("ShaderNodeTexCoord")
    tree.links.new(coordinates.outputs["Object"], own.inputs["Vector"])
    tree.links.new(own.outputs["Color"], shader_of(obj.active_material).inputs["Base Color"])
    add(obj, "BUMP")
    (bump,) = part("scene.texture.inserted").inserted(tree)
    assert bump.images[0].inputs["Vector"].links[0].from_socket == coordinates.outputs["Object"]


@pytest.mark.one_blender
def test_depth_takes_the_seamless_copy_as_the_color_does(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Wall"), 0)
    put_on(hill(tmp_path), obj, socket="Base Color")
    add(obj, "BUMP")
    bpy.ops.antekirt.make_seamless(use=True)
    color, bump = part("scene.texture.inserted").inserted(obj.active_material.node_tree)
    assert color.image["antekirt_seamless_of"]
    assert bump.image.colorspace_settings.name == "Non-Color"
    assert bump.image.packed_file.data == color.image.packed_file.data


@pytest.mark.one_blender
def test_depth_follows_when_the_color_gets_fields_to_move_it_by(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Wall"), 0)
    put_on(hill(tmp_path), obj, socket="Base Color")
    add(obj, "BUMP")
    bpy.ops.antekirt.add_mapping()
    color, bump = part("scene.texture.inserted").inserted(obj.active_material.node_tree)
    assert color.mapping
    assert bump.mapping is None
    led = [texture.images[0].inputs["Vector"].links[0].from_socket for texture in (color, bump)]
    assert led[0] == led[1]
    assert not bpy.ops.antekirt.add_mapping.poll()

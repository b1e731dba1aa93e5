# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture goes into the input that is meant, of whatever material is there, and out of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import source_files, target
from tests.blender.render_view import saved_and_reopened
from tests.blender.texture_fixtures import (
    cell,
    image_of,
    node_of,
    picture,
    put_on,
    render,
    shaded,
    shader_of,
    take_out,
)

if TYPE_CHECKING:
    from pathlib import Path

SOCKETS = ("Base Color", "Emission Color", "Roughness", "Metallic", "Alpha", "BUMP", "MIX")
NOISE = 0.012
WOOD: dict[str, Any] = {"Base_Color": (0.5, 0.2, 0.1, 1.0), "Roughness": 0.35, "Metallic": 0.2}


def by_hand(material: Any, path: Path, socket: str) -> None:
    """Put a picture in as an artist does by hand."""
    tree, shader = material.node_tree, shader_of(material)
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = bpy.data.images.load(str(path))
    if socket not in {"Base Color", "Emission Color", "MIX"}:
        texture.image.colorspace_settings.name = "Non-Color"
    if socket == "BUMP":
        bump = tree.nodes.new("ShaderNodeBump")
        bump.inputs["Distance"].default_value = 0.1
        tree.links.new(texture.outputs["Color"], bump.inputs["Height"])
        tree.links.new(bump.outputs["Normal"], shader.inputs["Normal"])
    else:
        name = "Base Color" if socket == "MIX" else socket
        tree.links.new(texture.outputs["Color"], shader.inputs[name])
    if socket == "Emission Color":
        shader.inputs["Emission Strength"].default_value = 1.0


def test_each_input_shows_it_as_by_hand_and_taken_out_what_was_there(part: Any, tmp_path: Path) -> None:
    path = picture(tmp_path)
    ours = []
    for column, socket in enumerate(SOCKETS):
        hand = shaded(part, f"hand {socket}", **WOOD)
        by_hand(hand, path, socket)
        cell(hand, column, 1)
        cell(shaded(part, f"plain {socket}", **WOOD), column, 0)
        ours.append(cell(shaded(part, socket, **WOOD), column, 2))
        put_on(path, ours[-1], socket=socket)
    bump = node_of(ours[SOCKETS.index("BUMP")], "ShaderNodeBump")
    bump.inputs["Strength"].default_value, bump.inputs["Distance"].default_value = 1.0, 0.1
    plain, hand, shown = render(len(SOCKETS), 3)
    different = np.abs(plain - hand).max(axis=(1, 2, 3))
    assert (different > 0.03).all(), dict(zip(SOCKETS, different, strict=True))
    assert np.abs(shown - hand).max(axis=(1, 2, 3)) == pytest.approx(0.0, abs=NOISE)
    for obj, socket in zip(ours, SOCKETS, strict=True):
        take_out(obj, socket)
        assert len(obj.active_material.node_tree.nodes) == 2
    plain, _, again = render(len(SOCKETS), 3)
    assert np.abs(again - plain).max() < NOISE


def test_one_picture_as_a_color_and_as_numbers_changes_nothing_that_shows_it(
    part: Any, tmp_path: Path
) -> None:
    path = picture(tmp_path)
    colored, rough = cell(shaded(part, "Colored", **WOOD), 0), cell(shaded(part, "Rough", **WOOD), 1)
    put_on(path, colored, socket="Base Color")
    before = render(2, 1)
    put_on(path, rough, socket="Roughness")
    put_on(path, colored, socket="Roughness")
    put_on(path, rough, socket="Base Color")
    shown = [image_of(obj, socket) for obj in (colored, rough) for socket in ("Base Color", "Roughness")]
    assert shown[0] == shown[2]
    assert shown[1] == shown[3]
    assert [image.name for image in shown[:2]] == ["cloth", "cloth data"]
    assert [image.colorspace_settings.name for image in shown[:2]] == ["sRGB", "Non-Color"]
    assert len({image.filepath for image in shown}) == 1
    take_out(colored, "Roughness")
    assert np.abs(render(2, 1)[:, 0] - before[:, 0]).max() < NOISE


def test_what_was_linked_comes_back_whatever_is_renamed_or_put_between(part: Any, tmp_path: Path) -> None:
    path = picture(tmp_path)
    material = shaded(part, "Wood")
    tree, shader = material.node_tree, shader_of(material)
    noise = tree.nodes.new("ShaderNodeTexNoise")
    tree.links.new(noise.outputs["Color"], shader.inputs["Base Color"])
    obj = cell(material, 0)
    for socket in ("Base Color", "MIX", "Base Color"):
        put_on(path, obj, socket=socket)
    for number, node in enumerate(tree.nodes):
        node.name = f"Renamed {number}"
    obj_name = obj.name
    between = tree.nodes.new("ShaderNodeHueSaturation")
    tree.links.new(shader.inputs["Base Color"].links[0].from_socket, between.inputs["Color"])
    tree.links.new(between.outputs["Color"], shader.inputs["Base Color"])
    saved_and_reopened(tmp_path / "kept.blend")
    obj = bpy.data.objects[obj_name]
    tree, shader = obj.active_material.node_tree, shader_of(obj.active_material)
    noise, between = node_of(obj, "ShaderNodeTexNoise"), node_of(obj, "ShaderNodeHueSaturation")
    take_out(obj, "MIX")  # from between the two others
    assert shader.inputs["Base Color"].links[0].from_node == between
    take_out(obj)
    assert shader.inputs["Base Color"].links[0].from_node.bl_idname == "ShaderNodeTexImage"
    take_out(obj, "Base Color")
    assert shader.inputs["Base Color"].links[0].from_node == noise
    assert {node.bl_idname for node in tree.nodes} == {
        *("ShaderNodeBsdfPrincipled", "ShaderNodeOutputMaterial"),
        *("ShaderNodeTexNoise", "ShaderNodeHueSaturation"),
    }
    with pytest.raises(RuntimeError, match="No texture of Antekirt is in an input of Wood"):
        take_out(obj)


def test_a_layer_shows_what_is_beneath_by_its_alpha_and_its_factor(part: Any, tmp_path: Path) -> None:
    below, clear = picture(tmp_path), picture(tmp_path, "clear.png", clear=True)
    objects = [cell(shaded(part, f"Layered {column}", **WOOD), column) for column in range(3)]
    for obj in objects:
        put_on(below, obj, socket="Base Color")
    before = render(3, 1)
    put_on(clear, objects[1], socket="MIX")
    put_on(clear, objects[2], socket="MIX")
    for obj in objects[1:]:
        image = shader_of(obj.active_material).inputs["Base Color"].links[0].from_node
        assert image.bl_idname == "ShaderNodeMix"
    put_on(picture(tmp_path, "red.png", clear=True), objects[2], socket="MIX")
    assert np.abs(render(3, 1) - before).max() < NOISE  # where it is clear, and where it is the same
    factors = [node for node in objects[2].active_material.node_tree.nodes if node.label == "Mask"]
    assert [node.inputs[1].default_value for node in factors] == [1.0, 1.0]
    hidden = shaded(part, "Hidden", Base_Color=(0.0, 0.0, 1.0, 1.0))
    objects[0].active_material = hidden
    put_on(below, objects[0], socket="MIX")
    shown = render(3, 1)[0, 0]
    node = next(node for node in hidden.node_tree.nodes if node.label == "Mask")
    node.inputs[1].default_value = 0.0
    blue = render(3, 1)[0, 0]
    assert blue[..., 2].min() > 5 * blue[..., :2].max()
    assert np.abs(shown - before[0, 0]).max() > 0.02


@pytest.mark.one_blender
def test_only_what_another_one_lies_over_whole_is_covered(part: Any, tmp_path: Path) -> None:
    path, obj = picture(tmp_path), cell(shaded(part, "Wood", **WOOD), 0)

    def covered() -> list[bool]:
        textures = part("scene.texture.inserted").inserted(obj.active_material.node_tree)
        unseen = part("scene.texture.covered").covered(textures)
        return [texture.key in unseen for texture in textures]

    for socket, extension in (("Base Color", "REPEAT"), ("Base Color", "CLIP"), ("MIX", "REPEAT")):
        put_on(path, obj, socket=socket, extension=extension)
    assert covered() == [False, False, False], "around a clip and through a layer it is seen"
    put_on(path, obj, socket="Base Color")
    assert covered() == [True, True, True, False]
    take_out(obj, "Base Color")
    assert covered() == [False, False, False]


def test_the_next_variant_is_read_as_numbers_where_the_former_was(part: Any, tmp_path: Path) -> None:
    obj = cell(shaded(part, "Wood", **WOOD), 0)
    files = source_files(part, tmp_path, count=2)
    for socket in ("Base Color", "Roughness"):
        where = target(part, objects=(obj.name,), texture={"socket": socket})
        part("scene.import_image").import_image(files[:1], "MATERIAL", where)
    shown = part("scene.variant.shown_picture").shown_by([obj.active_material])
    part("scene.variant.swap").swap(shown, files[1])
    images = [image_of(obj, socket) for socket in ("Base Color", "Roughness")]
    assert [image["antekirt_image_index"] for image in images] == [1, 1]
    assert [image.colorspace_settings.is_data for image in images] == [False, True]


def test_the_material_names_the_artist_as_long_as_it_shows_the_picture(part: Any, tmp_path: Path) -> None:
    """It is the artist's own: it is not taken for a result, and its own shader stays what is exported."""
    own, bare = cell(shaded(part, "Wood", **WOOD), 0), cell(None, 1)
    attribution = part("scene.attribution")
    for socket in ("Base Color", "Roughness"):
        where = target(part, objects=(own.name, bare.name), texture={"socket": socket})
        part("scene.import_image").import_image(source_files(part, tmp_path), "MATERIAL", where)
    assert attribution.read(own.active_material) is None
    assert attribution.read(bare.active_material) is not None
    for left in (True, False):
        take_out(own)
        assert bool(attribution.read_all(own.active_material)) is left

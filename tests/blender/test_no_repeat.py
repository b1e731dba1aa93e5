# SPDX-License-Identifier: GPL-3.0-or-later
"""A floor of ten tiles a side without a visible repeat, measured beside plain repeat."""

from __future__ import annotations

from typing import Any

import bpy
import numpy as np
import pytest

from scripts import repeat_measure, repeat_pictures
from scripts.repeat_floor import TILES, image_of, laid, render

SIDE = 160  # pixels of a floor


@pytest.fixture
def floor(addon: Any) -> Any:
    return lambda image, x=0.0, **options: laid(image, addon.__name__, x=TILES * x, **options)


def groups() -> list[Any]:
    return [group for group in bpy.data.node_groups if group.get("antekirt_group")]


def test_no_repeat_is_seen_and_the_picture_stays_what_it_is(floor: Any) -> None:
    picture = repeat_pictures.flowers(64)
    image = image_of(picture, "Flowers")
    data = image_of(picture, "Flowers data", is_data=True)
    for place, (shown, no_repeat) in enumerate(((image, False), (image, True), (data, False), (data, True))):
        floor(shown, place, no_repeat=no_repeat)
    seen = np.split(render(SIDE, floors=4, samples=16).pixels, 4, axis=1)
    for plain, without in (seen[:2], seen[2:]):
        found = repeat_measure.compare(without, plain, round(SIDE / TILES))
        assert found.plain_repeat > 0.9
        assert found.is_good, str(found)


def test_all_materials_of_a_file_share_the_groups(floor: Any) -> None:
    image = image_of(repeat_pictures.blobs(16), "Blobs")
    materials = [floor(image, place, no_repeat=True) for place in range(3)]
    assert len(groups()) == 2
    for material in materials:
        readers = [node for node in material.node_tree.nodes if node.type == "TEX_IMAGE"]
        assert [node.image for node in readers] == [image] * 3


def test_it_is_switched_on_and_off_in_place(floor: Any) -> None:
    image = image_of(repeat_pictures.flowers(16), "Flowers")
    floor(image, 0, no_repeat=False)
    floor(image, 1, no_repeat=True)
    for place, presses in ((2, 1), (3, 2)):
        material = floor(image, place, no_repeat=False)
        first = material.node_tree.nodes["Image Texture"]
        first.extension, first.interpolation = "MIRROR", "Closest"
        for _ in range(presses):
            assert bpy.ops.antekirt.no_repeat() == {"FINISHED"}
        readers = [node for node in material.node_tree.nodes if node.type == "TEX_IMAGE"]
        assert {node.interpolation for node in readers} == {"Closest"}
        assert [node.extension for node in readers] == (["REPEAT"] * 3 if presses == 1 else ["MIRROR"])
        for reader in readers:
            reader.extension, reader.interpolation = "REPEAT", "Linear"
    assert len(groups()) == 2
    plain, without, on, off = np.split(render(SIDE // 2, floors=4).pixels, 4, axis=1)
    for one, other in ((plain, off), (without, on)):
        assert np.abs(one - other).mean() < np.abs(plain - without).mean() / 3


def test_a_box_is_read_by_the_side_that_one_looks_at_and_is_a_box_again(part: Any) -> None:
    bpy.ops.mesh.primitive_cube_add()
    material = bpy.data.materials.new("Boxed")
    tree = part("scene.compat").node_tree(material)
    nodes = part("scene.texture.node_set").NodeSet(tree, "Cells")
    mapping = nodes.add("ShaderNodeGroup")
    mapping.node_tree = part("scene.texture.box_group").box_mapping()
    options = part("scene.texture.texture_options").TextureOptions(projection="BOX")
    image = image_of(repeat_pictures.blobs(16), "Blobs")
    color, _ = part("scene.texture.sampling").sample(nodes, image, mapping.outputs["Vector"], options)
    base = tree.nodes["Principled BSDF"].inputs["Base Color"]
    nodes.link(color, base)
    bpy.context.object.data.materials.append(material)
    kinds = sorted(node.type for node in tree.nodes)
    bpy.ops.antekirt.no_repeat()
    pieces = next(node for node in tree.nodes if "Rotation" in node.inputs and "Sides" in node.inputs)
    assert pieces.inputs["Vector"].links[0].from_socket == mapping.outputs["Vector"]
    assert base.links[0].from_node.inputs["Contrast"]
    bpy.ops.antekirt.no_repeat()
    assert sorted(node.type for node in tree.nodes) == kinds
    assert "Above Share" in base.links[0].from_node.inputs


def test_depth_reads_the_same_pieces_and_the_same_picture_again(part: Any, floor: Any) -> None:
    material = floor(image_of(repeat_pictures.blobs(16), "Blobs"), no_repeat=False)
    tree = material.node_tree
    shader, output = tree.nodes.new("ShaderNodeBsdfPrincipled"), tree.nodes["Material Output"]
    tree.links.new(tree.nodes["Image Texture"].outputs["Color"], shader.inputs["Base Color"])
    tree.links.new(shader.outputs["BSDF"], output.inputs["Surface"])
    bpy.ops.antekirt.add_depth(kind="BUMP")
    for count in (3, 1):
        assert bpy.ops.antekirt.no_repeat() == {"FINISHED"}
        color, depth = part("scene.texture.inserted").inserted(tree)
        assert [len(one.images) for one in (color, depth)] == [count, count]
        for reader, led in zip(depth.images, color.images, strict=True):
            assert reader.inputs["Vector"].links[0].from_socket == led.inputs["Vector"].links[0].from_socket
        bump = next(node for node in depth.nodes if node.type == "BUMP")
        assert bump.inputs["Height"].is_linked


def test_another_picture_in_its_place_is_cut_as_suits_that(part: Any, floor: Any) -> None:
    tile, wide = repeat_pictures.cobbles(64), repeat_pictures.cobbles(160)[:64, :128]
    tree = floor(image_of(tile, "Tile"), no_repeat=True).node_tree
    readers = [node for node in tree.nodes if node.type == "TEX_IMAGE"]
    (pieces,) = {reader.inputs["Vector"].links[0].from_node for reader in readers}
    fields = [tuple(pieces.inputs["Sides"].default_value), pieces.inputs["Inset"].default_value]
    assert fields == [(1.0, 1.0, 1.0), 0.0]
    cut = image_of(wide, "Cut")
    for reader in readers:
        reader.image = cut
    part("scene.texture.piece_fit").follow(readers)
    assert tuple(pieces.inputs["Sides"].default_value) == (2.0, 1.0, 1.0)
    assert pieces.inputs["Inset"].default_value == pytest.approx(0.2)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist has done with the nodes around a texture is there again once that is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import linked_from_library
from tests.blender.texture_fixtures import cell, node_of, picture, put_on, shaded, shader_of, take_out

if TYPE_CHECKING:
    from pathlib import Path


def wood_of_noise(part: Any) -> tuple[Any, Any, Any]:
    """Give a material, the node that feeds its color, and what shows it."""
    material = shaded(part, "Wood")
    noise = material.node_tree.nodes.new("ShaderNodeTexNoise")
    material.node_tree.links.new(noise.outputs["Color"], shader_of(material).inputs["Base Color"])
    return material, noise, cell(material, 0)


def test_a_muted_link_stays_muted(part: Any, tmp_path: Path) -> None:
    material, noise, obj = wood_of_noise(part)
    color = shader_of(material).inputs["Base Color"]
    color.default_value = (0.5, 0.25, 0.125, 1.0)
    color.links[0].is_muted = True
    put_on(picture(tmp_path), obj, socket="MIX")
    put_on(picture(tmp_path, "clear.png", clear=True), obj, socket="MIX")
    take_out(obj, "")
    layer = node_of(obj, "ShaderNodeMix")
    (below,) = (each for each in layer.inputs if each.identifier == "A_Color")
    assert not below.is_linked
    assert tuple(below.default_value) == (0.5, 0.25, 0.125, 1.0)
    put_on(picture(tmp_path), obj, socket="Base Color")
    take_out(obj, "MIX")  # from below
    take_out(obj)
    (link,) = color.links
    assert (link.from_node, link.is_muted) == (noise, True)


def test_what_has_come_in_the_place_of_the_shader_has_the_former_link(part: Any, tmp_path: Path) -> None:
    material, noise, obj = wood_of_noise(part)
    put_on(picture(tmp_path), obj, socket="Base Color")
    nodes, links, former = material.node_tree.nodes, material.node_tree.links, shader_of(material)
    diffuse = nodes.new("ShaderNodeBsdfDiffuse")
    links.new(former.inputs["Base Color"].links[0].from_socket, diffuse.inputs["Color"])
    links.new(diffuse.outputs["BSDF"], node_of(obj, "ShaderNodeOutputMaterial").inputs["Surface"])
    nodes.remove(former)
    take_out(obj)
    assert diffuse.inputs["Color"].links[0].from_node == noise


def test_a_duplicate_is_the_artists_own(part: Any, tmp_path: Path) -> None:
    material, noise, obj = wood_of_noise(part)
    put_on(picture(tmp_path), obj, socket="Base Color")
    copies: list[Any] = []
    for kind in ("NodeFrame", "ShaderNodeTexImage"):
        one = node_of(obj, kind)
        copies.append(material.node_tree.nodes.new(kind))
        copies[-1].parent = copies[0] if copies[0] != copies[-1] else None
        for name in one.keys():  # noqa: SIM118 - of the node, not of a dictionary
            copies[-1][name] = one[name]
    shader = shader_of(material)
    material.node_tree.links.new(copies[1].outputs["Color"], shader.inputs["Emission Color"])
    take_out(obj)
    assert shader.inputs["Base Color"].links[0].from_node == noise
    assert shader.inputs["Emission Color"].links[0].from_node == copies[1]
    assert copies[1].parent == copies[0]


def test_a_material_of_another_file_is_left_alone(part: Any, tmp_path: Path) -> None:
    _material, _noise, obj = wood_of_noise(part)
    put_on(picture(tmp_path), obj, socket="Base Color")
    obj = linked_from_library(tmp_path / "library.blend", "objects", obj)
    bpy.context.scene.collection.objects.link(obj)
    bpy.context.view_layer.objects.active = obj
    nodes = len(obj.active_material.node_tree.nodes)
    with pytest.raises(RuntimeError, match="The material Wood is linked from another file"):
        bpy.ops.antekirt.take_out()
    assert len(obj.active_material.node_tree.nodes) == nodes


def test_of_several_outputs_that_of_the_engine_is_meant(part: Any, tmp_path: Path) -> None:
    items = bpy.types.RenderSettings.bl_rna.properties["engine"].enum_items
    eevee = next(item.identifier for item in items if "EEVEE" in item.identifier)
    for column, engine in enumerate(("CYCLES", eevee)):
        material = shaded(part, engine)
        tree = material.node_tree
        for target in ("EEVEE", "CYCLES"):
            output, shader = tree.nodes.new("ShaderNodeOutputMaterial"), tree.nodes.new("ShaderNodeEmission")
            output.target, shader.label = target, target
            tree.links.new(shader.outputs["Emission"], output.inputs["Surface"])
        bpy.context.scene.render.engine = engine
        put_on(picture(tmp_path), cell(material, column), socket="Base Color")
        (shown,) = (
            node
            for node in tree.nodes
            if node.label and "Color" in node.inputs and node.inputs["Color"].is_linked
        )
        assert shown.label in engine

# SPDX-License-Identifier: GPL-3.0-or-later
"""What keyframes do to an input goes on beneath a picture that is put over it, and is untouched by that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import linked_from_library
from tests.blender.texture_fixtures import cell, node_of, picture, put_on, shaded, shader_of, take_out

if TYPE_CHECKING:
    from pathlib import Path

RED, GREEN = (1.0, 0.0, 0.0, 1.0), (0.0, 1.0, 0.0, 1.0)


def key(socket: Any, first: Any, last: Any) -> None:
    for frame, value in ((1, first), (10, last)):
        socket.default_value = value
        socket.keyframe_insert("default_value", frame=frame)
    bpy.context.scene.frame_set(10)


def curves(part: Any, material: Any) -> list[tuple[str, int, list[tuple[float, ...]]]]:
    """Give all curves of its nodes: of what, and their keys."""
    channels = part("scene.keyframes").channels_of(material.node_tree.animation_data)
    return sorted(
        (one.data_path, one.array_index, [tuple(point.co) for point in one.keyframe_points])
        for each in channels
        for one in each
    )


def shown(socket: Any, frame: int) -> Any:
    """Give the value of an input at a frame, as it is rendered."""
    bpy.context.scene.frame_set(frame)
    graph = bpy.context.evaluated_depsgraph_get()
    (material,) = (one for one in bpy.data.materials if one.node_tree == socket.id_data)
    seen: Any = material.evaluated_get(graph).node_tree
    value = seen.path_resolve(socket.path_from_id("default_value"))
    return value if isinstance(value, float) else tuple(value)


def below(node: Any) -> Any:
    return next(each for each in node.inputs if each.identifier == "A_Color")


def layers(obj: Any) -> list[Any]:
    nodes = obj.active_material.node_tree.nodes
    return [node for node in nodes if node.bl_idname == "ShaderNodeMix"]


def test_a_keyed_color_moves_beneath_a_layer(part: Any, tmp_path: Path) -> None:
    material = shaded(part, "Moved")
    color = shader_of(material).inputs["Base Color"]
    key(color, RED, GREEN)
    obj, before = cell(material, 0), curves(part, material)
    assert len(before) == 4
    put_on(picture(tmp_path, "clear.png", clear=True), obj, socket="Base Color")
    (layer,) = layers(obj)
    assert [shown(below(layer), frame) for frame in (1, 10)] == [RED, GREEN]
    assert [one for one in curves(part, material) if one in before] == before
    put_on(picture(tmp_path), obj, socket="MIX")
    take_out(obj, "Base Color")  # from below
    (layer,) = layers(obj)
    assert not below(layer).is_linked
    assert [shown(below(layer), frame) for frame in (1, 10)] == [RED, GREEN]
    take_out(obj)
    assert curves(part, material) == before
    assert [shown(color, frame) for frame in (1, 10)] == [RED, GREEN]


def test_a_curve_is_copied_as_it_is(part: Any, tmp_path: Path) -> None:
    """A number beneath a picture of numbers, with a modifier, handles, and a stacked action."""
    material = shaded(part, "Bent")
    rough = shader_of(material).inputs["Roughness"]
    key(rough, 0.25, 0.75)
    animation = material.node_tree.animation_data
    (channels,) = part("scene.keyframes").channels_of(animation)
    (curve,) = channels
    curve.extrapolation = "LINEAR"
    curve.keyframe_points[0].interpolation = "CONSTANT"
    curve.modifiers.new("CYCLES").mode_after = "REPEAT_OFFSET"
    track = animation.nla_tracks.new()
    strip = track.strips.new("Stacked", 1, animation.action)
    strip.extrapolation, animation.action = "HOLD_FORWARD", None
    obj = cell(material, 0)
    put_on(picture(tmp_path), obj, socket="Roughness", extension="CLIP")
    base = below(node_of(obj, "ShaderNodeMix"))
    for frame in (1, 5, 10):
        value = shown(rough, frame)
        assert shown(base, frame)[:3] == pytest.approx([value] * 3)
    assert shown(rough, 5) == pytest.approx(0.25)
    made = [one for one in channels if "Rough" not in one.data_path and one != curve]
    assert [one.modifiers[0].mode_after for one in made] == ["REPEAT_OFFSET"] * 3
    assert {one.extrapolation for one in made} == {"LINEAR"}
    take_out(obj)
    assert list(channels) == [curve]


def test_copies_of_a_material_keep_their_own_keys(part: Any, tmp_path: Path) -> None:
    """Of one action, which copies share: in that, a node is known by nothing but its name."""
    material = shaded(part, "Both", Emission_Strength=1.0)
    inputs = shader_of(material).inputs
    key(inputs["Base Color"], RED, GREEN)
    key(inputs["Emission Color"], GREEN, RED)
    one, other = cell(material, 0), cell(material, 1)
    hole = picture(tmp_path, "clear.png", clear=True)
    put_on(hole, one, socket="Base Color")
    put_on(hole, other, socket="Emission Color")
    assert one.active_material != other.active_material == material
    (first,), (second,) = layers(one), layers(other)
    assert [shown(below(first), frame) for frame in (1, 10)] == [RED, GREEN]
    assert [shown(below(second), frame) for frame in (1, 10)] == [GREEN, RED]
    take_out(one)
    assert not part("scene.texture.copy_changes").is_changed(one.active_material, material)


def test_a_copy_does_not_take_the_keys_of_a_layer_with_it(part: Any, tmp_path: Path) -> None:
    material = shaded(part, "Both")
    key(shader_of(material).inputs["Base Color"], RED, GREEN)
    one, other = cell(material, 0), cell(material, 1)
    put_on(picture(tmp_path), one, other, socket="MIX")
    before = curves(part, material)
    put_on(picture(tmp_path, "clear.png", clear=True), one, socket="Emission Color")
    assert one.active_material != other.active_material == material
    take_out(one, "MIX")
    assert curves(part, material) == before


def test_depth_follows_a_keyed_roughness(part: Any, tmp_path: Path) -> None:
    material = shaded(part, "Polished")
    rough = shader_of(material).inputs["Roughness"]
    obj = cell(material, 0)
    put_on(picture(tmp_path), obj, socket="Base Color")
    key(rough, 0.5, 0.9)
    before = curves(part, material)
    part("scene.texture.depth").add(material, "ROUGHNESS", [obj])
    ranged = node_of(obj, "ShaderNodeMapRange").inputs
    ends = [[shown(ranged[name], frame) for name in ("To Min", "To Max")] for frame in (1, 10)]
    assert ends == [pytest.approx([0.75, 0.25]), pytest.approx([1.0, 0.65])]
    take_out(obj, "Roughness")
    assert curves(part, material) == before


def test_a_glow_that_keyframes_light_keeps_them(part: Any, tmp_path: Path) -> None:
    material = shaded(part, "Lamp", Emission_Color=(1.0, 1.0, 1.0, 1.0))
    strength = shader_of(material).inputs["Emission Strength"]
    key(strength, 5.0, 0.0)
    obj = cell(material, 0)
    put_on(picture(tmp_path, "clear.png", clear=True), obj, socket="Emission Color")
    assert tuple(below(node_of(obj, "ShaderNodeMix")).default_value) == (1.0, 1.0, 1.0, 1.0)
    take_out(obj)
    assert [shown(strength, frame) for frame in (1, 10)] == [5.0, 0.0]


def test_a_material_of_another_file_moves_in_this_one(part: Any, tmp_path: Path) -> None:
    material = shaded(part, "Foreign")
    key(shader_of(material).inputs["Base Color"], RED, GREEN)
    linked = linked_from_library(tmp_path / "library.blend", "materials", material)
    obj = cell(linked, 0)
    put_on(picture(tmp_path), obj, socket="MIX")
    copy = obj.active_material
    assert copy.library is None
    assert copy.node_tree.animation_data.action.library is None
    (layer,) = layers(obj)
    assert [shown(below(layer), frame) for frame in (10, 1)] == [GREEN, RED]
    take_out(obj)  # at another frame than it was put in
    assert obj.active_material == linked
    assert not copy.use_fake_user


@pytest.mark.skipif(bpy.app.version >= (5, 0, 0), reason="all materials have nodes")
@pytest.mark.usefixtures("part")
def test_a_material_without_nodes_moves_with_them(tmp_path: Path) -> None:
    material: Any = bpy.data.materials.new("Bare")
    for frame, value, metallic in ((1, RED, 0.0), (10, GREEN, 1.0)):
        material.diffuse_color, material.metallic = value, metallic
        material.keyframe_insert("diffuse_color", frame=frame)
        material.keyframe_insert("metallic", frame=frame)
    obj = cell(material, 0)
    put_on(picture(tmp_path), obj, socket="MIX")
    (layer,) = layers(obj)
    inputs = shader_of(material).inputs
    assert [shown(below(layer), frame) for frame in (1, 10)] == [RED, GREEN]
    assert [shown(inputs["Metallic"], frame) for frame in (1, 10)] == [0.0, 1.0]

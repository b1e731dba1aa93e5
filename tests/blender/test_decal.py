# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as decals: wrapped on what lies under the 3D cursor, seen whole, and moving with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest
from mathutils import Vector

from tests.blender import render_view
from tests.blender.import_fixtures import DATA, linked_from_library, source_files, square, target
from tests.blender.render_view import look_down, rendered_pixels, shows_quadrants

if TYPE_CHECKING:
    from pathlib import Path

SIDE = 96  # pixels of a view that has several things side by side


@pytest.fixture
def _large_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_view, "WIDE", SIDE)
    monkeypatch.setattr(render_view, "HIGH", SIDE)


def decal_at(spot: Any, size: float = 1.0, **choices: Any) -> Any:
    bpy.context.scene.cursor.location = spot
    bpy.ops.antekirt.import_image(
        filepath=str(DATA / "quadrants.png"), import_as="DECAL", size=size, shading="UNLIT", **choices
    )
    return bpy.context.object


def dark(obj: Any) -> Any:
    """Give an object a surface without any light: the picture has a color everywhere."""
    material = bpy.data.materials.new("Dark")
    if bpy.app.version < (5, 0, 0):
        material.use_nodes = True
    tree: Any = material.node_tree
    tree.nodes.clear()
    emission, output = tree.nodes.new("ShaderNodeEmission"), tree.nodes.new("ShaderNodeOutputMaterial")
    emission.inputs["Color"].default_value = (0, 0, 0, 1)
    tree.links.new(emission.outputs[0], output.inputs[0])
    obj.data.materials.append(material)
    return obj


def cube(location: Any, turned: Any = (0, 0, 0)) -> Any:
    bpy.ops.mesh.primitive_cube_add(location=location, rotation=turned)
    return dark(bpy.context.object)


def hidden_share(objects: Any) -> float:
    """How much of what is seen of decals is not when the objects that bear them are there too."""
    seen = rendered_pixels().max(axis=2) > 128
    for obj in objects:
        obj.visible_camera = False
    whole = rendered_pixels().max(axis=2) > 128
    assert whole.sum() > 100
    return float((whole & ~seen).sum() / whole.sum())


def points(decal: Any) -> Any:
    """The corners of its faces in the world, as they are evaluated."""
    solid = decal.evaluated_get(bpy.context.evaluated_depsgraph_get())
    return np.array([solid.matrix_world @ vertex.co for vertex in solid.data.vertices])


def test_on_a_side_of_a_cube_it_shows_the_picture_upright() -> None:
    look_down(1.0)
    cube((0, 0, -1))
    decal = decal_at((0, 0, 0))
    assert shows_quadrants(rendered_pixels())
    assert decal.parent.name == "Cube"
    assert [modifier.type for modifier in decal.modifiers] == ["SHRINKWRAP"]
    assert max(decal.dimensions) == pytest.approx(1.0, abs=0.01)


@pytest.mark.usefixtures("_large_view")
def test_on_a_corner_an_edge_and_a_ball_all_of_it_is_seen() -> None:
    look_down(8.0)
    on_corner = cube((-2.2, 0, 0), turned=(0.7853981634, -0.6154797087, 0.3))
    on_edge = cube((2.2, 2, 0), turned=(0, 0.7853981634, 0))
    bpy.ops.mesh.primitive_uv_sphere_add(location=(2.2, -2, 0))
    on_ball = dark(bpy.context.object)
    bpy.ops.object.shade_smooth()
    bearers = [on_corner, on_edge, on_ball]
    for bearer in bearers:
        highest = max(
            (bearer.matrix_world @ vertex.co for vertex in bearer.data.vertices), key=lambda at: at.z
        )
        at = Vector((2.2, 2, highest.z)) if bearer == on_edge else highest
        decal_at(at, size=1.5)
    assert hidden_share(bearers) < 0.002


@pytest.mark.usefixtures("_large_view")
def test_at_a_grazing_angle_nothing_of_it_flickers() -> None:
    look_down(1.2)
    bearer = square("Floor")
    dark(bearer)
    decal_at((0, 0, 0))
    camera = bpy.context.scene.camera
    camera.location, camera.rotation_euler = (0, -50, 4.4), (1.4835, 0, 0)  # 5 degrees above the floor
    assert hidden_share([bearer]) == 0


@pytest.mark.one_blender
def test_it_goes_where_its_object_goes_and_is_deformed() -> None:
    bearer = cube((0, 0, 0))
    decal = decal_at((0, 0, 1))
    lift = points(decal)[:, 2].min() - 1
    assert 0 < lift < 0.01
    bearer.location = (5, 0, 0)
    assert points(decal).mean(axis=0)[:2] == pytest.approx((5, 0), abs=1e-3)
    for vertex in bearer.data.vertices:
        vertex.co.z *= 1.3
    bearer.data.update()
    assert points(decal)[:, 2] == pytest.approx(1.3 + lift, abs=1e-3)


@pytest.mark.one_blender
def test_a_second_one_lies_above_the_first() -> None:
    cube((0, 0, 0))
    first, second = decal_at((0, 0, 1)), decal_at((0.2, 0, 1))
    assert second.parent.name == "Cube"
    assert points(second)[:, 2].min() > points(first)[:, 2].max() + 0.001


@pytest.mark.one_blender
def test_what_ends_under_it_cuts_it_there_and_a_back_side_bears_it_too() -> None:
    sheet = square("Sheet")
    for vertex in sheet.data.vertices:
        vertex.co.x = -vertex.co.x  # so that it faces down
    decal = decal_at((0.9, 0, 0))
    corners = points(decal)
    assert corners[:, 0].max() == pytest.approx(1.0, abs=1e-3)
    assert corners[:, 0].min() == pytest.approx(0.4, abs=1e-3)
    assert corners[:, 2].min() > 0


@pytest.mark.one_blender
def test_what_lies_below_or_is_selected_is_taken_where_nothing_is_touched() -> None:
    floor = square("Floor")
    floor.location = (0, 0, -3)
    assert decal_at((0.1, 0.2, 2)).parent == floor
    assert decal_at((0.1, 0.2, 2), size=3).dimensions.x == pytest.approx(1.0)  # half of what is too small
    bpy.ops.object.select_all(action="DESELECT")
    floor.select_set(True)
    assert decal_at((9, 9, 2)).parent == floor


@pytest.mark.one_blender
def test_where_nothing_is_it_is_refused_and_a_paid_picture_is_kept(part: Any, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="put the 3D cursor on a mesh"):
        decal_at((0, 0, 0))
    assert not bpy.data.images
    done = part("scene.import_image").import_image(source_files(part, tmp_path), "DECAL", target(part))
    assert "Nothing is there for a decal" in done.message
    assert [bpy.data.images[name].use_fake_user for name in done.images] == [True]
    assert not bpy.data.objects


@pytest.mark.one_blender
def test_hidden_flat_and_linked_objects(tmp_path: Path) -> None:
    hidden, flat = square("Hidden"), square("Flat")
    hidden.hide_set(True)
    flat.scale = (0, 0, 0)
    with pytest.raises(RuntimeError, match="put the 3D cursor on a mesh"):
        decal_at((0, 0, 0))
    linked = linked_from_library(tmp_path / "library.blend", "objects", square("Linked"))
    bpy.context.scene.collection.objects.link(linked)
    assert decal_at((0, 0, 0)).parent == linked


@pytest.mark.one_blender
def test_while_a_mesh_is_edited_or_mirrored_it_lies_on_it_too() -> None:
    bearer = cube((0, 0, 0))
    bearer.scale.z = -1
    assert points(decal_at((0, 0, 1)))[:, 2].min() > 1
    bpy.context.view_layer.objects.active = bearer
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="SELECT")
    bpy.ops.transform.translate(value=(5, 0, 0))
    decal_at((5, 0, 1))
    assert bpy.context.mode == "EDIT_MESH"
    bpy.ops.object.mode_set(mode="OBJECT")
    made = bpy.data.objects["quadrants.001"]
    assert points(made).mean(axis=0)[:2] == pytest.approx((5, 0), abs=1e-3)


@pytest.mark.one_blender
def test_it_turns_with_a_mesh_that_bends_under_modifiers_that_add_points() -> None:
    bearer = cube((0, 0, 0))
    bearer.shape_key_add(name="Basis")
    key = bearer.shape_key_add(name="Turned")
    key.value = 0
    for point in key.data:
        point.co = (point.co.z, point.co.y, -point.co.x)  # a quarter around y: up becomes right
    subdivided = bearer.modifiers.new("Subdivided", "SUBSURF")
    subdivided.subdivision_type = "SIMPLE"
    decal = decal_at((0, 0, 1))
    assert points(decal).mean(axis=0) == pytest.approx((0, 0, 1), abs=0.01)
    key.value = 1
    assert points(decal).mean(axis=0) == pytest.approx((1, 0, 0), abs=0.01)
    assert subdivided.show_viewport

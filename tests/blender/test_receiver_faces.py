# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture on the faces that are selected in Edit Mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bmesh
import bpy

from tests.blender.import_fixtures import square
from tests.blender.receiver_fixtures import edit, face_slots, names, put, put_later, select, strip, wooden
from tests.blender.render_view import look_down, rendered_pixels, shows_quadrants

if TYPE_CHECKING:
    from pathlib import Path


def test_only_the_selected_faces_show_it() -> None:
    obj = strip()
    obj.data.materials.append(bpy.data.materials.new("wood"))
    obj.location.x, obj.scale = -3.0, (2.0, 1.0, 1.0)
    edit(obj, 1)
    put()
    assert obj.mode == "EDIT"
    assert face_slots(obj) == [0, 1, 0]
    assert names(obj) == ["wood", "quadrants"]
    assert not bpy.data.materials["wood"].use_fake_user
    obj.location.y = -0.5
    look_down()
    assert shows_quadrants(rendered_pixels())


def test_faces_of_a_mesh_without_slots_leave_the_others_without_material() -> None:
    obj = strip()
    edit(obj, 0)
    put()
    assert face_slots(obj) == [1, 0, 0]
    assert names(obj) == [None, "quadrants"]


def test_with_no_face_selected_the_object_is_meant() -> None:
    obj = strip()
    edit(obj)
    put()
    assert face_slots(obj) == [0, 0, 0]
    assert names(obj) == ["quadrants"]


def test_faces_whose_slots_were_removed_have_the_last_one() -> None:
    obj = strip()
    obj.data.materials.append(bpy.data.materials.new("wood"))
    obj.data.polygons.foreach_set("material_index", [4, 0, 2])
    edit(obj, 0, 1, 2)
    put()
    assert names(obj) == ["quadrants"]
    obj.data.polygons.foreach_set("material_index", [4, 0, 2])
    edit(obj, 0, 2)
    put(socket="Base Color")
    assert names(obj) == ["quadrants", "quadrants.001"]
    assert face_slots(obj) == [1, 0, 1]


def test_a_mesh_that_is_open_for_two_objects_gets_one_slot() -> None:
    obj = strip()
    twin = bpy.data.objects.new("Twin", obj.data)
    bpy.context.scene.collection.objects.link(twin)
    select(obj, twin)
    bpy.ops.object.mode_set(mode="EDIT")
    face = bmesh.from_edit_mesh(obj.data).faces
    face.ensure_lookup_table()
    for each in face:
        each.select_set(each.index == 1)
    bmesh.update_edit_mesh(obj.data)
    put()
    bpy.ops.object.mode_set(mode="OBJECT")
    assert names(obj) == names(twin) == [None, "quadrants"]


def test_faces_that_have_a_slot_of_their_own_keep_it() -> None:
    obj = strip()
    for _ in range(2):
        edit(obj, 2)
        put()
        assert face_slots(obj) == [0, 0, 1]
    edit(obj, 0, 1, 2)
    put()
    assert face_slots(obj) == [2, 2, 2]


def test_of_several_objects_in_edit_mode_only_those_with_selected_faces_are_meant() -> None:
    left, right, third = strip("Left"), strip("Right"), square("Third")
    select(left, right, third)
    bpy.context.view_layer.objects.active = left
    third.hide_set(True)
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="DESELECT")
    for obj, index in ((left, 0), (right, 2)):
        edited = bmesh.from_edit_mesh(obj.data)
        edited.faces.ensure_lookup_table()
        edited.faces[index].select_set(True)
        bmesh.update_edit_mesh(obj.data)
    put()
    bpy.ops.object.mode_set(mode="OBJECT")
    assert (face_slots(left), face_slots(right)) == ([1, 0, 0], [0, 0, 1])
    assert names(left) == names(right)
    bpy.ops.object.mode_set(mode="EDIT")
    for face in bmesh.from_edit_mesh(right.data).faces:
        face.select_set(False)
    bmesh.update_edit_mesh(right.data)
    put(socket="MIX")
    bpy.ops.object.mode_set(mode="OBJECT")
    assert names(left) != names(right)


def test_faces_are_those_of_the_press(part: Any, tmp_path: Path) -> None:
    obj = strip(faces=20)
    edit(obj, 3, 17)

    def leave() -> None:
        edit(obj, 5)
        obj.name = "Renamed"
        bpy.ops.object.mode_set(mode="OBJECT")

    done = put_later(part, tmp_path, leave)
    assert done.sentence.endswith("on the selected faces of Renamed")
    assert [index for index, slot in enumerate(face_slots(obj)) if slot] == [3, 17]
    assert done.warnings == ()


def test_faces_that_are_not_there_any_more_are_not_mistaken_for_others(part: Any, tmp_path: Path) -> None:
    obj = strip()
    edit(obj, 1)

    def change() -> None:
        bpy.ops.mesh.subdivide()

    done = put_later(part, tmp_path, change)
    assert not any(face_slots(obj))
    assert len(obj.material_slots) == 2
    assert done.warnings == (
        "Other faces than when you pressed: the material waits in a slot of its own of Strip",
    )


def test_the_materials_of_faces_get_it_and_keep_the_rest() -> None:
    obj, (wood, _) = strip(faces=4), wooden()
    obj.data.materials.append(wood)
    obj.data.materials.append(wood.copy())
    obj.data.polygons.foreach_set("material_index", [0, 0, 1, 1])
    edit(obj, 1, 2, 3)
    put(socket="Base Color")
    assert names(obj) == ["wood", "wood.001", "wood.002"]
    assert face_slots(obj) == [0, 2, 1, 1]
    textures = [
        sum(node.bl_idname == "ShaderNodeTexImage" for node in slot.material.node_tree.nodes)
        for slot in obj.material_slots
    ]
    assert textures == [0, 1, 1]
    assert obj.active_material.name == "wood.002"
    bpy.ops.antekirt.take_out()
    assert names(obj) == ["wood", "wood.001", "wood"]

# SPDX-License-Identifier: GPL-3.0-or-later
"""On which faces and objects a picture is put, and what is said where it cannot be."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import bmesh
import bpy
import pytest

from tests.blender.import_fixtures import DATA, linked_from_library, source_files, square
from tests.blender.render_view import look_down, rendered_pixels, saved_and_reopened, shows_quadrants

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = str(DATA / "quadrants.png")


def put(**choices: Any) -> None:
    bpy.ops.antekirt.import_image(filepath=PICTURE, import_as="MATERIAL", shading="UNLIT", **choices)


def select(*objects: Any) -> None:
    bpy.context.view_layer.update()
    for obj in bpy.context.view_layer.objects:
        obj.select_set(obj in objects)
    bpy.context.view_layer.objects.active = objects[0]


def strip(name: str = "Strip", *, faces: int = 3) -> Any:
    """Add quads of 1 by 1 side by side that face up, each with the whole picture on it."""
    mesh = bpy.data.meshes.new(name)
    corners = [(x, y, 0) for x in range(faces + 1) for y in (0, 1)]
    quads = [(2 * x, 2 * x + 2, 2 * x + 3, 2 * x + 1) for x in range(faces)]
    mesh.from_pydata(corners, [], quads)
    mesh.uv_layers.new().data.foreach_set("uv", [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0] * faces)
    obj = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(obj)
    return obj


def edit(obj: Any, *faces: int) -> None:
    """Go into Edit Mode with these faces selected."""
    select(obj)
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_mode(type="FACE")
    edited = bmesh.from_edit_mesh(obj.data)
    for face in edited.faces:
        face.select_set(face.index in faces)
    edited.select_flush_mode()
    bmesh.update_edit_mesh(obj.data)


def face_slots(obj: Any) -> list[int]:
    if obj.mode == "EDIT":
        bpy.ops.object.mode_set(mode="OBJECT")
    return [face.material_index for face in obj.data.polygons]


def names(obj: Any) -> list[str | None]:
    return [slot.material.name if slot.material else None for slot in obj.material_slots]


def put_later(part: Any, folder: Path, between: Any, **choices: Any) -> Any:
    """Put a picture where the artist has said it goes, after something else has happened."""
    options = part("scene.texture.texture_options").TextureOptions(**choices)
    noted = part("scene.import_target").capture(bpy.context, texture=options)
    part("scene.import_image").check(noted, "MATERIAL")
    stored = json.dumps(asdict(noted))
    between()
    again = part("scene.import_target").Target.from_json(json.loads(stored))
    return part("scene.import_image").import_image(source_files(part, folder), "MATERIAL", again)


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


def test_others_that_have_the_same_mesh_are_left_alone(part: Any, tmp_path: Path) -> None:
    left, right = square("Left"), square("Right")
    right.data = left.data
    select(left)
    put()
    assert (names(left), names(right)) == (["quadrants"], [None])
    left.material_slots[0].link = "DATA"
    left.data.materials.clear()
    bpy.data.materials.remove(bpy.data.materials["quadrants"])
    left.data.materials.append(bpy.data.materials.new("wood"))
    select(left)
    put()
    assert names(right) == ["wood"]
    assert names(left) == ["quadrants"]
    select(left, right)
    put()
    assert names(left) == names(right)
    edit_of_both = strip()
    twin = bpy.data.objects.new("Twin", edit_of_both.data)
    bpy.context.scene.collection.objects.link(twin)
    edit(edit_of_both, 0)
    done = put_later(part, tmp_path, lambda: None)
    assert done.warnings == ("It is on Twin too, which share the mesh",)


def test_a_linked_mesh_leaves_it_to_the_slot_of_the_object(tmp_path: Path) -> None:
    mesh = square().data
    bpy.data.objects.remove(bpy.data.objects["Square"])
    mesh.materials.append(bpy.data.materials.new("wood"))
    mesh = linked_from_library(tmp_path / "library.blend", "meshes", mesh)
    obj = bpy.data.objects.new("Mine", mesh)
    bpy.context.scene.collection.objects.link(obj)
    obj.scale.y = 0.5
    select(obj)
    put()
    look_down()
    saved_and_reopened(tmp_path / "scene.blend")
    assert shows_quadrants(rendered_pixels())
    assert bpy.data.objects["Mine"].data.materials[0].name == "wood"


def test_a_library_override_keeps_it(tmp_path: Path) -> None:
    obj = square()
    obj.data.materials.append(bpy.data.materials.new("wood"))
    linked = linked_from_library(tmp_path / "library.blend", "objects", obj)
    bpy.context.scene.collection.objects.link(linked)
    obj = linked.override_create(remap_local_usages=True)
    obj.scale.y = 0.5
    select(obj)
    put()
    look_down()
    saved_and_reopened(tmp_path / "scene.blend")
    assert shows_quadrants(rendered_pixels())


def test_the_active_object_alone_or_all_that_share_its_material() -> None:
    first, second, third = square("First"), square("Second"), square("Third")
    wood = bpy.data.materials.new("wood")
    for obj in (first, third):
        obj.data.materials.append(wood)
    select(first, second)
    put(put_on="ACTIVE")
    assert [names(obj) for obj in (first, second, third)] == [["quadrants"], [], ["wood"]]
    first.active_material = wood
    put(put_on="SHARED")
    assert [names(obj)[:1] for obj in (first, second, third)] == [["quadrants.001"], [], ["quadrants.001"]]
    assert wood.use_fake_user
    second.data.use_fake_user = True
    for _ in range(2):
        second.data.materials.append(wood)
    first.active_material = wood
    put(put_on="SHARED")
    assert names(first) == names(second)[:1] == names(second)[1:] == ["quadrants.002"]
    assert [slot.link for slot in second.material_slots] == ["DATA", "DATA"]


def test_linked_objects_that_share_the_material_keep_it(tmp_path: Path) -> None:
    _wood, (obj,) = wooden("Theirs")
    theirs = linked_from_library(tmp_path / "library.blend", "objects", obj)
    bpy.context.scene.collection.objects.link(theirs)
    mine = square("Mine")
    mine.data.materials.append(theirs.active_material)
    select(mine)
    put(put_on="SHARED")
    assert (names(mine), names(theirs)) == (["quadrants"], ["wood"])
    mine.active_material = theirs.active_material
    put(put_on="SHARED", socket="Base Color")
    assert mine.active_material.library is None


def test_what_has_a_surface_only_by_its_modifiers_or_needs_no_uv_map_is_not_refused() -> None:
    obj = square(unwrapped=False)
    obj.data.clear_geometry()
    obj.modifiers.new("Screw", "SCREW")
    bpy.ops.object.text_add()
    text = bpy.context.object
    select(obj, text)
    put()
    assert names(obj)
    assert names(text)
    select(text)
    put(projection="UV")


@pytest.mark.parametrize("mode", ["SCULPT", "VERTEX_PAINT", "WEIGHT_PAINT", "TEXTURE_PAINT"])
def test_it_works_in_every_mode_of_painting(mode: str) -> None:
    obj = square()
    select(obj)
    bpy.ops.object.mode_set(mode=mode)
    put()
    assert obj.mode == mode
    assert names(obj) == ["quadrants"]
    bpy.ops.object.mode_set(mode="OBJECT")


def no_uv_map(folder: Path) -> dict[str, Any]:  # noqa: ARG001 # as the others
    select(square(unwrapped=False))
    return {"projection": "UV"}


def no_such_uv_map(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    select(square())
    return {"uv_map": "Second"}


def hidden(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    obj = square()
    select(obj)
    obj.hide_set(True)
    bpy.context.view_layer.objects.active = obj
    return {"put_on": "ACTIVE"}


def without_faces(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    obj = square()
    obj.data.clear_geometry()
    select(obj)
    return {}


def of_no_size(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    obj = square()
    obj.scale = (0.0, 0.0, 0.0)
    select(obj)
    return {}


def all_at_a_point(folder: Path) -> dict[str, Any]:  # noqa: ARG001
    obj = square()
    obj.data.vertices.foreach_set("co", [0.0] * 12)
    obj.data.update()
    select(obj)
    return {}


def linked(folder: Path) -> dict[str, Any]:
    obj = linked_from_library(folder / "library.blend", "objects", square())
    bpy.context.scene.collection.objects.link(obj)
    select(obj)
    return {}


def system_override(folder: Path) -> dict[str, Any]:
    obj = linked_from_library(folder / "library.blend", "objects", square())
    bpy.context.scene.collection.objects.link(obj)
    obj = obj.override_create(remap_local_usages=True)
    obj.override_library.is_system_override = True
    select(obj)
    return {}


def linked_without_slot(folder: Path) -> dict[str, Any]:
    mesh = square().data
    bpy.data.objects.remove(bpy.data.objects["Square"])
    mesh = linked_from_library(folder / "library.blend", "meshes", mesh)
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("Square", mesh))
    select(bpy.data.objects["Square"])
    return {}


@pytest.mark.parametrize(
    ("situation", "sentence"),
    [
        (no_uv_map, "Without a UV map: Square. Unwrap, or choose another projection"),
        (no_such_uv_map, "Without the UV map “Second”: Square"),
        (hidden, "No visible object is active: select the one to put the image on"),
        (without_faces, "Without a surface, so nothing would be seen: Square"),
        (of_no_size, "Without a surface, so nothing would be seen: Square"),
        (all_at_a_point, "Without a surface, so nothing would be seen: Square"),
        (linked, "Linked from a library: make a library override of Square first"),
        (system_override, "Linked from a library: make a library override of Square first"),
        (linked_without_slot, "Linked without a material slot, so nothing can be put on it: Square"),
    ],
)
def test_what_cannot_be_had_is_said_and_changes_nothing(
    situation: Any, sentence: str, tmp_path: Path
) -> None:
    choices = situation(tmp_path)
    before = everything()
    with pytest.raises(RuntimeError, match=sentence):
        put(**choices)
    assert everything() == before


def everything() -> list[Any]:
    return [[block.name for block in blocks] for blocks in (bpy.data.images, bpy.data.materials)] + [
        names(obj) for obj in bpy.data.objects
    ]


def test_what_is_left_out_is_named(part: Any, tmp_path: Path) -> None:
    good, flat = square("Good"), square("Flat")
    flat.scale = (0.0, 0.0, 0.0)
    select(good, flat)
    done = put_later(part, tmp_path, lambda: None)
    assert done.warnings == ("Without a surface, so nothing would be seen: Flat",)
    assert names(flat) == []


def wooden(*names_of_them: str) -> tuple[Any, list[Any]]:
    """Give a material with nodes, and the squares that share it."""
    wood = bpy.data.materials.new("wood")
    if wood.node_tree is None:
        wood.use_nodes = True
    objects = [square(name) for name in names_of_them]
    for obj in objects:
        obj.data.materials.append(wood)
    return wood, objects


def test_one_object_of_several_that_share_a_material_gets_a_copy(part: Any, tmp_path: Path) -> None:
    wood, (left, right) = wooden("Left", "Right")
    wood.use_fake_user = True
    nodes = len(wood.node_tree.nodes)
    select(left)
    done = put_later(part, tmp_path, lambda: None, socket="Base Color")
    assert done.sentence.endswith("into Base Color of wood.001. Copied for it, and unchanged elsewhere: wood")
    assert done.warnings == ()
    assert (names(left), names(right)) == (["wood.001"], ["wood"])
    assert len(wood.node_tree.nodes) == nodes
    assert not left.active_material.use_fake_user
    put(socket="Roughness")
    bpy.ops.antekirt.take_out()
    assert (names(left), names(right)) == (["wood.001"], ["wood"])
    bpy.ops.antekirt.take_out()
    assert (names(left), names(right)) == (["wood"], ["wood"])
    select(left, right)
    put(socket="Base Color")
    assert (names(left), names(right)) == (["wood"], ["wood"])
    assert len(wood.node_tree.nodes) > nodes
    bpy.ops.antekirt.take_out()
    assert len(wood.node_tree.nodes) == nodes
    select(left)
    put(socket="Base Color", put_on="SHARED")
    assert (names(left), names(right)) == (["wood"], ["wood"])


def test_a_copy_for_one_of_two_that_have_the_same_mesh_is_given_back() -> None:
    _wood, (left,) = wooden("Left")
    right = bpy.data.objects.new("Right", left.data)
    bpy.context.scene.collection.objects.link(right)
    select(right)
    put(socket="Roughness")
    assert (names(left), names(right)) == (["wood"], ["wood.001"])
    bpy.ops.antekirt.take_out()
    assert (names(left), names(right)) == (["wood"], ["wood"])
    assert right.material_slots[0].link == "DATA"


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


@pytest.mark.parametrize("overridden", [False, True])
def test_a_material_of_another_file_is_copied_for_it(tmp_path: Path, *, overridden: bool) -> None:
    wood, (obj,) = wooden("Square")
    wood = linked_from_library(tmp_path / "library.blend", "materials", wood)
    obj.active_material = wood
    if overridden:
        obj.active_material = wood = wood.override_create()
    select(obj)
    put(socket="Base Color")
    assert obj.active_material != wood
    saved_and_reopened(tmp_path / "scene.blend")
    obj = bpy.data.objects["Square"]
    assert any(node.bl_idname == "ShaderNodeTexImage" for node in obj.active_material.node_tree.nodes)
    select(obj)
    bpy.ops.antekirt.take_out()
    assert (obj.active_material.override_library if overridden else obj.active_material.library) is not None

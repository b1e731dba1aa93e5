# SPDX-License-Identifier: GPL-3.0-or-later
"""On which objects and slots a picture is put, and what is left as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import linked_from_library, square
from tests.blender.receiver_fixtures import edit, names, put, put_later, select, strip, wooden
from tests.blender.render_view import look_down, rendered_pixels, saved_and_reopened, shows_quadrants

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.mark.parametrize("mode", ["SCULPT", "VERTEX_PAINT", "WEIGHT_PAINT", "TEXTURE_PAINT"])
def test_it_works_in_every_mode_of_painting(mode: str) -> None:
    obj = square()
    select(obj)
    bpy.ops.object.mode_set(mode=mode)
    put()
    assert obj.mode == mode
    assert names(obj) == ["quadrants"]
    bpy.ops.object.mode_set(mode="OBJECT")

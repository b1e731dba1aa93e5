# SPDX-License-Identifier: GPL-3.0-or-later
"""A material that others show too is copied for a texture, and given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import linked_from_library
from tests.blender.receiver_fixtures import names, put, put_later, select, wooden
from tests.blender.render_view import saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.mark.parametrize("overridden", [False, True])
def test_what_would_be_lost_at_the_next_load_is_not_done(tmp_path: Path, *, overridden: bool) -> None:
    wood, (obj,) = wooden("Square")
    select(obj)
    put(socket="BUMP")
    wood = linked_from_library(tmp_path / "library.blend", "materials", wood)
    obj.active_material = wood.override_create() if overridden else wood
    before = [node.name for node in obj.active_material.node_tree.nodes]
    for press in (bpy.ops.antekirt.take_out, bpy.ops.antekirt.no_repeat):
        with pytest.raises(RuntimeError, match="is linked from another file"):
            press()
    assert [node.name for node in obj.active_material.node_tree.nodes] == before


def test_no_repeat_finds_an_input_as_take_out_does() -> None:
    _, (obj,) = wooden("Square")
    select(obj)
    put(socket="BUMP")
    assert bpy.ops.antekirt.no_repeat(socket="Normal") == {"FINISHED"}
    with pytest.raises(RuntimeError, match="No texture of Antekirt is in “Roughness” of wood"):
        bpy.ops.antekirt.no_repeat(socket="Roughness")
    assert bpy.ops.antekirt.take_out(socket="Normal") == {"FINISHED"}
    with pytest.raises(RuntimeError, match="No texture of Antekirt is in an input of wood"):
        bpy.ops.antekirt.no_repeat()

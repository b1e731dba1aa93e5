# SPDX-License-Identifier: GPL-3.0-or-later
"""What is baked of a work stays credited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import attribution, source_files, square, target
from tests.blender.render_view import look_down

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def cycles() -> None:
    """Bake with as good as no light."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.samples, scene.render.bake.margin = 1, 0
    scene.render.resolution_x = scene.render.resolution_y = 8


def textured(part: Any, folder: Path) -> Any:
    """Give an object with a work on it."""
    obj = square()
    only(obj)
    part("scene.import_image").import_image(
        source_files(part, folder), "MATERIAL", target(part, objects=[obj.name])
    )
    return obj


def baked_into(part: Any, obj: Any, name: str = "Baked") -> Any:
    """Give an image of the artist's own that a bake of an object goes into."""
    tree = part("scene.compat").node_tree(obj.active_material)
    node = tree.nodes.new("ShaderNodeTexImage")
    node.image = bpy.data.images.new(name, 8, 8)
    tree.nodes.active = node
    return node.image


def only(*objects: Any) -> None:
    """Select just these, the last one active."""
    bpy.ops.object.select_all(action="DESELECT")
    for obj in objects:
        obj.select_set(True)
    bpy.context.view_layer.objects.active = objects[-1]


def named(part: Any, block: Any) -> list[Any]:
    found: list[Any] = part("scene.attribution").read_all(block)
    return found


def test_an_image_that_a_work_is_baked_into_credits_it(part: Any, tmp_path: Path) -> None:
    obj = textured(part, tmp_path)
    image = baked_into(part, obj)
    other, own = bpy.data.images.new("Other", 8, 8), square("Own")
    own.data.materials.append(bpy.data.materials.new("Own"))
    plain = baked_into(part, own, "Plain")
    only(obj, own)
    look_down()
    bpy.ops.render.render()
    bpy.context.view_layer.update()
    assert named(part, image) == [], "it has only been rendered"
    bpy.ops.object.bake(type="EMIT")
    assert named(part, image) == [attribution(part)]
    assert part("scene.attribution").read(image) is None, "it was not made for the work"
    assert named(part, plain) == named(part, other) == []


def test_selected_objects_are_credited_in_the_image_of_the_active_one(part: Any, tmp_path: Path) -> None:
    obj, own = textured(part, tmp_path), square("Own")
    own.location.z = 0.01
    own.data.materials.append(bpy.data.materials.new("Own"))
    image = baked_into(part, own)
    only(obj, own)
    bpy.ops.object.bake("EXEC_DEFAULT", True, type="EMIT", use_selected_to_active=True, cage_extrusion=0.1)
    assert named(part, image) == [attribution(part)]


def test_baked_colors_are_credited_by_their_object(part: Any, tmp_path: Path) -> None:
    obj = textured(part, tmp_path)
    obj.data.color_attributes.new("Colors", "BYTE_COLOR", "CORNER")
    bpy.ops.object.bake(type="EMIT", target="VERTEX_COLORS")
    obj.data.materials.clear()
    assert named(part, obj) == [attribution(part)]


def test_undo_and_redo_leave_the_credits_of_a_bake(part: Any, tmp_path: Path) -> None:
    image = baked_into(part, textured(part, tmp_path))
    for message in ("one", "before"):
        bpy.ops.ed.undo_push(message=message)
    bpy.ops.object.bake("EXEC_DEFAULT", True, type="EMIT")
    bpy.ops.mesh.primitive_cube_add()
    bpy.ops.ed.undo_push(message="something else")
    bpy.ops.ed.undo()
    assert named(part, bpy.data.images["Baked"]) == [attribution(part)]
    assert image

# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as materials on objects."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, GENERATION, source_files, square, target
from tests.blender.render_view import (
    QUADRANTS,
    look_down,
    rendered_pixels,
    saved_and_reopened,
    shows_quadrants,
)

if TYPE_CHECKING:
    from pathlib import Path


def paint(part: Any, folder: Path, *names: str) -> Any:
    return part("scene.import_image").import_image(
        source_files(part, folder), "MATERIAL", target(part, objects=names, shading="UNLIT")
    )


def test_the_selected_object_shows_the_picture(tmp_path: Path) -> None:
    obj = square()
    obj.scale.y = 0.5
    obj.select_set(True)
    look_down()
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="MATERIAL", shading="UNLIT")
    assert shows_quadrants(rendered_pixels())
    saved_and_reopened(tmp_path / "material.blend")
    assert shows_quadrants(rendered_pixels())


def test_a_material_is_lit_unless_asked_otherwise(part: Any, tmp_path: Path) -> None:
    square().scale.y = 0.5
    part("scene.import_image").import_image(
        source_files(part, tmp_path), "MATERIAL", target(part, objects=("Square",))
    )
    look_down()
    assert rendered_pixels().max() < 60
    sun = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
    sun.data.energy, sun.rotation_euler.x = 4 * pi, 1
    bpy.context.scene.collection.objects.link(sun)
    red, green, blue = rendered_pixels()[2, 4]
    assert red > 200
    assert max(green, blue) < 100  # a gloss


def test_it_takes_the_active_slot_and_leaves_the_others(part: Any, tmp_path: Path) -> None:
    obj = square()
    before = [bpy.data.materials.new(name) for name in ("first", "second")]
    for material in before:
        obj.data.materials.append(material)
    obj.active_material_index = 1
    paint(part, tmp_path, "Square")
    assert obj.data.materials[0] == before[0]
    assert obj.data.materials[1]["antekirt_generation_id"] == GENERATION
    assert len(obj.data.materials) == 2


def test_what_it_takes_the_place_of_stays_in_the_file_and_is_named(part: Any, tmp_path: Path) -> None:
    for name in ("Left", "Right"):
        square(name).data.materials.append(bpy.data.materials.new(f"{name} wood"))
    done = paint(part, tmp_path, "Left")
    assert done.sentence.endswith("on Left in place of the material Left wood, which is kept")
    assert done.warnings == ()
    done = paint(part, tmp_path, "Left", "Right")
    assert "and Right wood, which are kept" in done.sentence
    saved_and_reopened(tmp_path / "kept.blend")
    assert {"Left wood", "Right wood"} <= {material.name for material in bpy.data.materials}


@pytest.mark.parametrize("kind", ["CURVE", "SURFACE", "META", "FONT"])
def test_every_kind_of_object_that_has_materials_can_show_it(part: Any, tmp_path: Path, kind: str) -> None:
    add: dict[str, Any] = {
        "CURVE": bpy.ops.curve.primitive_bezier_circle_add,
        "SURFACE": bpy.ops.surface.primitive_nurbs_surface_sphere_add,
        "META": bpy.ops.object.metaball_add,
        "FONT": bpy.ops.object.text_add,
    }
    add[kind]()
    obj = bpy.context.object
    if kind == "CURVE":
        obj.data.dimensions, obj.data.fill_mode = "2D", "BOTH"
    if kind == "FONT":
        obj.scale = (4, 4, 4)
        obj.location = (-1.2, -1.4, 0)
    done = paint(part, tmp_path, obj.name)
    assert done.warnings == ()
    look_down()
    colors = {tuple(map(int, color)) for color in rendered_pixels().reshape(-1, 3)}
    assert colors & set(QUADRANTS.values())


def test_a_mesh_without_a_uv_map_shows_it_from_its_bounding_box_and_says_so(
    part: Any, tmp_path: Path
) -> None:
    square("Plain", unwrapped=False).scale.y = 0.5
    done = paint(part, tmp_path, "Plain")
    assert done.warnings == (
        "Plain has no UV map, so the image is projected from its bounding box; unwrap it for control",
    )
    look_down()
    assert shows_quadrants(rendered_pixels())
    assert not bpy.data.objects["Plain"].data.uv_layers


def test_a_solid_without_a_uv_map_shows_it_upright_on_its_sides(part: Any, tmp_path: Path) -> None:
    bpy.ops.mesh.primitive_cube_add(calc_uvs=False)
    cube = bpy.context.object
    paint(part, tmp_path, cube.name)
    cube.scale = (1, 1, 0.5)
    cube.rotation_euler.x = -pi / 2  # its front looks up
    look_down()
    assert shows_quadrants(rendered_pixels())


def test_objects_share_one_material_and_what_cannot_have_one_is_named(part: Any, tmp_path: Path) -> None:
    left, right = square("Left"), square("Right")
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("Empty", None))
    done = paint(part, tmp_path, "Left", "Empty", "Right")
    assert left.active_material == right.active_material
    assert done.sentence == "Put “a sunset over mountains with dramatic clouds” on Left and Right"
    assert done.warnings == ("Empty cannot have a material and was left alone",)


def test_it_works_in_edit_mode() -> None:
    obj = square()
    bpy.context.view_layer.objects.active = obj
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="MATERIAL", shading="UNLIT")
    assert obj.mode == "EDIT"
    bpy.ops.object.mode_set(mode="OBJECT")
    obj.scale.y = 0.5
    look_down()
    assert shows_quadrants(rendered_pixels())


def test_with_nothing_to_put_it_on_nothing_is_made() -> None:
    with pytest.raises(RuntimeError, match="Select a mesh, curve, surface, metaball or text object"):
        bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="MATERIAL")
    assert not bpy.data.images
    assert not bpy.data.materials


def test_a_result_whose_object_was_deleted_meanwhile_is_kept_as_an_image(part: Any, tmp_path: Path) -> None:
    obj = square()
    where = target(part, objects=("Square",))
    bpy.data.objects.remove(obj)
    done = part("scene.import_image").import_image(
        source_files(part, tmp_path / "results"), "MATERIAL", where
    )
    assert done.warnings[0] == "Square is gone"
    saved_and_reopened(tmp_path / "kept.blend")
    assert bpy.data.images[done.images[0]]["antekirt_generation_id"] == GENERATION


def test_a_result_whose_scene_was_deleted_meanwhile_goes_to_the_one_in_use(part: Any, tmp_path: Path) -> None:
    done = part("scene.import_image").import_image(
        source_files(part, tmp_path), "PLANE", target(part, scene="Gone", collection="Gone")
    )
    assert done.warnings == (
        "The scene Gone is gone, so Scene was used",
        "The collection Gone is gone, so Scene Collection was used",
    )
    assert done.objects[0] in bpy.context.scene.objects

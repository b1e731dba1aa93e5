# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as planes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, GENERATION, source_files, target
from tests.blender.render_view import look_down, rendered_pixels, saved_and_reopened, shows_quadrants

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["quadrants.webp", "quadrants.png", "quadrants.jpg"])
def test_a_picture_becomes_a_plane_that_looks_like_it(name: str) -> None:
    look_down()
    assert bpy.ops.antekirt.import_image(filepath=str(DATA / name), import_as="PLANE") == {"FINISHED"}
    assert shows_quadrants(rendered_pixels())


def test_the_plane_has_the_pictures_proportions_and_lies_at_the_cursor() -> None:
    bpy.context.scene.cursor.location = (1, 2, 3)
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="PLANE", size=3)
    plane = bpy.context.object
    assert plane.select_get()
    assert plane.location[:] == (1, 2, 3)
    assert plane.dimensions[:] == (3, 1.5, 0)


@pytest.mark.one_blender
def test_what_a_script_imports_lies_at_the_cursor_whatever_is_there_or_chosen() -> None:
    """What the panel has chosen, and where a result would be seen, is for what comes by itself."""
    bpy.ops.mesh.primitive_cube_add(location=(1, 2, 3))
    bpy.context.scene.antekirt.align = "UPRIGHT"
    bpy.context.scene.cursor.location = (1, 2, 3)
    for name, bring in (
        ("quadrants.png", bpy.ops.antekirt.import_image),
        ("ramp-24.mp4", bpy.ops.antekirt.import_video),
        ("svg/clip.svg", bpy.ops.antekirt.import_svg),
    ):
        known = set(bpy.data.objects)
        assert bring(filepath=str(DATA / name)) == {"FINISHED"}
        (made,) = (obj for obj in set(bpy.data.objects) - known if obj.parent is None)
        assert made.location[:] == (1, 2, 3), name
        assert made.rotation_euler[:] == (0, 0, 0), name
    bpy.context.scene.antekirt.property_unset("align")


@pytest.mark.parametrize(
    ("align", "normal", "up"),
    [("FLAT", (0, 0, 1), (0, 1, 0)), ("UPRIGHT", (0, -1, 0), (0, 0, 1)), ("VIEW", (1, 0, 0), (0, 0, 1))],
)
def test_a_plane_turns_as_asked(part: Any, tmp_path: Path, align: str, normal: Any, up: Any) -> None:
    from_the_right = (0.5, 0.5, 0.5, 0.5)
    where = target(part, align=align, view_rotation=from_the_right)
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", where)
    turn = bpy.context.object.matrix_world.to_3x3()
    assert turn.col[2][:] == pytest.approx(normal, abs=1e-6)
    assert turn.col[1][:] == pytest.approx(up, abs=1e-6)


def test_several_images_stand_side_by_side_in_a_collection_of_their_own(part: Any, tmp_path: Path) -> None:
    done = part("scene.import_image").import_image(
        source_files(part, tmp_path, count=3), "PLANE", target(part, size=1, location=(5, 0, 0))
    )
    planes = [bpy.data.objects[name] for name in done.objects]
    assert [plane.location.x for plane in planes] == pytest.approx([3.95, 5, 6.05])
    (collection,) = bpy.context.scene.collection.children
    assert list(collection.objects) == planes
    assert collection["antekirt_generation_id"] == GENERATION
    assert [plane["antekirt_image_index"] for plane in planes] == [0, 1, 2]


def test_a_saved_plane_is_there_again_with_its_picture_and_attribution(part: Any, tmp_path: Path) -> None:
    look_down()
    part("scene.import_image").import_image(source_files(part, tmp_path / "results"), "PLANE", target(part))
    saved_and_reopened(tmp_path / "plane.blend")
    assert shows_quadrants(rendered_pixels())
    plane = next(obj for obj in bpy.data.objects if obj.type == "MESH")
    for datablock in (plane, plane.active_material, bpy.data.images[0]):
        assert datablock.name == "a sunset over mountains with dramatic clouds"
        assert datablock["antekirt_artist_name"] == "Humberto Ventura"


def test_undo_takes_the_plane_away_and_redo_brings_it_back() -> None:
    bpy.ops.ed.undo_push(message="before")
    bpy.ops.antekirt.import_image("EXEC_DEFAULT", True, filepath=str(DATA / "quadrants.png"))
    assert "quadrants" in bpy.data.objects
    bpy.ops.ed.undo()
    assert not [*bpy.data.objects, *bpy.data.images, *bpy.data.materials, *bpy.data.meshes]
    bpy.ops.ed.redo()
    assert "quadrants" in bpy.data.objects


def test_a_lit_plane_is_dark_without_light(part: Any, tmp_path: Path) -> None:
    look_down()
    part("scene.import_image").import_image(
        source_files(part, tmp_path), "PLANE", target(part, shading="LIT")
    )
    assert rendered_pixels().max() < 60

# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that a camera stored on their side or mirrored are upright wherever they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest
from mathutils import Vector

from tests.blender.import_fixtures import square, turned_picture
from tests.blender.render_view import (
    QUADRANTS,
    look_down,
    rendered_pixels,
    saved_and_reopened,
    shows_quadrants,
)

if TYPE_CHECKING:
    from pathlib import Path

ORIENTATIONS = range(1, 9)


def bring(path: Path, choice: str, **options: Any) -> None:
    bpy.ops.antekirt.import_image(filepath=str(path), import_as=choice, **options)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_plane_stands_upright(orientation: int, tmp_path: Path) -> None:
    look_down()
    bring(turned_picture(tmp_path, orientation), "PLANE")
    assert bpy.context.object.dimensions[:] == pytest.approx((2, 1, 0))
    assert shows_quadrants(rendered_pixels())


@pytest.mark.parametrize("unwrapped", [True, False])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_material_shows_it_upright(orientation: int, unwrapped: bool, tmp_path: Path) -> None:
    obj = square(unwrapped=unwrapped)
    obj.scale.y = 0.5
    obj.select_set(True)
    look_down()
    bring(turned_picture(tmp_path, orientation), "MATERIAL", shading="UNLIT")
    assert shows_quadrants(rendered_pixels())


def test_a_box_and_the_world_show_it_upright(tmp_path: Path) -> None:
    seen = []
    for orientation in (1, 6):
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        bpy.ops.mesh.primitive_cube_add(size=1, rotation=(0.5, 0.4, 0), calc_uvs=False)
        look_down(4)
        bring(turned_picture(tmp_path, orientation), "MATERIAL", shading="UNLIT")
        bring(turned_picture(tmp_path, orientation), "WORLD")
        bpy.context.scene.world.cycles.sampling_method = "NONE"  # nothing is lit, so no map of it is made
        bpy.context.scene.camera.data.type = "PERSP"
        bpy.context.scene.camera.location = (0, 0, 3)
        seen.append(rendered_pixels())
    assert len(np.unique(seen[0].reshape(-1, 3), axis=0)) > 4
    assert np.abs(seen[0] - seen[1]).max() <= 2


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_view_of_a_reference_from_its_front_is_upright(part: Any, orientation: int, tmp_path: Path) -> None:
    bring(turned_picture(tmp_path, orientation), "REFERENCE", align="UPRIGHT")
    bpy.context.view_layer.update()
    front = part("scene.reference_image").front(bpy.context.object)
    assert (front @ Vector((0, 0, 1)))[:] == pytest.approx((0, -1, 0), abs=1e-6)
    assert (front @ Vector((0, 1, 0)))[:] == pytest.approx((0, 0, 1), abs=1e-6)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_reference_is_seen_upright(orientation: int, tmp_path: Path) -> None:
    bring(turned_picture(tmp_path, orientation), "REFERENCE")
    empty = bpy.context.object
    bpy.context.view_layer.update()
    wide, high = empty.data.size
    pixels = np.array(empty.data.pixels[:]).reshape(high, wide, 4)
    for x in (-1, 1):
        for y in (-1, 1):
            color = pixels[high // 2 + y * high // 4, wide // 2 + x * wide // 4]
            there = empty.matrix_world @ Vector((x, y, 0))
            corner = f"{'top' if there.y > 0 else 'bottom'} {'right' if there.x > 0 else 'left'}"
            assert tuple(np.rint(color[:3] * 255)) == QUADRANTS[corner]


def test_an_image_alone_is_an_upright_copy_and_the_file_stays(tmp_path: Path) -> None:
    path = turned_picture(tmp_path, 6)
    before = path.read_bytes()
    for _ in range(2):
        bring(path, "IMAGE")
    assert path.read_bytes() == before
    path.unlink()
    saved_and_reopened(tmp_path / "image.blend")
    (image,) = bpy.data.images
    assert (image.name, image.size[:], image.colorspace_settings.name) == ("turned-6", (64, 32), "sRGB")
    rows = np.rint(np.array(image.pixels[:]).reshape(32, 64, 4)[::-1, :, :3] * 255)
    assert tuple(rows[8, 16]) == QUADRANTS["top left"]
    assert tuple(rows[24, 16]) == QUADRANTS["bottom left"]


def test_several_references_stand_side_by_side_by_their_upright_width(part: Any, tmp_path: Path) -> None:
    files = [part("scene.source_file").SourceFile(turned_picture(tmp_path, number)) for number in (6, 1)]
    where = part("scene.import_target").Target.from_json({"scene": bpy.context.scene.name, "size": 1})
    done = part("scene.import_image").import_image(files, "REFERENCE", where)
    empties = [bpy.data.objects[name] for name in done.objects]
    assert [empty.matrix_world.translation.x for empty in empties] == pytest.approx([-0.525, 0.525])

# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepared results arrive in glTF and USD as they were seen, with pictures in PNG alone."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import bpy

from scripts.export_compare import View, difference, export, import_into_empty, rendered
from tests.blender.import_fixtures import DATA, attribution

if TYPE_CHECKING:
    from pathlib import Path


def test_all_kinds_arrive_side_by_side(part: Any, tmp_path: Path) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "project.blend"))
    view = View(finer=8)
    bring("import_svg", "svg/gradients.svg", tmp_path, (-0.5, 0.5, 0), import_as="CURVES")
    bring("import_svg", "svg/gradients.svg", tmp_path, (0.5, 0.5, 0), import_as="MESH")
    bring("import_svg", "svg/gradients.svg", tmp_path, (-0.5, -0.5, 0), import_as="GREASE_PENCIL")
    bring("import_video", "still-24.mp4", tmp_path, (0.5, -0.25, 0))
    bring("import_image", "half-clear.webp", tmp_path, (0.5, -0.75, 0))
    for block in (bpy.context.object, bpy.context.object.active_material):
        part("scene.attribution").stamp(block, attribution(part))
    before = rendered(view)
    bpy.ops.object.select_all(action="SELECT")
    bpy.ops.antekirt.prepare_for_export()
    files = [export(tmp_path / f"prepared.{ending}") for ending in ("gltf", "usdz")]
    assert pictures_in_gltf(files[0]) == {"image/png"}
    with zipfile.ZipFile(files[1]) as archive:
        assert {name.rpartition(".")[2] for name in archive.namelist()} == {"usdc", "png"}
    for file in files:
        import_into_empty(file)
        assert difference(before, rendered(view)).worst < 2, file.suffix
    named = [part("scene.attribution").read(block) for block in (*bpy.data.objects, *bpy.data.materials)]
    assert [work for work in named if work] == [attribution(part)] * 2


def test_textures_lie_as_they_were_seen(part: Any, tmp_path: Path) -> None:
    """However they were laid: in scene units, turned, on a box, by an empty, from a camera."""
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "project.blend"))
    view = View(finer=4)
    eye = bpy.data.objects.new("Eye", bpy.data.cameras.new("Eye"))
    eye.location, eye.rotation_euler = (0.3, -2, 3), (0.5, 0, 0)
    bpy.context.scene.collection.objects.link(eye)
    bpy.context.scene.camera = eye
    laid: dict[str, dict[str, Any]] = {
        "FLAT": {"tile_size": 0.4},
        "UV": {"tile_size": 0.6, "uv_map": "Other"},
        "BOX": {"tile_size": 0.5},
        "OBJECT": {"extension": "MIRROR"},
        "CAMERA": {},
    }
    for number, (projection, options) in enumerate(laid.items()):
        at = ((number % 2) - 0.5, 0.66 - 0.66 * (number // 2), 0)
        if projection == "BOX":
            bpy.ops.mesh.primitive_cube_add(size=0.5, location=at, rotation=(0.5, 0.3, 0.2), calc_uvs=False)
        else:
            bpy.ops.mesh.primitive_grid_add(x_subdivisions=16, y_subdivisions=16, size=1, location=at)
            bpy.context.object.data.uv_layers.new(name="Other")
        bpy.context.object.scale = (0.8, 0.5, 0.6)
        file = shutil.copy(DATA / "quadrants.png", tmp_path)
        bpy.ops.antekirt.import_image(
            filepath=file, import_as="MATERIAL", shading="UNLIT", projection=projection, **options
        )
        bpy.context.object.select_set(False)
    for material in bpy.data.materials:
        (texture,) = part("scene.texture.inserted").inserted(material.node_tree)
        texture.mapping.inputs["Rotation"].default_value = (0, 0, 0.3)
    before = rendered(view)
    bpy.ops.object.select_all(action="SELECT")
    bpy.ops.antekirt.prepare_for_export()
    file = export(tmp_path / "prepared.gltf")
    import_into_empty(file)
    assert difference(before, rendered(view)).worst < 1


def bring(verb: str, name: str, folder: Path, at: tuple[float, float, float], **choices: Any) -> None:
    file = shutil.copy(DATA / name, folder)
    bpy.context.scene.cursor.location = at
    getattr(bpy.ops.antekirt, verb)(filepath=file, size=0.9, **choices)


def pictures_in_gltf(file: Path) -> set[str]:
    """The formats of the pictures; there is none behind an extension."""
    document = json.loads(file.read_text(encoding="utf-8"))
    assert "EXT_texture_webp" not in document.get("extensionsUsed", [])
    return {image["mimeType"] for image in document["images"]}

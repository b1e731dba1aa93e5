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


def bring(verb: str, name: str, folder: Path, at: tuple[float, float, float], **choices: Any) -> None:
    file = shutil.copy(DATA / name, folder)
    bpy.context.scene.cursor.location = at
    getattr(bpy.ops.antekirt, verb)(filepath=file, size=0.9, **choices)


def pictures_in_gltf(file: Path) -> set[str]:
    """The formats of the pictures; there is none behind an extension."""
    document = json.loads(file.read_text(encoding="utf-8"))
    assert "EXT_texture_webp" not in document.get("extensionsUsed", [])
    return {image["mimeType"] for image in document["images"]}

# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose work it is travels with an export, and is read again where it is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from scripts.export_compare import export, import_into_empty
from tests.blender.import_fixtures import attribution, source_files, target

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")  # 5.3's own FBX exporter does
@pytest.mark.parametrize("ending", ["glb", "usdc", "fbx"])
def test_objects_and_materials_say_whose_work_they_are(part: Any, tmp_path: Path, ending: str) -> None:
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", target(part))
    export_with_properties(tmp_path / f"plane.{ending}")
    import_into_empty(tmp_path / f"plane.{ending}")
    named = [part("scene.attribution").read(block) for block in (*bpy.data.objects, *bpy.data.materials)]
    assert [work for work in named if work] == [attribution(part)] * 2
    (artist,) = part("scene.attribution_report").report(bpy.data)
    assert artist.artist_name == "Humberto Ventura"


def export_with_properties(file: Path) -> None:
    """Export with custom properties; USD writes them by itself."""
    if file.suffix == ".glb":
        bpy.ops.export_scene.gltf(filepath=str(file), export_extras=True)
    elif file.suffix == ".fbx":
        bpy.ops.export_scene.fbx(filepath=str(file), use_custom_props=True)
    else:
        export(file)

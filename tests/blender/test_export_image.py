# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as planes, on their way out of Blender: exported, imported into an empty file, rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
import pytest

from scripts.export_compare import View, compare, difference, rendered
from tests.blender.import_fixtures import DATA

if TYPE_CHECKING:
    from pathlib import Path


def test_an_opaque_picture_arrives_in_gltf(tmp_path: Path) -> None:
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="PLANE")
    assert compare(["glb"], tmp_path)["glb"].worst < 2


@pytest.mark.one_blender
def test_the_comparison_sees_what_went_wrong() -> None:
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="PLANE")
    before = rendered(View())
    bpy.context.object.scale.x = -1
    assert difference(before, rendered(View())).worst > 100
    bpy.context.object.hide_render = True
    assert difference(before, rendered(View())).worst > 100
    bpy.context.object.hide_render = False
    bpy.context.object.scale.x = 1
    assert difference(before, rendered(View())).worst < 1

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


def test_planes_arrive_as_they_are_seen(tmp_path: Path) -> None:
    """Opaque, half-clear and lit, side by side; in the black world a sun shines on the lit one."""
    for left, name, shading in (
        (-0.7, "quadrants.webp", "UNLIT"),
        (0.0, "half-clear.png", "UNLIT"),
        (0.7, "quadrants.png", "LIT"),
    ):
        bpy.context.scene.cursor.location.x = left
        bpy.ops.antekirt.import_image(filepath=str(DATA / name), size=0.6, shading=shading)
    differences = compare(["glb", "usdc"], tmp_path, View(sun=True))
    assert {ending: found for ending, found in differences.items() if found.worst >= 2} == {}


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

# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as reference empties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, GENERATION, source_files, target
from tests.blender.render_view import saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_picture_becomes_an_empty_that_shows_it(tmp_path: Path) -> None:
    bpy.context.scene.cursor.location = (1, 2, 3)
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="REFERENCE", size=3)
    saved_and_reopened(tmp_path / "reference.blend")
    empty = bpy.data.objects["quadrants"]
    assert (empty.type, empty.empty_display_type, empty.empty_display_size) == ("EMPTY", "IMAGE", 3)
    assert empty.data.size[:] == (64, 32)
    assert empty.location[:] == (1, 2, 3)
    assert empty.name in bpy.context.scene.objects


def test_several_stand_side_by_side(part: Any, tmp_path: Path) -> None:
    done = part("scene.import_image").import_image(
        source_files(part, tmp_path, count=2), "REFERENCE", target(part, size=1, align="UPRIGHT")
    )
    empties = [bpy.data.objects[name] for name in done.objects]
    assert [empty.location.x for empty in empties] == pytest.approx([-0.525, 0.525])
    assert [empty["antekirt_generation_id"] for empty in empties] == [GENERATION] * 2

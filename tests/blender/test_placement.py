# SPDX-License-Identifier: GPL-3.0-or-later
"""What is noted when the artist asks, and what becomes of it when the result comes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.scenery import square, target, works

if TYPE_CHECKING:
    from pathlib import Path


def test_it_notes_scene_cursor_frame_and_the_selected_objects(part: Any) -> None:
    names = ["One", "Two", "Three", "Hidden"]
    for name in names:
        square(name)
    for name in ("One", "Three", "Hidden"):
        bpy.data.objects[name].select_set(True)
    bpy.data.objects["Hidden"].hide_viewport = True
    bpy.context.view_layer.objects.active = bpy.data.objects["Three"]
    bpy.context.scene.cursor.location = (1, 2, 3)
    bpy.context.scene.frame_set(7)
    noted = part("scene.placement").capture(bpy.context, size=4.0, align="UPRIGHT")
    assert (noted.scene, noted.objects) == ("Scene", ("Three", "One"))
    assert (noted.location, noted.frame, noted.size, noted.align) == ((1, 2, 3), 7, 4.0, "UPRIGHT")
    assert json.loads(json.dumps(asdict(noted)))["objects"] == ["Three", "One"]


def test_an_object_in_edit_mode_counts_without_being_selected(part: Any) -> None:
    bpy.context.view_layer.objects.active = square("Edited")
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.data.objects["Edited"].select_set(False)
    assert part("scene.placement").capture(bpy.context).objects == ("Edited",)


def test_objects_go_into_the_active_collection(part: Any, tmp_path: Path) -> None:
    bpy.context.scene.collection.children.link(bpy.data.collections.new("Props"))
    layer = bpy.context.view_layer
    layer.active_layer_collection = layer.layer_collection.children["Props"]
    noted = part("scene.placement").capture(bpy.context)
    layer.active_layer_collection = layer.layer_collection  # the artist has gone on meanwhile
    part("scene.import_image").import_image(works(part, tmp_path), "PLANE", noted)
    assert len(bpy.data.collections["Props"].objects) == 1


def test_an_import_leaves_an_edit_in_progress_alone(part: Any, tmp_path: Path) -> None:
    edited = square("Edited")
    bpy.context.view_layer.objects.active = edited
    bpy.ops.object.mode_set(mode="EDIT")
    part("scene.import_image").import_image(works(part, tmp_path), "PLANE", target(part))
    assert (bpy.context.view_layer.objects.active, edited.mode) == (edited, "EDIT")
    assert len(bpy.context.scene.objects) == 2


def test_an_excluded_collection_takes_the_result_all_the_same(part: Any, tmp_path: Path) -> None:
    bpy.context.scene.collection.children.link(bpy.data.collections.new("Hidden"))
    bpy.context.view_layer.layer_collection.children["Hidden"].exclude = True
    part("scene.import_image").import_image(works(part, tmp_path), "PLANE", target(part, collection="Hidden"))
    assert len(bpy.data.collections["Hidden"].objects) == 1


@pytest.mark.skipif(bpy.app.version < (5, 1, 0), reason="older ones crash on that, and always have one")
def test_it_works_without_a_window(part: Any) -> None:
    square().select_set(True)
    with bpy.context.temp_override(window=None, screen=None, area=None):
        assert part("scene.placement").capture(bpy.context, align="VIEW").objects == ("Square",)

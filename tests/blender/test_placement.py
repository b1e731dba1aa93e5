# SPDX-License-Identifier: GPL-3.0-or-later
"""What is noted when the artist asks, and what becomes of it when the result comes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import linked_from_library, source_files, square, target

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
    noted = part("scene.import_target").capture(bpy.context, size=4.0, align="UPRIGHT")
    assert (noted.scene.name, [obj.name for obj in noted.objects]) == ("Scene", ["Three", "One"])
    assert (noted.location, noted.frame, noted.size, noted.align) == ((1, 2, 3), 7, 4.0, "UPRIGHT")
    assert part("scene.import_target").Target.from_json(json.loads(json.dumps(asdict(noted)))) == noted


def test_an_object_in_edit_mode_counts_without_being_selected(part: Any) -> None:
    bpy.context.view_layer.objects.active = square("Edited")
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.data.objects["Edited"].select_set(False)
    (noted,) = part("scene.import_target").capture(bpy.context).objects
    assert noted.name == "Edited"


def test_objects_go_into_the_active_collection(part: Any, tmp_path: Path) -> None:
    bpy.context.scene.collection.children.link(bpy.data.collections.new("Props"))
    layer = bpy.context.view_layer
    layer.active_layer_collection = layer.layer_collection.children["Props"]
    noted = part("scene.import_target").capture(bpy.context)
    layer.active_layer_collection = layer.layer_collection  # the artist has gone on meanwhile
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", noted)
    assert len(bpy.data.collections["Props"].objects) == 1


def test_an_import_leaves_an_edit_in_progress_alone(part: Any, tmp_path: Path) -> None:
    edited = square("Edited")
    bpy.context.view_layer.objects.active = edited
    bpy.ops.object.mode_set(mode="EDIT")
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", target(part))
    assert (bpy.context.view_layer.objects.active, edited.mode) == (edited, "EDIT")
    assert len(bpy.context.scene.objects) == 2


def test_an_excluded_collection_takes_the_result_all_the_same(part: Any, tmp_path: Path) -> None:
    bpy.context.scene.collection.children.link(bpy.data.collections.new("Hidden"))
    bpy.context.view_layer.layer_collection.children["Hidden"].exclude = True
    part("scene.import_image").import_image(
        source_files(part, tmp_path), "PLANE", target(part, collection="Hidden")
    )
    assert len(bpy.data.collections["Hidden"].objects) == 1


@pytest.mark.parametrize("overridden", [False, True])
@pytest.mark.parametrize("count", [1, 2])
def test_a_linked_collection_leaves_it_to_the_one_above(
    part: Any, tmp_path: Path, count: int, *, overridden: bool
) -> None:
    mine = bpy.data.collections.new("Mine")
    linked = linked_from_library(tmp_path / "library.blend", "collections", bpy.data.collections.new("Set"))
    mine.children.link(linked)
    bpy.context.scene.collection.children.link(mine)
    if overridden:
        linked = linked.override_hierarchy_create(bpy.context.scene, bpy.context.view_layer)
        assert linked.override_library
    done = part("scene.import_image").import_image(
        source_files(part, tmp_path / "results", count=count), "PLANE", target(part, collection="Set")
    )
    assert done.warnings == ("Nothing can be added to the linked collection Set, so Mine was used",)
    assert len(mine.all_objects) == count
    assert not linked.all_objects


def test_vectors_for_a_linked_collection_go_into_the_one_above(tmp_path: Path) -> None:
    linked = linked_from_library(tmp_path / "library.blend", "collections", bpy.data.collections.new("Set"))
    bpy.context.scene.collection.children.link(linked)
    layer = bpy.context.view_layer
    layer.active_layer_collection = layer.layer_collection.children["Set"]
    drawing = tmp_path / "square.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>')
    assert bpy.ops.antekirt.import_svg(filepath=str(drawing)) == {"FINISHED"}
    assert len(bpy.context.scene.objects) == 2
    assert not linked.all_objects


def test_a_collection_that_is_gone_is_said(part: Any, tmp_path: Path) -> None:
    importing, noted = part("scene.import_image").import_image, target(part, collection="Props")
    done = importing(source_files(part, tmp_path), "PLANE", noted)
    assert done.warnings == ("The collection Props is gone, so Scene Collection was used",)
    assert not importing(source_files(part, tmp_path), "IMAGE", noted).warnings  # which needs none


def test_a_linked_scene_takes_nothing(part: Any, tmp_path: Path) -> None:
    mine = bpy.context.scene
    linked = linked_from_library(tmp_path / "library.blend", "scenes", bpy.data.scenes.new("Set"))
    bpy.context.window.scene = linked
    done = part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", target(part))
    assert done.warnings == ("The scene Set is gone, so Scene was used",)
    assert len(mine.objects) == 1
    with pytest.raises(RuntimeError, match="linked from another file"):
        bpy.ops.antekirt.generate_image(artist_id="x", prompt="x")


@pytest.mark.skipif(bpy.app.version < (5, 1, 0), reason="older ones always have one")
def test_it_works_without_a_window(part: Any) -> None:
    square().select_set(True)
    with bpy.context.temp_override(window=None):
        (noted,) = part("scene.import_target").capture(bpy.context, align="VIEW").objects
        assert noted.name == "Square"

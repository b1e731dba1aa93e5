# SPDX-License-Identifier: GPL-3.0-or-later
"""What a result is for outlives a restart, and an update."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import pytest
from mathutils import Matrix

from tests.blender.import_fixtures import square

if TYPE_CHECKING:
    from collections.abc import Callable

JOURNAL = Path(__file__).resolve().parents[1] / "data" / "journal-0.1.0.sqlite"


def test_it_is_read_back_as_it_was_noted(part: Callable[[str], Any]) -> None:
    cls = part("operators.job_purpose").Purpose
    purpose = cls.capture(bpy.context, "CURVES", press="a press", size=3.0)
    assert (purpose.target.size, purpose.target.align, purpose.target.by_itself) == (3.0, "AUTO", False)
    assert part("scene.import_target").orientation(purpose.target) == Matrix.Identity(4)
    assert cls.from_json(json.loads(json.dumps(purpose.to_json()))) == purpose


def test_what_0_1_0_noted_by_names_alone_is_read(part: Callable[[str], Any]) -> None:
    with closing(sqlite3.connect(f"file:{JOURNAL}?immutable=1", uri=True)) as journal:
        bodies = [json.loads(body) for (body,) in journal.execute("SELECT body FROM job")]
    noted = [body["purpose"] for body in bodies if body["purpose"]]
    cls = part("operators.job_purpose").Purpose
    assert {purpose["import_as"] for purpose in noted} == {"PLANE", "CURVES", "SEQUENCER"}
    for told in noted:
        purpose = cls.from_json(told)
        target, names = purpose.target, told["target"]
        assert target.view_rotation == tuple(names["view_rotation"])
        assert [obj.name for obj in target.objects] == names["objects"]
        assert (target.collection.name, target.scene.name) == (names["collection"], names["scene"])
        assert (target.editor.shows.name, target.editor.middle) == ("Fox", (0.25, 0.75))
        assert cls.from_json(json.loads(json.dumps(purpose.to_json()))) == purpose


def test_what_a_later_version_has_added_to_it_is_ignored(part: Callable[[str], Any]) -> None:
    cls = part("operators.job_purpose").Purpose
    purpose = cls.capture(bpy.context, "PLANE")
    told = purpose.to_json()
    told["later"] = told["target"]["later"] = told["target"]["scene"]["later"] = 1
    assert cls.from_json(told) == purpose


@pytest.mark.one_blender
@pytest.mark.parametrize("damage", ["{}", '{"import_as": "PLANE", "target": {"scene": 5}}'])
def test_one_that_cannot_be_read_is_one_clear_sentence(part: Callable[[str], Any], damage: str) -> None:
    with pytest.raises(part("scene.error").SceneError, match="not known any more"):
        part("operators.job_purpose").Purpose.from_json(json.loads(damage))


def test_what_it_is_put_on_and_seen_from_can_be_adjusted_afterwards(part: Callable[[str], Any]) -> None:
    target_of, options = part("scene.import_target"), part("scene.texture.texture_options").TextureOptions
    bpy.ops.object.camera_add()
    bpy.context.scene.camera = bpy.context.object
    bpy.context.object.select_set(False)
    squares = [square(), square()]
    for obj in squares:
        obj.select_set(True)
    bpy.context.view_layer.objects.active = squares[1]
    target, names = target_of.capture(bpy.context), []
    for put_on in ("ACTIVE", "SELECTED", "SHARED"):
        target = target_of.laid_otherwise(bpy.context, target, options(put_on=put_on))
        names.append([obj.name for obj in target.objects])
    assert names == [["Square.001"], ["Square.001", "Square"], ["Square.001"]]
    assert target.texture.viewpoint is None
    seen = target_of.laid_otherwise(bpy.context, target, options(projection="CAMERA")).texture.viewpoint
    assert seen == part("scene.texture.viewpoint").viewpoint(bpy.context) is not None

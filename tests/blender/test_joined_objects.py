# SPDX-License-Identifier: GPL-3.0-or-later
"""Results that are joined into other objects stay credited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, attribution, credits_in_file
from tests.blender.render_view import saved_and_reopened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@pytest.fixture
def stamped(part: Any) -> Any:
    """Import a drawing as what is asked for, as the work of an artist; gives the objects that draw it."""

    def bring(kind: str, artist: str) -> list[bpy.types.Object]:
        known = set(bpy.data.objects)
        bpy.ops.antekirt.import_svg(filepath=str(DATA / "svg" / "fill.svg"), import_as=kind)
        drawn = [obj for obj in bpy.data.objects if obj not in known and obj.type != "EMPTY"]
        for obj in drawn:
            part("scene.attribution").stamp(obj, work(part, artist))
        bpy.context.view_layer.update()
        return drawn

    return bring


def work(part: Any, artist: str) -> Any:
    return attribution(part, generation_id=f"of {artist}", artist_name=artist, artist_id=artist, kind="svg")


def join(objects: Sequence[bpy.types.Object], into: bpy.types.Object) -> None:
    bpy.ops.object.select_all(action="DESELECT")
    for obj in (*objects, into):
        obj.select_set(True)
    bpy.context.view_layer.objects.active = into
    bpy.ops.object.join("EXEC_DEFAULT", True)  # with a step of undo, which ends before we hear of it


def plain(kind: str) -> bpy.types.Object:
    """An object of the artist's own."""
    if kind == "MESH":
        bpy.ops.mesh.primitive_cube_add()
    elif kind == "CURVES":
        bpy.ops.curve.primitive_bezier_circle_add()
    elif "gpencil_add" in dir(bpy.ops.object):  # up to 4.2
        bpy.ops.object.gpencil_add()
    else:
        bpy.ops.object.grease_pencil_add()
    return bpy.context.object  # type: ignore[return-value] # it has just been made


@pytest.mark.parametrize("kind", ["MESH", "CURVES", "GREASE_PENCIL"])
def test_joined_into_a_plain_object_all_are_credited(
    part: Any, stamped: Any, kind: str, tmp_path: Path
) -> None:
    join([*stamped(kind, "Ada"), *stamped(kind, "Bo")], plain(kind))
    saved_and_reopened(tmp_path / "joined.blend")
    (joined,) = (obj for obj in bpy.data.objects if "antekirt_credits" in obj)
    assert part("scene.attribution").read_all(joined) == [work(part, "Ada"), work(part, "Bo")]
    artists = credits_in_file(part)
    assert [artist.artist_name for artist in artists] == ["Ada", "Bo"]
    assert joined.name in artists[1].works[0].used_by


def test_one_that_is_joined_into_a_plain_object_is_its_stamp(part: Any, stamped: Any) -> None:
    cube = plain("MESH")
    join(stamped("MESH", "Ada"), cube)
    assert part("scene.attribution").read(cube) == work(part, "Ada")
    assert "antekirt_credits" not in cube


def test_what_is_joined_into_a_result_is_credited_beside_it(part: Any, stamped: Any) -> None:
    (active,) = stamped("MESH", "Ada")
    join(stamped("MESH", "Bo"), active)
    assert part("scene.attribution").read(active) == work(part, "Ada")
    assert part("scene.attribution").read_all(active) == [work(part, "Ada"), work(part, "Bo")]
    join([active], plain("MESH"))
    assert part("scene.attribution").read_all(bpy.context.object) == [work(part, "Ada"), work(part, "Bo")]


def test_undo_and_redo_leave_the_credits_of_a_join_that_they_leave(part: Any, stamped: Any) -> None:
    def named() -> list[Any]:
        found: list[Any] = part("scene.attribution").read_all(bpy.data.objects["BézierCircle"])
        return found

    cube = plain("CURVES")
    bpy.ops.ed.undo_push(message="alone")
    drawn = stamped("CURVES", "Ada") + stamped("CURVES", "Bo")
    bpy.ops.ed.undo_push(message="before")
    join(drawn, cube)
    bpy.ops.mesh.primitive_cube_add()
    bpy.ops.ed.undo_push(message="something else")
    bpy.ops.ed.undo()
    assert named() == [work(part, "Ada"), work(part, "Bo")]
    bpy.ops.ed.undo()
    assert named() == []
    bpy.ops.ed.undo()
    assert named() == []
    bpy.ops.ed.redo()
    bpy.ops.ed.redo()
    assert named() == [work(part, "Ada"), work(part, "Bo")]
    bpy.ops.ed.undo()
    for obj in [obj for obj in bpy.data.objects if obj.type == "CURVE" and obj.name != "BézierCircle"]:
        bpy.data.objects.remove(obj)
    bpy.ops.ed.undo_push(message="deleted")
    bpy.ops.mesh.primitive_cube_add()
    bpy.ops.ed.undo_push(message="something else")
    bpy.ops.ed.undo()
    assert named() == []


def test_a_result_that_takes_the_place_of_another_is_credited_alone(part: Any, stamped: Any) -> None:
    (one,), (other,) = stamped("MESH", "Ada"), stamped("MESH", "Bo")
    (collection,) = other.users_collection
    other.use_fake_user = True
    collection.objects.unlink(other)
    bpy.context.view_layer.update()
    collection.objects.link(other)
    bpy.context.view_layer.objects.active = other
    bpy.data.objects.remove(one)
    bpy.context.view_layer.update()
    assert part("scene.attribution").read_all(other) == [work(part, "Bo")]


def test_what_is_deleted_or_was_in_another_file_is_not_credited(part: Any, stamped: Any) -> None:
    cube = plain("MESH")
    drawn = stamped("MESH", "Ada")
    bpy.ops.object.select_all(action="DESELECT")
    drawn[0].select_set(True)
    bpy.context.view_layer.objects.active = cube
    bpy.ops.object.delete()
    cube.data.vertices[0].co.x = 3
    bpy.context.view_layer.update()
    assert part("scene.attribution").read_all(cube) == []
    join(stamped("MESH", "Bo"), cube)
    assert part("scene.attribution").read_all(cube) == [work(part, "Bo")]
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    bpy.context.view_layer.update()
    assert not [obj for obj in bpy.data.objects if part("scene.attribution").read_all(obj)]


@pytest.mark.one_blender
@pytest.mark.parametrize("damage", ["[", "{}", "[1, {}]", 7])
def test_a_damaged_list_is_read_as_none(part: Any, damage: Any) -> None:
    material = bpy.data.materials.new("Fox")
    material["antekirt_credits"] = damage
    assert part("scene.attribution").read_all(material) == []

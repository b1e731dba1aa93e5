# SPDX-License-Identifier: GPL-3.0-or-later
"""Of several artists each one's name stands beneath the picture, and is never in a render."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest
from mathutils import Vector

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox


@pytest.fixture
def two(service: Sandbox) -> dict[str, str]:
    """Two artists, names by id; one of the names is long."""
    found = service.call("GET", "/artists?limit=30").json["data"]
    found.sort(key=lambda artist: len(artist["name"]))
    return {artist["id"]: artist["name"] for artist in (found[0], found[-1])}


def labels() -> list[Any]:
    return [obj for obj in bpy.data.objects if obj.type == "FONT"]


def _name(label: Any) -> str:
    return str(label.data.body).replace("\n", " ")


@pytest.mark.parametrize(("import_as", "kind"), [("PLANE", "MESH"), ("REFERENCE", "EMPTY")])
def test_it_stands_beneath_its_picture(two: dict[str, str], import_as: str, kind: str) -> None:
    bpy.context.scene.cursor.location = (1.0, 2.0, 3.0)
    bpy.ops.antekirt.generate_image(artist_ids=",".join(two), prompt="a fox", import_as=import_as)
    bpy.context.view_layer.update()
    assert {_name(label) for label in labels()} == set(two.values())
    for label in labels():
        picture = label.parent
        assert (picture.type, two[picture["antekirt_artist_id"]]) == (kind, _name(label))
        assert label["antekirt_generation_id"] == picture["antekirt_generation_id"]
        assert label.hide_render
        assert label.users_collection == picture.users_collection
        assert 0.05 < label.dimensions.x <= 2.0 + 1e-4  # as the longer side is 2
        corners = [picture.matrix_world.inverted() @ label.matrix_world @ Vector(c) for c in label.bound_box]
        assert all(-1.4 < corner.y < -1.0 and abs(corner.z) < 1e-5 for corner in corners)
        assert abs(sum(corner.x for corner in corners)) < 0.1  # centred
    assert not any(label.select_get() for label in labels())


@pytest.mark.one_blender
def test_vectors_and_videos_have_it_too(two: dict[str, str]) -> None:
    chosen = bpy.context.scene.antekirt
    chosen.svg_import_as, chosen.video_import_as = "CURVES", "PLANE"
    chosen.duration, chosen.fps = 2, 12
    bpy.ops.antekirt.generate_image(
        artist_ids=",".join(two), prompt="a fox", import_as="NONE", then={"SVG", "VIDEO"}
    )
    assert sorted(label["antekirt_kind"] for label in labels()) == ["svg", "svg", "video", "video"]
    assert all(label.parent.parent is None for label in labels())


@pytest.mark.one_blender
def test_one_artist_is_known_without_it(service: Sandbox, artist_id: str) -> None:
    bpy.ops.antekirt.generate_image(artist_id=artist_id, count=2, prompt="a fox", import_as="PLANE")
    assert len(service.ledger()) == 2
    assert labels() == []


@pytest.mark.parametrize("name", ["Vega Vega Vega", "Vega " * 12, "Vega" * 15])
def test_a_name_is_as_wide_as_the_picture_at_most(part: Callable[[str], Any], name: str) -> None:
    attribution = part("scene.attribution").Attribution("1", "image", 0, "2", name.strip(), "", "", "")
    source = part("scene.source_file").SourceFile("x.webp", attribution)
    parent = bpy.data.objects.new("picture", None)
    bpy.context.scene.collection.objects.link(parent)
    label = part("scene.name_label").write_beneath(parent, source, (512, 1024), 4.0)
    bpy.context.view_layer.update()
    assert 1.9 < label.dimensions.x <= 2.0 + 1e-4
    assert all(-2.5 < corner[1] < -2.0 for corner in label.bound_box)
    assert label.location.length == 0
    lines = label.data.body.split("\n")
    assert (len(lines), " ".join(lines)) == (2 if name == "Vega " * 12 else 1, name.strip())
    assert label.dimensions.y < 4.0 * part("scene.name_label").HEIGHT

# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose work a datablock is."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import bpy

from tests.blender.import_fixtures import attribution, credits_in_file, source_files, target
from tests.blender.render_view import saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_stamp_is_one_property_for_each_field_and_survives_a_save(part: Any, tmp_path: Path) -> None:
    wanted = attribution(part, prompt="füchse im 雪\n" * 100)
    part("scene.attribution").stamp(bpy.data.materials.new("Fox"), wanted)
    bpy.data.materials["Fox"].use_fake_user = True
    saved_and_reopened(tmp_path / "stamp.blend")
    material = bpy.data.materials["Fox"]
    assert {key: material[key] for key in material.keys()} == {  # noqa: SIM118 - a material is no mapping
        f"antekirt_{name}": value for name, value in asdict(wanted).items()
    }
    assert part("scene.attribution").read(material) == wanted


def test_what_was_never_stamped_or_was_tampered_with_is_read_without_fuss(part: Any) -> None:
    material = bpy.data.materials.new("Fox")
    assert part("scene.attribution").read(material) is None
    material["antekirt_generation_id"] = "an id"
    material["antekirt_image_index"] = "many"
    found = part("scene.attribution").read(material)
    assert (found.generation_id, found.image_index, found.artist_name) == ("an id", 0, "")
    assert found.kind == "image"
    material["antekirt_kind"], material["antekirt_image_index"] = "sculpture", "9" * 9999
    for listed in ("[" * 99_999, "[[1]]", "1", 7):
        material["antekirt_credits"] = listed
        assert part("scene.attribution").read_all(material) == [found]


def test_the_report_lists_each_artist_with_their_works(part: Any, tmp_path: Path) -> None:
    SourceFile = part("scene.source_file").SourceFile  # noqa: N806 - it is a class
    picture, second, third = source_files(part, tmp_path, count=3)
    fox = SourceFile(
        second.path, attribution(part, generation_id="fox", artist_name="Ada", artist_id="a", prompt="A fox")
    )
    later = SourceFile(
        third.path, attribution(part, generation_id="b", created_at="2026-05-01", prompt="Later")
    )
    for source in (picture, fox, later):
        part("scene.import_image").import_image([source], "PLANE", target(part))
    (film,) = source_files(part, tmp_path, "ramp-24.mp4")
    part("scene.import_video").import_video(film, "SEQUENCER", target(part))
    bpy.data.materials.new("unused")["antekirt_generation_id"] = "unused"

    ada, humberto = credits_in_file(part)
    assert [(work.prompt, work.kinds) for work in ada.works] == [("A fox", ("image",))]
    assert (ada.artist_name, humberto.artist_name) == ("Ada", "Humberto Ventura")
    assert [(work.created_at, work.kinds) for work in humberto.works] == [
        ("2026-03-04T09:43:26.538Z", ("image", "video")),
        ("2026-05-01", ("image",)),
    ]
    assert "A fox" in ada.works[0].used_by

# SPDX-License-Identifier: GPL-3.0-or-later
"""The Text that names the artists: whose it is, and when it is brought up to date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import PACKAGE
from tests.blender.import_fixtures import attribution, linked_from_library, source_files, square, target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def plane(part: Callable[[str], Any], tmp_path: Path) -> Any:
    part("scene.import_image").import_image(source_files(part, tmp_path), "PLANE", target(part))
    return bpy.context.object


def add_work_of(part: Callable[[str], Any], name: str) -> None:
    part("scene.attribution").stamp(
        square(name), attribution(part, artist_name=name, artist_id=name, generation_id=name)
    )


def save(folder: Path) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(folder / "scene.blend"))


def render() -> None:
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.samples = "CYCLES", 1
    scene.render.resolution_x = scene.render.resolution_y = 4
    scene.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    scene.collection.objects.link(scene.camera)
    bpy.ops.render.render()


def test_it_is_made_once_it_is_asked_for(plane: Any, tmp_path: Path) -> None:
    assert plane
    save(tmp_path)
    assert not bpy.data.texts
    assert bpy.ops.antekirt.write_credits() == {"FINISHED"}
    (text,) = bpy.data.texts
    assert text.name == "Credits"
    assert text["antekirt_credits"]
    assert text.as_string().splitlines()[0] == "Humberto Ventura"
    assert text.current_line_index == 0, "an editor shows its beginning"
    assert bpy.ops.antekirt.write_credits(format="JSON", scope="FILE") == {"FINISHED"}
    assert list(bpy.data.texts) == [text]
    assert json.loads(text.as_string())[0]["artist_name"] == "Humberto Ventura"


@pytest.mark.parametrize("happens", ["save", "render"])
def test_it_is_brought_up_to_date(
    plane: Any, tmp_path: Path, part: Callable[[str], Any], happens: str
) -> None:
    assert plane
    bpy.ops.antekirt.write_credits(format="MARKDOWN")
    add_work_of(part, "Zoë")
    bpy.data.texts["Credits"].cursor_set(2, character=4)
    save(tmp_path) if happens == "save" else render()
    text = bpy.data.texts["Credits"]
    assert (text.current_line_index, text.current_character) == (2, 4), "where the artist reads it"
    assert [line for line in written() if line.startswith("##")] == [
        "## [Humberto Ventura](https://antekirt.com)",
        "## [Zoë](https://antekirt.com)",
    ]
    for obj in list(bpy.data.objects):
        bpy.data.objects.remove(obj)
    bpy.ops.outliner.orphans_purge(do_recursive=True)
    save(tmp_path) if happens == "save" else render()
    assert written()[-1] == "No work of an artist of Antekirt is used."
    assert bpy.ops.antekirt.write_credits() == {"FINISHED"}


def written() -> list[str]:
    return bpy.data.texts["Credits"].as_string().splitlines()


def test_it_is_left_alone_where_nothing_differs(plane: Any, tmp_path: Path) -> None:
    """What is written anew has its cursor at the end."""
    assert plane
    bpy.ops.antekirt.write_credits()
    text = bpy.data.texts["Credits"]
    text.current_line_index = 1
    save(tmp_path)
    render()
    assert bpy.ops.antekirt.write_credits() == {"FINISHED"}
    assert text.current_line_index == 1
    text.write("my own words")
    save(tmp_path)
    assert "my own words" not in text.as_string()


def test_a_text_of_the_artist_stays(plane: Any, tmp_path: Path) -> None:
    assert plane
    own = bpy.data.texts.new("Credits")
    own.write("Catering: Bo")
    bpy.ops.antekirt.write_credits()
    save(tmp_path)
    assert {text.name for text in bpy.data.texts} == {"Credits", "Credits (Antekirt)"}
    assert own.as_string() == "Catering: Bo"
    assert bpy.data.texts["Credits (Antekirt)"].as_string().startswith("Humberto Ventura")


def test_one_that_was_renamed_is_still_ours_and_one_that_is_gone_stays_away(
    plane: Any, tmp_path: Path, part: Callable[[str], Any]
) -> None:
    assert plane
    bpy.ops.antekirt.write_credits()
    bpy.data.texts["Credits"].name = "Names"
    add_work_of(part, "Zoë")
    save(tmp_path)
    assert "Zoë" in bpy.data.texts["Names"].as_string()
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    add_work_of(part, "Bo")
    save(tmp_path)
    assert "Bo\n" in bpy.data.texts["Names"].as_string()
    bpy.data.texts.remove(bpy.data.texts["Names"])
    save(tmp_path)
    render()
    assert not bpy.data.texts


@pytest.fixture
def preferences() -> Iterator[Any]:
    chosen = bpy.context.preferences.addons[PACKAGE].preferences
    yield chosen
    chosen.property_unset("keep_attribution")


@pytest.mark.one_blender
def test_the_preference_leaves_it_alone(
    plane: Any, tmp_path: Path, part: Callable[[str], Any], preferences: Any
) -> None:
    assert plane
    bpy.ops.antekirt.write_credits()
    preferences.keep_attribution = False
    add_work_of(part, "Zoë")
    save(tmp_path)
    render()
    assert "Zoë" not in written()


def test_no_step_of_undo_is_made(plane: Any, tmp_path: Path, part: Callable[[str], Any]) -> None:
    assert plane
    bpy.ops.antekirt.write_credits()
    bpy.ops.ed.undo_push(message="before")
    add_work_of(part, "Zoë")
    bpy.ops.ed.undo_push(message="added")
    save(tmp_path)
    assert "Zoë" in written()
    bpy.ops.ed.undo()
    assert "Zoë" not in bpy.data.objects
    save(tmp_path)
    assert "Zoë" not in written()


def test_it_tells_of_the_scene_that_it_was_written_for(plane: Any, part: Callable[[str], Any]) -> None:
    assert plane
    texts = part("scene.credits.attribution_text")
    first, other = bpy.context.scene, bpy.data.scenes.new("Other")
    bpy.ops.antekirt.write_credits()
    texts.renew(bpy.data, other)
    assert texts.Subject.read(bpy.data.texts["Credits"]).scene == first.name
    texts.renew(bpy.data, other, is_rendered=True)
    assert texts.Subject.read(bpy.data.texts["Credits"]).scene == "Other"
    bpy.data.scenes.remove(other)
    texts.renew(bpy.data, first)
    assert texts.Subject.read(bpy.data.texts["Credits"]).scene == first.name


def test_linked_scenes_and_texts_are_none_of_ours(
    plane: Any, tmp_path: Path, part: Callable[[str], Any]
) -> None:
    """A linked scene has the name of one of this file, and is told of nevertheless."""
    bpy.ops.antekirt.write_credits()
    text = linked_from_library(tmp_path / "library.blend", "texts", bpy.data.texts["Credits"])
    assert text["antekirt_credits"]
    bpy.data.objects.remove(plane)
    texts, scene = part("scene.credits.attribution_text"), bpy.context.scene
    assert texts.ours(bpy.data) is None
    with bpy.data.libraries.load(str(tmp_path / "library.blend"), link=True) as (there, here):  # type: ignore[func-returns-value] # so say the stubs
        here.scenes = there.scenes[:1]
    linked = here.scenes[0]
    assert (linked.name, linked.library is None) == (scene.name, False)
    content = part("scene.credits.formats").as_text(
        part("scene.credits.scope").credits_in(bpy.data, linked, "RENDER")
    )
    own, _changed = texts.write(bpy.data, texts.Subject.of(linked, "RENDER", "TEXT"), content)
    assert own.name == "Credits"
    assert own.library is None
    save(tmp_path)
    assert own.as_string().startswith("Humberto Ventura")
    texts.renew(bpy.data, scene, is_rendered=True)
    assert own.as_string().startswith("No work")


@pytest.mark.one_blender
@pytest.mark.parametrize("kept", ["{", "[1]", '{"scope": 3, "format": []}', "[" * 99_999, 7])
def test_a_damaged_mark_is_a_plain_text_of_the_render(
    plane: Any, tmp_path: Path, part: Callable[[str], Any], kept: object
) -> None:
    assert plane
    bpy.data.texts.new("Names")["antekirt_credits"] = kept
    save(tmp_path)
    assert bpy.data.texts["Names"].as_string().startswith("Humberto Ventura")
    assert part("scene.attribution").read_all(bpy.data.texts["Names"]) == []

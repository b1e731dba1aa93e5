# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists' names in what is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import attribution, square
from tests.blender.render_view import saved_and_reopened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OURS = "Art by Ada, Zoë Müller, 村上 (Antekirt)"


@pytest.fixture
def scene(part: Callable[[str], Any]) -> Any:
    """Give a scene that shows works of three artists."""
    show(part, "村上", "Zoë Müller", "Ada")
    return bpy.context.scene


def show(part: Callable[[str], Any], *names: str) -> None:
    for name in names:
        work = attribution(part, artist_name=name, artist_id=name, generation_id=name)
        part("scene.attribution").stamp(square(name), work)


def test_the_line_follows_the_artists_own_note_and_is_taken_out_exactly(scene: Any) -> None:
    scene.render.stamp_note_text = "Shot 12\n  final "
    scene.antekirt.credit_renders = True
    assert scene.render.stamp_note_text == f"Shot 12\n  final \n{OURS}"
    assert scene.render.use_stamp_note
    assert not scene.render.use_stamp
    scene.antekirt.credit_renders = False
    assert scene.render.stamp_note_text == "Shot 12\n  final "
    assert not scene.render.use_stamp_note
    assert not [name for name in scene.keys() if name != "antekirt" and name.startswith("antekirt")]  # noqa: SIM118


@pytest.mark.parametrize(
    ("edited", "left"),
    [
        ("{note}\nsecond take", "mine\nsecond take"),
        ("{note}second take", "mine\nsecond take"),  # as where the cursor is after the last line
        ("{ours}\nmine", "mine"),
        ("mine, edited\n{ours}", "mine, edited"),
        ("{ours}", ""),
        ("mine", "mine"),
        ("mine\nArt by Ada", "mine\nArt by Ada"),
    ],
)
def test_what_the_artist_writes_meanwhile_is_kept(scene: Any, tmp_path: Path, edited: str, left: str) -> None:
    scene.render.stamp_note_text = "mine"
    scene.antekirt.credit_renders = True
    scene.render.stamp_note_text = edited.format(note=scene.render.stamp_note_text, ours=OURS)
    saved_and_reopened(tmp_path / "edited.blend")
    scene = bpy.context.scene
    assert scene.render.stamp_note_text == (f"{left}\n{OURS}" if left else OURS)
    scene.antekirt.credit_renders = False
    assert scene.render.stamp_note_text == left
    assert scene.render.use_stamp_note == (left not in {"", "mine"})  # a new note is meant to be written


def test_a_note_that_renders_had_before_stays_in_them(scene: Any) -> None:
    scene.render.stamp_note_text, scene.render.use_stamp_note = "mine", True
    scene.antekirt.credit_renders = True
    scene.antekirt.credit_renders = False
    assert scene.render.use_stamp_note


def test_a_line_too_long_is_cut_at_a_name(part: Any, scene: Any) -> None:
    show(part, *(f"Künstler {number:02}" for number in range(60)))
    scene.render.stamp_note_text = own = "é" * 100
    scene.antekirt.credit_renders = True
    note = scene.render.stamp_note_text
    assert note.startswith(f"{own}\nArt by Ada, Künstler 00, Künstler 01, ")
    named = note.count(",")
    assert note.endswith(f"Künstler {named - 2} and {63 - named} more, see CREDITS.md (Antekirt)")
    assert 511 - len(", Künstler 00".encode()) < len(note.encode()) <= 511


def test_a_note_of_the_artists_that_leaves_no_room_stays_alone(scene: Any) -> None:
    scene.render.stamp_note_text = own = "é" * 250
    scene.antekirt.credit_renders = True
    assert scene.render.stamp_note_text == own
    assert not scene.render.use_stamp_note


def test_it_is_brought_up_to_date_on_save_in_every_scene_of_this_file(
    part: Any, scene: Any, tmp_path: Path
) -> None:
    scene.antekirt.credit_renders = True
    other = scene.copy()
    other.name, other.use_fake_user = "Other", True
    show(part, "Berthe")
    bpy.data.scenes.new("Without")
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scenes.blend"))
    notes = {found.name: found.render.stamp_note_text for found in bpy.data.scenes}
    assert (notes["Scene"], notes["Other"]) == (OURS.replace("Ada", "Ada, Berthe"), OURS)
    assert notes["Without"] == ""

    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    with bpy.data.libraries.load(str(tmp_path / "scenes.blend"), link=True) as (_, here):  # type: ignore[func-returns-value] # so say the stubs
        here.scenes = ["Other"]
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "linking.blend"))
    (linked,) = (found for found in bpy.data.scenes if found.library)
    assert linked.render.stamp_note_text == notes["Other"]


def test_nothing_is_written_when_nothing_differs(part: Any, scene: Any) -> None:
    scene.antekirt.credit_renders = True
    bpy.context.view_layer.update()
    changed: list[str] = []
    bpy.app.handlers.depsgraph_update_post.append(  # until another file is loaded
        lambda _, graph: changed.extend(update.id.name for update in graph.updates)
    )
    remembered = scene["antekirt_credit_note"]
    part("operators.credit_renders").bring_all_up_to_date()
    assert scene["antekirt_credit_note"] == remembered
    bpy.context.view_layer.update()
    assert changed == []


def test_where_metadata_is_burned_in_the_line_waits_for_an_answer(scene: Any, part: Any) -> None:
    scene.antekirt.credit_renders = True
    scene.antekirt.credit_burn_in = "ASK"
    assert scene.render.stamp_note_text == OURS
    scene.render.use_stamp = True
    part("operators.credit_renders").bring_all_up_to_date()
    assert scene.render.stamp_note_text == ""
    scene.antekirt.credit_burn_in = "SHOW"
    assert scene.render.stamp_note_text == OURS
    scene.antekirt.credit_burn_in = "KEEP_OUT"
    assert scene.render.stamp_note_text == ""
    assert scene.render.use_stamp


def test_a_script_that_switches_it_on_is_not_asked(scene: Any) -> None:
    scene.render.use_stamp = True
    scene.antekirt.credit_renders = True
    assert scene.render.stamp_note_text == OURS


def test_undo_takes_back_the_switch_and_the_note_together(scene: Any) -> None:
    scene.render.stamp_note_text = "mine"
    bpy.ops.ed.undo_push(message="Before")
    scene.antekirt.credit_renders = True
    bpy.ops.ed.undo_push(message="On")
    bpy.ops.ed.undo()
    scene = bpy.context.scene
    assert (scene.antekirt.credit_renders, scene.render.stamp_note_text) == (False, "mine")
    bpy.ops.ed.redo()
    scene = bpy.context.scene
    assert (scene.antekirt.credit_renders, scene.render.stamp_note_text) == (True, f"mine\n{OURS}")


def test_no_other_scene_begins_with_it(part: Any, scene: Any) -> None:
    scene.antekirt.credit_renders = True
    choices = part("operators.scene_choices")
    assert not {name for name in choices.read(scene.antekirt) if name.startswith("credit")}
    assert not choices.is_made(scene.antekirt)
    choices.forget(scene.antekirt)
    assert scene.antekirt.credit_renders


@pytest.mark.parametrize("kept", ['{"line": 1}', '{"line": 1, "own": 2, "used": 3}', "[" * 99_999, 7])
def test_what_is_damaged_is_the_artists(scene: Any, kept: object) -> None:
    scene.antekirt.credit_renders = True
    scene["antekirt_credit_note"] = kept
    scene.antekirt.credit_renders = False
    assert scene.render.stamp_note_text == OURS


def test_an_artist_without_a_name_is_counted_as_one(part: Any) -> None:
    show(part, "\u202e", "漢" * 600)  # the first is nothing that can be seen
    bpy.context.scene.antekirt.credit_renders = True
    assert bpy.context.scene.render.stamp_note_text == (
        "Art by Unknown artist and 1 more, see CREDITS.md (Antekirt)"
    )

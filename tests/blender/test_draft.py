# SPDX-License-Identifier: GPL-3.0-or-later
"""What was chosen outlives undo, redo, a new file, an opened one and a restart; scripts write it as ever."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def draft(antekirt: object, part: Callable[[str], Any], tmp_path: Path) -> Iterator[Any]:  # noqa: ARG001 - enabled as new
    """Give the draft as it is in a Blender with a window, whose file is this test's own."""
    kept = part("operators.scene_draft").draft()
    kept.has_window, kept.drafts = True, part("catalog.draft").Drafts(tmp_path / "drafts.json")
    part("operators.scene_draft").watch()
    yield kept
    for name in ("prompt", "artist_id", "artist_ids", "count"):  # which a new file begins with
        chosen().property_unset(name)
    part("operators.runtime").current().states.pop(type(kept), None)


def chosen() -> Any:
    return bpy.context.scene.antekirt


def step(message: str) -> None:
    bpy.ops.ed.undo_push(message=message)


@pytest.mark.usefixtures("draft")
def test_undo_and_redo_take_nothing_that_was_chosen() -> None:
    step("begin")
    bpy.ops.mesh.primitive_cube_add()
    step("cube")
    chosen().prompt, chosen().artist_id = (
        "a fox",
        "an artist",
    )  # a script's writing, or a field of the panel's
    chosen().then, chosen().size, chosen().duration = {"SVG", "VIDEO"}, 3.5, 7
    bpy.ops.ed.undo()
    assert not bpy.context.scene.objects
    assert (chosen().prompt, chosen().artist_id, chosen().size) == ("a fox", "an artist", 3.5)
    assert (chosen().then, chosen().duration) == ({"SVG", "VIDEO"}, 7)
    chosen().prompt = "a bear"
    bpy.ops.ed.redo()
    assert len(bpy.context.scene.objects) == 1
    assert (chosen().prompt, chosen().then) == ("a bear", {"SVG", "VIDEO"})


@pytest.mark.usefixtures("draft")
@pytest.mark.one_blender
def test_to_use_a_prompt_and_to_go_back_are_no_steps_of_undo() -> None:
    step("begin")
    bpy.ops.mesh.primitive_cube_add()
    step("cube")
    chosen().prompt = "a fox"
    bpy.ops.antekirt.use_prompt("EXEC_DEFAULT", True, prompt="a bear")
    bpy.ops.antekirt.former_prompt("EXEC_DEFAULT", True)
    bpy.ops.ed.undo()
    assert not bpy.context.scene.objects, "the cube is what was done last"
    assert chosen().prompt == "a fox"


@pytest.mark.usefixtures("draft")
def test_undo_leaves_the_text_that_is_being_written_to_blender() -> None:
    step("begin")
    bpy.ops.antekirt.prompt_to_text()
    step("text")
    bpy.ops.ed.undo()
    assert (chosen().prompt_text, len(bpy.data.texts)) == (None, 0)


@pytest.mark.usefixtures("draft")
def test_a_new_file_begins_with_what_was_used_last() -> None:
    chosen().prompt, chosen().align = "a fox", "UPRIGHT"
    bpy.ops.wm.read_homefile()
    assert (chosen().prompt, chosen().align) == ("a fox", "UPRIGHT")
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    assert (chosen().prompt, chosen().align) == ("a fox", "UPRIGHT")


@pytest.mark.usefixtures("draft")
@pytest.mark.one_blender
def test_a_new_file_does_not_begin_with_what_was_saved_in_the_startup_file() -> None:
    chosen().prompt = "a fox"
    bpy.ops.wm.save_homefile()
    try:
        chosen().prompt = "a bear"
        bpy.ops.wm.read_homefile()
        assert chosen().prompt == "a bear"
    finally:
        (Path(bpy.utils.user_resource("CONFIG")) / "startup.blend").unlink()


@pytest.mark.usefixtures("draft")
def test_a_file_keeps_the_choices_it_was_saved_with(tmp_path: Path, part: Callable[[str], Any]) -> None:
    chosen().prompt = "a fox"
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "fox.blend"))
    bpy.ops.wm.read_homefile()
    chosen().prompt = "a bear"
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "fox.blend"))
    assert chosen().prompt == "a fox"
    bpy.ops.wm.read_homefile()
    assert chosen().prompt == "a bear"  # to look at a file is not to use it
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "fox.blend"))
    part("operators.scene_draft").note_use(bpy.context)
    bpy.ops.wm.read_homefile()
    assert chosen().prompt == "a fox"


@pytest.mark.usefixtures("draft")
@pytest.mark.one_blender
def test_the_prompt_of_the_file_before_is_a_former_one(tmp_path: Path, part: Callable[[str], Any]) -> None:
    chosen().prompt = "a fox"
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "fox.blend"))
    for is_used in (False, True):
        bpy.ops.wm.read_homefile()
        chosen().prompt = "an unsent bear"
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "fox.blend"))
        if is_used:
            part("operators.scene_draft").note_use(bpy.context)
        assert chosen().prompt == "a fox"
        bpy.ops.antekirt.former_prompt()
        assert chosen().prompt == "an unsent bear"
        bpy.ops.antekirt.former_prompt()
        assert chosen().prompt == "a fox"


@pytest.mark.usefixtures("draft")
def test_what_nobody_has_chosen_in_a_file_is_not_saved_in_it(tmp_path: Path) -> None:
    file = str(tmp_path / "scene.blend")
    chosen().prompt = "a fox of another client's"
    bpy.ops.wm.read_homefile()
    bpy.ops.wm.save_as_mainfile(filepath=file)
    assert chosen().prompt == "a fox of another client's"
    with pytest.raises(RuntimeError):
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "no" / "such" / "folder.blend"))
    assert chosen().prompt == "a fox of another client's"
    bpy.ops.wm.read_homefile()
    with bpy.data.libraries.load(file, link=True) as (_there, linked):  # type: ignore[func-returns-value]  # stubs
        linked.scenes = ["Scene"]
    (scene,) = linked.scenes
    assert not scene.antekirt.prompt
    bpy.ops.wm.read_homefile()
    chosen().prompt = "a bear"
    bpy.ops.wm.open_mainfile(filepath=file)
    assert chosen().prompt == "a bear"


def test_each_scene_has_its_own_choices(draft: Any, part: Callable[[str], Any], tmp_path: Path) -> None:
    watch = part("operators.scene_draft").watch
    chosen().prompt, chosen().align = "a fox", "VIEW"
    watch()
    other: Any = bpy.data.scenes.new("Other")
    step("scene")
    watch()
    assert (other.antekirt.prompt, other.antekirt.align) == ("a fox", "VIEW")
    other.antekirt.prompt = "a bear"
    step("bear")
    bpy.ops.ed.undo()
    assert [scene.antekirt.prompt for scene in bpy.data.scenes] == ["a bear", "a fox"]
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "two.blend"))
    bpy.ops.wm.read_homefile()
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "two.blend"))
    assert [scene.antekirt.prompt for scene in bpy.data.scenes] == ["a bear", "a fox"]
    assert len(draft.held) == 2


def test_a_restart_takes_nothing(draft: Any, part: Callable[[str], Any], tmp_path: Path) -> None:
    chosen().prompt, chosen().size, chosen().then = "a fox", 4.0, {"SVG"}
    draft.follow(bpy.data.scenes)
    draft.close()
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    assert not chosen().prompt
    begun = part("operators.scene_draft").draft()
    begun.has_window, begun.drafts = True, part("catalog.draft").Drafts(tmp_path / "drafts.json")
    part("operators.scene_draft").watch()
    assert (chosen().prompt, chosen().size, chosen().then) == ("a fox", 4.0, {"SVG"})


def test_a_script_without_a_window_is_given_no_choices_that_change_what_it_makes(
    antekirt: object,  # noqa: ARG001 - enabled as new
    tmp_path: Path,
) -> None:
    chosen().prompt, chosen().size, chosen().align, chosen().pack = "a fox", 4.0, "VIEW", True
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    assert chosen().prompt == "a fox"
    assert [chosen().is_property_set(name) for name in ("size", "align", "pack")] == [False] * 3
    chosen().prompt = "a fox"  # in each of many files
    file = tmp_path / "fox.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(file))
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    chosen().prompt = "a bear"
    bpy.ops.wm.open_mainfile(filepath=str(file))
    assert chosen().prompt == "a fox"


def test_a_size_that_is_no_number_does_not_seem_to_change_all_the_time(draft: Any) -> None:
    chosen().size = math.nan
    draft.follow([bpy.context.scene])
    draft.drafts.write()
    before = draft.drafts.current
    draft.follow([bpy.context.scene])
    assert draft.drafts.current is before
    chosen().property_unset("size")


def test_former_prompts_come_round(draft: Any) -> None:
    for prompt in ("a fox", "a bear", "an owl"):
        bpy.ops.antekirt.use_prompt(prompt=prompt)
    seen = []
    for _ in range(4):
        bpy.ops.antekirt.former_prompt()
        seen.append(chosen().prompt)
    assert seen == ["a bear", "a fox", "an owl", "a bear"]
    assert len(draft.drafts.current.former) == 2


def test_a_former_prompt_comes_with_what_was_replaced_together_with_it(draft: Any) -> None:
    chosen().prompt, chosen().artist_id, chosen().motion, chosen().size = "a fox", "vega", "slow", 4.0
    draft.follow(bpy.data.scenes)
    chosen().prompt, chosen().artist_id, chosen().motion = "a bear", "lyra", "fast"  # a preset, say
    draft.follow(bpy.data.scenes)
    chosen().size = 5.0
    bpy.ops.antekirt.former_prompt()
    assert (chosen().prompt, chosen().artist_id, chosen().motion) == ("a fox", "vega", "slow")
    assert chosen().size == 5.0
    bpy.ops.antekirt.former_prompt()
    assert (chosen().prompt, chosen().artist_id, chosen().motion) == ("a bear", "lyra", "fast")


@pytest.mark.usefixtures("draft")
@pytest.mark.one_blender
def test_without_a_former_prompt_there_is_no_button() -> None:
    assert not bpy.ops.antekirt.former_prompt.poll()
    chosen().prompt = "a fox"
    bpy.ops.antekirt.use_prompt(prompt="a bear")
    assert bpy.ops.antekirt.former_prompt.poll()


@pytest.mark.one_blender
def test_the_draft_follows_the_account(
    draft: Any, antekirt: Any, part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    job_session, watch = part("operators.job_session"), part("operators.scene_draft").watch

    def use(key: str) -> None:
        monkeypatch.setenv("ANTEKIRT_API_KEY", key)
        job_session.session().client.account()
        watch()

    bpy.context.preferences.system.use_online_access = True
    use(antekirt.api_key)
    chosen().prompt, chosen().size = "a fox", 4.0
    watch()
    use(antekirt.other_api_key)
    assert (chosen().prompt, chosen().size) == ("", 4.0)
    chosen().prompt = "a bear"
    use(antekirt.api_key)
    assert chosen().prompt == "a fox"
    use(antekirt.other_api_key)
    assert chosen().prompt == "a bear"
    assert not draft.drafts.former("a bear")
    job, session = part("jobs.job"), job_session.session()
    for prompt, account in (("a fox", "another"), ("an owl", session.client.known_account)):
        made = job.Job(job.Kind.IMAGE, {}, session.service, prompt=prompt, account=account)
        session.jobs[made.id] = made
    assert part("ui.snapshot").make(session).prompts == ("an owl",)


@pytest.mark.usefixtures("draft")
@pytest.mark.one_blender
def test_a_preset_keeps_what_becomes_of_the_image_and_an_old_one_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel: Any = bpy.types.ANTEKIRT_PT_presets
    monkeypatch.setattr(panel, "bl_label", panel.bl_label)  # Blender writes a preset's name into it
    made = {"image_import_as": "WORLD", "svg_import_as": "MESH", "video_import_as": "SEQUENCER", "size": 5.0}
    made |= {"align": "UPRIGHT", "pack": True, "prompt": "a fox", "artist_ids": "lyra", "count": 2}
    for name, value in made.items():
        setattr(chosen(), name, value)
    bpy.ops.antekirt.add_preset(name="Fox")
    for name in made:
        chosen().property_unset(name)
    (file,) = (path for folder in bpy.utils.preset_paths("antekirt") for path in Path(folder).glob("*.py"))
    bpy.ops.script.execute_preset(filepath=str(file), menu_idname="ANTEKIRT_PT_presets")
    assert {name: getattr(chosen(), name) for name in made} == made
    old = tmp_path / "old.py"
    old.write_text("import bpy\nchosen = bpy.context.scene.antekirt\n\nchosen.prompt = 'a bear'\n")
    bpy.ops.script.execute_preset(filepath=str(old), menu_idname="ANTEKIRT_PT_presets")
    assert (chosen().prompt, chosen().image_import_as) == ("a bear", "WORLD")
    assert (chosen().artist_ids, chosen().count) == ("", 1), "it would cost more than it did"
    bpy.ops.antekirt.former_prompt()
    assert (chosen().prompt, chosen().artist_ids, chosen().count) == ("a fox", "lyra", 2)

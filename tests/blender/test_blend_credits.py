# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose works blend files use that are not open."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import attribution, linked_from_library, source_files, square, target

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "import pathlib; pathlib.Path({!r}).touch()"


def test_files_of_a_folder_are_read_with_their_scripts_off(part: Any, tmp_path: Path) -> None:
    shots, ran = tmp_path / "shots", tmp_path / "a script ran"
    (shots / "later").mkdir(parents=True)
    part("scene.import_image").import_image(source_files(part, tmp_path / "a"), "PLANE", target(part))
    hidden = square("Hidden")
    part("scene.attribution").stamp(hidden, attribution(part, artist_id="ada", artist_name="Ada 雪"))
    hidden.hide_render = True
    library = tmp_path / "library.blend"
    square().data.materials.append(linked_from_library(library, "materials", bpy.data.materials.new("Red")))
    text = bpy.data.texts.new("Start.py")
    text.write(SCRIPT.format(str(ran)))
    text.use_module = True
    bpy.ops.wm.save_as_mainfile(filepath=str(shots / "fox é.blend"))
    whole = (shots / "fox é.blend").read_bytes()
    (shots / "later" / "cut.blend").write_bytes(whole[: len(whole) // 2])
    (shots / "notes.txt").write_text("no blend file", encoding="utf-8")
    library.unlink()
    before = bpy.data.filepath

    told = list(part("cli.blend_credits").credits_of_files([shots, tmp_path / "gone.blend"], "file"))
    assert [file.path for file in told] == [
        shots / "fox é.blend",
        library,
        shots / "later" / "cut.blend",
        tmp_path / "gone.blend",
    ]
    fox, missing, cut, gone = told
    assert [artist.artist_name for artist in fox.credits] == ["Ada 雪", "Humberto Ventura"]
    assert fox.uses[0][1] == attribution(part)
    assert [bool(file.problem) for file in told] == [False, True, True, True]
    assert (missing.problem, gone.problem) == (
        "There is no such file, and fox é.blend links from it",
        "There is no such file",
    )
    assert cut.uses == ()
    assert (bpy.data.filepath, ran.exists()) == (before, False)
    (rendered, *_) = part("cli.blend_credits").credits_of_files([shots / "fox é.blend"], "render")
    assert [artist.artist_name for artist in rendered.credits] == ["Humberto Ventura"]


@pytest.mark.one_blender
def test_the_command_line_tells_of_all_files_that_can_be_read(cli: Any, part: Any, tmp_path: Path) -> None:
    for name in ("Ada", "Bo"):
        stamped = square(name)
        part("scene.attribution").stamp(
            stamped, attribution(part, generation_id=name, artist_id=name, artist_name=name)
        )
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / f"{name}.blend"), copy=True)
        bpy.data.objects.remove(stamped)
    code, out, line = cli("credits", "--format", "json", str(tmp_path))
    assert ([artist["artist_name"] for artist in json.loads(out)], code) == (["Ada", "Bo"], 0)
    gone = tmp_path / "gone.blend"
    code, out, line = cli("credits", "--format", "text", str(gone), str(tmp_path / "Bo.blend"))
    assert (code, line) == (1, f"antekirt: {gone} cannot be read: There is no such file.")
    assert out.splitlines()[0] == "Bo"


@pytest.mark.one_blender
def test_what_is_no_file_is_told_of_and_not_waited_for(part: Any, tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.blend")
    (tmp_path / "gone.blend").symlink_to("nowhere")
    long = tmp_path / ("n" * 300)
    told = list(part("cli.blend_credits").credits_of_files([tmp_path, long], "file"))
    assert [(file.path.name, file.problem) for file in told] == [
        ("gone.blend", "There is no such file"),
        ("pipe.blend", "It is no file"),
        (long.name, "File name too long"),
    ]

# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that were paid for leave as they came: byte for byte, with a page that names their artists."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import attribution, source_files, target

if TYPE_CHECKING:
    from pathlib import Path

SIGNED = b"C2PA" + struct.pack("<I", 12) + b"a signature."


def signed(path: Path) -> bytes:
    """Put a chunk into a WebP that any change of the file would lose or make untrue."""
    content = path.read_bytes() + SIGNED
    content = content[:4] + struct.pack("<I", len(content) - 8) + content[8:]
    path.write_bytes(content)
    return content


def copied(folder: Path, scope: str = "FILE") -> dict[str, bytes]:
    """Copy originals to a folder; gives the files in it."""
    assert bpy.ops.antekirt.copy_originals(directory=str(folder), scope=scope) == {"FINISHED"}
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("way", ["NAMED", "PACKED", "BESIDE"])
def test_a_file_that_the_blend_file_names_or_has_packed_is_copied_as_it_is(
    part: Any, tmp_path: Path, way: str
) -> None:
    (source,) = source_files(part, tmp_path / "came")
    content = signed(source.path)
    if way == "BESIDE":
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    part("scene.import_image").import_image([source], "PLANE", target(part))
    if way == "PACKED":
        next(image for image in bpy.data.images if image.filepath).pack()
    if way != "NAMED":
        source.path.unlink()
    out = tmp_path / "out"
    made = copied(out)
    (name,) = (name for name in made if name != "CREDITS.md")
    assert name.endswith(".webp")
    assert made[name] == content
    page = made["CREDITS.md"].decode()
    assert "Humberto Ventura" in page
    assert name in page
    assert copied(out) == made, "the same again is nothing new"


def test_nothing_of_the_artists_own_is_written_over(part: Any, tmp_path: Path) -> None:
    (source,) = source_files(part, tmp_path / "came")
    part("scene.import_image").import_image([source], "PLANE", target(part))
    (name,) = copied(tmp_path / "first").keys() - {"CREDITS.md"}
    out = tmp_path / "out"
    out.mkdir()
    for own in (name, "CREDITS.md"):
        (out / own).write_bytes(b"my own")
    made = copied(out)
    assert (made[name], made["CREDITS.md"]) == (b"my own", b"my own")
    assert made[name.replace(".webp", "-2.webp")] == source.path.read_bytes()
    assert b"Humberto Ventura" in made["CREDITS-2.md"]


def test_only_what_is_selected_is_copied(part: Any, tmp_path: Path) -> None:
    SourceFile = part("scene.source_file").SourceFile  # noqa: N806 - it is a class
    first, second = source_files(part, tmp_path / "came", count=2)
    fox = SourceFile(second.path, attribution(part, generation_id="fox", artist_name="Ada", artist_id="a"))
    for source in (first, fox):
        part("scene.import_image").import_image([source], "PLANE", target(part))
    (plane,) = (obj for obj in bpy.data.objects if obj.get("antekirt_generation_id") == "fox")
    bpy.ops.object.select_all(action="DESELECT")
    plane.select_set(True)
    bpy.context.view_layer.objects.active = plane
    page = copied(tmp_path / "out", "SELECTED")["CREDITS.md"].decode()
    assert "Ada" in page
    assert "Humberto" not in page
    assert len(copied(tmp_path / "all")) == 3


def test_the_original_is_told_from_what_was_made_of_it_by_the_journal(
    part: Any, artist_id: str, tmp_path: Path, online: None
) -> None:
    assert online is None
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="PLANE")
    session = part("operators.job_session").session()
    (job,) = session.jobs.values()
    original = session.results_folder.path(job.files[0])
    content = original.read_bytes()
    image = next(image for image in bpy.data.images if image.get("antekirt_generation_id"))
    image.pack()
    original.write_bytes(content + b"painted on")
    (name,) = (made := copied(tmp_path / "out")).keys() - {"CREDITS.md"}
    assert made[name] == content, "that which is packed"
    image.unpack(method="REMOVE")
    with pytest.raises(RuntimeError, match="Not on this computer: 1 of 1"):
        bpy.ops.antekirt.copy_originals(directory=str(tmp_path / "none"), scope="FILE")


def test_copies_beside_a_blend_file_are_byte_for_byte(part: Any, tmp_path: Path) -> None:
    """Both those that are gathered and those that a save makes; nobody edits what may be signed."""
    (source,) = source_files(part, tmp_path / "came")
    content = signed(source.path)
    part("scene.import_image").import_image([source], "PLANE", target(part))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    (beside,) = (tmp_path / "antekirt").iterdir()
    assert beside.read_bytes() == content
    beside.unlink()
    next(image for image in bpy.data.images if image.filepath).filepath_raw = str(source.path)
    bpy.ops.antekirt.gather_files()
    assert beside.read_bytes() == source.path.read_bytes() == content


@pytest.mark.one_blender
def test_without_a_work_nothing_is_copied(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="No result of Antekirt is among these"):
        bpy.ops.antekirt.copy_originals(directory=str(tmp_path / "out"), scope="FILE")
    assert not (tmp_path / "out").exists()

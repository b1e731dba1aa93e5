# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as image datablocks, and what becomes of files that are none."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import PACKAGE
from tests.blender.import_fixtures import DATA, source_files, target
from tests.blender.render_view import saved_and_reopened

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["quadrants.webp", "quadrants.png", "quadrants.jpg"])
def test_an_image_that_nothing_uses_yet_is_saved(name: str, tmp_path: Path) -> None:
    bpy.ops.antekirt.import_image(filepath=str(DATA / name), import_as="IMAGE")
    saved_and_reopened(tmp_path / "image.blend")
    image = bpy.data.images["quadrants"]
    assert image.size[:] == (64, 32)
    assert image.colorspace_settings.name == "sRGB"
    assert not bpy.data.objects


def test_a_file_that_is_loaded_already_is_not_loaded_again() -> None:
    for _ in range(2):
        bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="PLANE")
    assert len(bpy.data.images) == 1
    assert len(bpy.data.objects) == 2


@pytest.mark.parametrize("how", ["painted", "painted and packed", "painted and saved"])
def test_importing_again_what_was_painted_on_gives_the_original_beside_it(
    part: Any, tmp_path: Path, how: str
) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    (source,) = source_files(part, tmp_path / "results", "quadrants.png")
    part("scene.import_image").import_image([source], "IMAGE", target(part))
    (painted,) = bpy.data.images
    original = painted.pixels[0]
    painted.pixels[0] = 1 - original
    if "packed" in how:
        painted.pack()
    if "saved" in how:
        painted.save()
    painted.name = "painted"
    for _ in range(2):
        part("scene.import_image").import_image([source], "IMAGE", target(part))
    again = next(image for image in bpy.data.images if image.name != "painted")
    assert len(bpy.data.images) == 2
    assert abs(again.pixels[0] - original) < 0.01
    assert abs(painted.pixels[0] - (1 - original)) < 0.01


def test_a_picture_that_was_exported_anew_comes_in_anew(tmp_path: Path) -> None:
    file = shutil.copy(DATA / "quadrants.png", tmp_path / "mine.png")
    bpy.ops.antekirt.import_image(filepath=str(file), import_as="PLANE")
    other = bpy.data.images.new("other", 10, 40)
    other.filepath_raw, other.file_format = str(file), "PNG"
    other.save()
    bpy.data.images.remove(other)
    bpy.ops.antekirt.import_image(filepath=str(file), import_as="PLANE")
    assert [image.size[:] for image in bpy.data.images] == [(10, 40)]
    assert bpy.context.object.dimensions[:2] == pytest.approx((0.5, 2))


def test_a_color_space_that_the_artist_chose_stays() -> None:
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="PLANE")
    bpy.data.images["quadrants"].colorspace_settings.name = "Non-Color"
    bpy.ops.antekirt.import_image(filepath=str(DATA / "quadrants.png"), import_as="PLANE")
    assert bpy.data.images["quadrants"].colorspace_settings.name == "Non-Color"


def test_a_color_management_without_the_usual_names_keeps_its_own() -> None:
    script = f"""if True:
        import bpy, os
        bpy.ops.preferences.addon_enable(module={PACKAGE!r})
        bpy.ops.antekirt.import_image(filepath={str(DATA / "quadrants.png")!r}, import_as="PLANE")
        print("It is", bpy.data.images["quadrants"].colorspace_settings.name, flush=True)
        os._exit(0)  # some Blenders do not survive Python's own way out
    """
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"OCIO": str(DATA / "studio.ocio")},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "It is Studio sRGB Texture" in done.stdout, done.stdout + done.stderr


def test_packing_keeps_the_original_bytes(part: Any, tmp_path: Path) -> None:
    (source,) = source_files(part, tmp_path / "results")
    part("scene.import_image").import_image([source], "IMAGE", target(part, pack=True))
    original = source.path.read_bytes()
    source.path.unlink()
    saved_and_reopened(tmp_path / "packed.blend")
    (image,) = bpy.data.images
    assert image.packed_file.data == original
    assert image.pixels[0] >= 0
    assert image.size[:] == (64, 32)


def test_a_file_of_the_artists_own_stays_where_it_is(tmp_path: Path) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    picture = shutil.copy(DATA / "quadrants.png", tmp_path / "mine.png")
    bpy.ops.antekirt.import_image(filepath=str(picture), import_as="IMAGE")
    assert bpy.data.images["mine"].filepath == "//mine.png"
    assert "antekirt_generation_id" not in bpy.data.images["mine"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE html><html></html>", "This is an HTML page, not a picture"),
        (b"", "The file is empty"),
        ((DATA / "quadrants.webp").read_bytes()[:50], "The file is incomplete"),
        ((DATA / "ramp-24.mp4").read_bytes(), "this is MP4, not a picture"),
    ],
)
@pytest.mark.parametrize("choice", ["IMAGE", "PLANE", "REFERENCE", "WORLD"])
def test_what_is_no_picture_is_refused_and_leaves_nothing(
    content: bytes, words: str, choice: str, tmp_path: Path
) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(content)
    with pytest.raises(RuntimeError, match=re.escape(f"picture.png cannot be imported: {words}")):
        bpy.ops.antekirt.import_image(filepath=str(file), import_as=choice)
    assert not bpy.data.images
    assert not bpy.data.objects


def test_a_picture_whose_data_is_broken_leaves_nothing(tmp_path: Path) -> None:
    content = bytearray((DATA / "quadrants.png").read_bytes())
    start = content.index(b"IDAT") + 4
    content[start : start + 20] = bytes(20)
    file = tmp_path / "picture.png"
    file.write_bytes(content)
    with pytest.raises(RuntimeError, match=r"picture\.png is broken: this Blender cannot show it"):
        bpy.ops.antekirt.import_image(filepath=str(file), import_as="PLANE")
    assert not bpy.data.images


def test_an_animated_webp_is_shown_from_5_1_on_and_refused_before(part: Any, tmp_path: Path) -> None:
    """Older Blenders load one with the right size and all its pixels zero."""
    file = tmp_path / "two frames.webp"
    file.write_bytes(base64.b64decode(part("scene.compat").ANIMATED_WEBP))
    if bpy.app.version >= (5, 1, 0):
        bpy.ops.antekirt.import_image(filepath=str(file), import_as="IMAGE")
        image: Any = bpy.data.images[0]
        assert list(image.pixels) == [1.0, 1.0, 1.0, 1.0]
        return
    with pytest.raises(RuntimeError, match=r"two frames\.webp is animated"):
        bpy.ops.antekirt.import_image(filepath=str(file), import_as="IMAGE")
    assert not bpy.data.images


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"gone\.png cannot be read: No such file or directory"):
        bpy.ops.antekirt.import_image(filepath=str(tmp_path / "gone.png"))


@pytest.mark.one_blender
@pytest.mark.parametrize("name", ["import_image", "import_svg", "import_video"])
def test_what_is_not_imported_yet_is_no_choice_for_a_file_of_ones_own(name: str) -> None:
    choices = getattr(bpy.ops.antekirt, name).get_rna_type().properties["import_as"].enum_items
    assert "NONE" not in choices


@pytest.mark.parametrize("prompt", ["日本の山と夕焼け" * 200, "🦊" * 5000, "\n\t ", "a\x00b\x07c", "../../x"])
def test_any_prompt_makes_a_readable_name(part: Any, prompt: str) -> None:
    name = part("scene.datablock_name").readable(prompt, "Work")
    assert bpy.data.materials.new(name).name == name
    assert name.isprintable()
    assert name
    stem = part("scene.file_copy").file_stem(prompt, "AA471B83-3153", "image", 2)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*-aa471b83-2", stem)
    assert len(stem) < 60

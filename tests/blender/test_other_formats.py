# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and films that the service never sends come in wherever this Blender reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import DATA
from tests.blender.render_view import QUADRANTS, corners, look_down, rendered_pixels, shows_quadrants

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, kind: Any, *, scale: float = 1.0) -> Path:
    """Have Blender write the picture of tests/data/quadrants.png in another format."""
    original = bpy.data.images.load(str(DATA / "quadrants.png"))
    is_float = kind in {"OPEN_EXR", "HDR"}
    image = bpy.data.images.new("Picture", 64, 32, float_buffer=is_float)
    image.pixels.foreach_set(np.array(original.pixels[:], np.float32) * np.float32(scale))
    image.file_format = kind
    path = folder / f"picture.{kind.lower()}"
    image.save(filepath=str(path))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    return path


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "TARGA", "JPEG2000", "OPEN_EXR", "HDR"])
def test_a_picture_is_read_whatever_its_format(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path, kind)
    look_down()
    bpy.ops.antekirt.import_image(filepath=str(path), import_as="PLANE")
    assert shows_quadrants(rendered_pixels())


def test_a_panorama_keeps_light_beyond_white(tmp_path: Path) -> None:
    path = written(tmp_path, "HDR", scale=0.25)
    bpy.ops.antekirt.import_image(filepath=str(path), import_as="WORLD")
    assert bpy.data.images[0].is_float
    assert bpy.data.images[0].colorspace_settings.name != "sRGB"


def test_a_tiff_that_was_stored_on_its_side_stands_upright(tmp_path: Path) -> None:
    path = written(tmp_path, "TIFF")
    content = bytearray(path.read_bytes())
    entry = re.search(rb"\x12\x01\x03\x00\x01\x00\x00\x00\x01\x00", content)
    assert entry
    content[entry.end() - 2] = 3  # the orientation: half a turn
    path.write_bytes(content)
    look_down()
    bpy.ops.antekirt.import_image(filepath=str(path), import_as="PLANE")
    assert corners(rendered_pixels())["top left"] == QUADRANTS["bottom right"]


@pytest.mark.parametrize("name", ["quadrants.mkv", "quadrants.avi", "quadrants.gif", "old.mov", "phone.3gp"])
def test_a_film_plays_whatever_its_format(name: str, tmp_path: Path) -> None:
    if (DATA / name).exists():
        path = DATA / name
    else:
        path = tmp_path / name
        content = (DATA / "quadrants.mp4").read_bytes()
        path.write_bytes(content.replace(b"ftyp", b"free", 1) if name == "old.mov" else content)
    look_down()
    bpy.ops.antekirt.import_video(filepath=str(path), import_as="PLANE")
    for corner, color in corners(rendered_pixels()).items():
        assert np.abs(np.subtract(color, QUADRANTS[corner])).max() < 40
    bpy.ops.antekirt.import_video(filepath=str(path), import_as="SEQUENCER")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89HDF just bytes", "this Blender finds neither a picture nor a video in it"),
        (b"BM" + bytes(60), "this Blender does not read BMP, or the file is broken"),
        (b"II*\0\x08\0\0\0\0\0" + bytes(40), "this Blender does not read TIFF, or the file is broken"),
        (b"#?RADIANCE\n\n" + bytes(40), "this Blender does not read HDR, or the file is broken"),
        (
            bytes((0, 0, 10)) + bytes(9) + b"\x60\xea\x60\xea\x18\0",
            "The picture of 60000 x 60000 pixels is too large",
        ),
        (b"GIF89a\x40\0\x20\0" + bytes(20), "this Blender does not read GIF, or the file is broken"),
    ],
)
def test_what_this_blender_does_not_read_is_said_and_leaves_nothing(
    content: bytes, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "thing.bin"
    file.write_bytes(content)
    with pytest.raises(RuntimeError, match=re.escape(f"thing.bin cannot be imported: {words}")):
        bpy.ops.antekirt.import_image(filepath=str(file))
    assert not bpy.data.images


def test_a_video_as_browsers_leave_it_is_told_how_to_mend(tmp_path: Path) -> None:
    content = (DATA / "ramp-24.webm").read_bytes()
    duration = content.index(b"\x44\x89\x88")
    path = tmp_path / "recorded.webm"
    path.write_bytes(
        content[:duration] + b"\xec\x89" + content[duration + 2 :]
    )  # an empty element in its place
    with pytest.raises(RuntimeError, match=r"ffmpeg -i recorded\.webm -c copy new\.mkv"):
        bpy.ops.antekirt.import_video(filepath=str(path))

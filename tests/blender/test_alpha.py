# SPDX-License-Identifier: GPL-3.0-or-later
"""Half-transparent pictures shine half, whatever their file's format; wholly transparent ones are named."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from tests.blender.import_fixtures import png, target
from tests.blender.render_view import HIGH, look_down, rendered_pixels

if TYPE_CHECKING:
    from pathlib import Path

COLOR, GREY, HALF = (200, 100, 50), 128, 128
P3_AS_SRGB = (215, 93, 31)  # what that color is in Display P3
WEBP = "UklGRh4AAABXRUJQVlA4TBEAAAAvA8AAEAdQsiJXpoCBiOh/AAA="  # lossless, 4 by 4, of that color
GREY_ALPHA, COLOR_ALPHA, DEEP = 4, 6, 257  # types of color in a PNG; from 8 to 16 bits


def pictures(folder: Path) -> dict[Path, tuple[int, ...]]:
    """Write files of a half-transparent color, all pixels alike; gives the color of each."""
    files = {
        "color.png": (png(np.full((4, 4, 4), (*COLOR, HALF), np.uint8), COLOR_ALPHA), COLOR),
        "grey.png": (png(np.full((4, 4, 2), (GREY, HALF), np.uint8), GREY_ALPHA), (GREY,) * 3),
        "deep.png": (png(np.full((4, 4, 4), (*COLOR, HALF), ">u2") * DEEP, COLOR_ALPHA), COLOR),
        "deep-grey.png": (png(np.full((4, 4, 2), (GREY, HALF), ">u2") * DEEP, GREY_ALPHA), (GREY,) * 3),
        "color.sgi": (iris((*COLOR, HALF)), COLOR),
        "color.webp": (base64.b64decode(WEBP), COLOR),
    }
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    return {folder / name: color for name, (_, color) in files.items()}


def iris(color: tuple[int, ...]) -> bytes:
    """Give an Iris picture of 4 by 4 pixels, plane by plane."""
    header = struct.pack(">HBBHHHHII", 474, 0, 1, 3, 4, 4, len(color), 0, 255)
    return header.ljust(512, b"\0") + b"".join(bytes([value]) * 16 for value in color)


def halved(color: tuple[int, ...]) -> Any:
    """A color of half the light, by the curve of sRGB."""
    values = np.array(color) / 255
    light = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4) * HALF / 255
    return np.rint(255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055))


def test_half_transparent_pictures_shine_half_from_a_file_and_packed(tmp_path: Path) -> None:
    due: list[Any] = []
    for pack in (False, True):
        for path, color in pictures(tmp_path).items():
            bpy.context.scene.cursor.location = (len(due) - 7.5, 0.5, 0.0)
            bpy.ops.antekirt.import_image(filepath=str(path), import_as="PLANE", size=1, pack=pack)
            due.append(halved(color))
        tmp_path = tmp_path / "packed"
        tmp_path.mkdir()
    look_down(16)
    bpy.context.scene.cycles.filter_width = 0.01
    shown = rendered_pixels()[HIGH // 2 - 1, : len(due)]
    assert np.abs(shown - due).max() <= 2, shown


def test_a_wholly_transparent_picture_comes_with_a_sentence(part: Any, tmp_path: Path) -> None:
    for alpha, told in ((0, ("“nothing” is wholly transparent: nothing of it can be seen",)), (1, ())):
        content = np.zeros((4, 4, 4), np.uint8)
        content[2, 1] = (255, 255, 255, alpha)
        path = tmp_path / "nothing.png"
        path.write_bytes(png(content, COLOR_ALPHA))
        other = tmp_path / "nothing.sgi"
        other.write_bytes(iris((9, 9, 9, alpha)))
        for file in (path, other):
            source = part("scene.source_file").SourceFile(file)
            assert part("scene.import_image").import_image([source], "PLANE", target(part)).warnings == told


def test_colors_that_a_png_tells_by_numbers_are_those_that_blender_makes_of_them(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    display_p3 = bytes([12, 13, 0, 1])
    path.write_bytes(png(np.full((4, 4, 3), 128, np.uint8), 2, (b"cICP", display_p3)))
    by_itself = bpy.data.images.load(str(path)).colorspace_settings.name
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.antekirt.import_image(filepath=str(path), import_as="IMAGE")
    assert bpy.data.images["wide"].colorspace_settings.name == by_itself


def test_a_color_profile_that_blender_knows_is_heeded(part: Any, tmp_path: Path) -> None:
    """Display P3 in every version; what is not known is named."""
    sides = {"P3": DISPLAY_P3, "wide": PROPHOTO}
    told = {}
    for name, primaries in sides.items():
        path = tmp_path / f"{name}.png"
        profile = b"ICC\0\0" + zlib.compress(color_profile(primaries))
        path.write_bytes(png(np.full((4, 8, 3), COLOR, np.uint8), 2, (b"iCCP", profile)))
        source = part("scene.source_file").SourceFile(path)
        told[name] = part("scene.import_image").import_image([source], "PLANE", target(part)).warnings
        if name == "P3":
            look_down()
            assert np.abs(rendered_pixels()[HIGH // 2, 8] - P3_AS_SRGB).max() <= 2
    assert told["P3"] == ()
    assert "has the color profile RGB, which Blender does not heed" in told["wide"][0]


def color_profile(primaries: tuple[float, ...]) -> bytes:
    """A profile with three primaries and the curve of sRGB, without a name."""
    curve = b"para\0\0\0\0\0\3\0\0" + fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    tags = [(b"gTRC", curve)]
    tags += [
        (b"rgb"[at : at + 1] + b"XYZ", b"XYZ \0\0\0\0" + fixed(*primaries[3 * at : 3 * at + 3]))
        for at in range(3)
    ]
    start, listed, content = 132 + 12 * len(tags), b"", b""
    for sign, tag in tags:
        listed += sign + struct.pack(">II", start + len(content), len(tag))
        content += tag
    head = bytes(16) + b"RGB XYZ " + bytes(12) + b"acsp"
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + listed + content


def fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


DISPLAY_P3 = (0.5151, 0.2412, -0.0011, 0.2919, 0.6922, 0.0419, 0.1572, 0.0666, 0.7841)
PROPHOTO = (0.7977, 0.2880, 0.0, 0.1352, 0.7119, 0.0, 0.0313, 0.0001, 0.8249)

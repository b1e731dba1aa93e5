# SPDX-License-Identifier: GPL-3.0-or-later
"""Films that were held sideways, or have oblong pixels, are seen as they were filmed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import DATA
from tests.blender.render_view import HIGH, QUADRANTS, WIDE, corners, look_down, rendered_pixels

if TYPE_CHECKING:
    from pathlib import Path

MATRICES = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
PICTURE = [["top left", "top right"], ["bottom left", "bottom right"]]


def film(folder: Path, degrees: int, aspect: int = 1) -> Path:
    """Write tests/data/quadrants.mp4 to be turned clockwise when it is played, its pixels `aspect` wide."""
    content = bytearray((DATA / "quadrants.mp4").read_bytes())
    a, b, c, d = (value << 16 for value in MATRICES[degrees])
    at = content.index(b"tkhd") + 44
    content[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    at = content.index(b"pasp") + 4
    content[at : at + 8] = struct.pack(">2I", aspect, 1)
    path = folder / f"film-{degrees}-{aspect}.mp4"
    path.write_bytes(content)
    return path


def turned(degrees: int) -> dict[str, tuple[int, ...]]:
    """The colors of the corners once the picture is turned clockwise."""
    rows = np.rot90(np.array(PICTURE), -degrees // 90)
    return {PICTURE[y][x]: QUADRANTS[str(rows[y, x])] for x in (0, 1) for y in (0, 1)}


def is_near(pixels: Any, due: dict[str, tuple[int, ...]]) -> bool:
    """Whether the corners have their colors, which a film does not keep exactly."""
    return all(
        np.abs(np.subtract(color, due[corner])).max() < 40 for corner, color in corners(pixels).items()
    )


@pytest.mark.parametrize("degrees", MATRICES)
def test_a_plane_stands_upright(degrees: int, tmp_path: Path) -> None:
    bpy.ops.antekirt.import_video(filepath=str(film(tmp_path, degrees)), import_as="PLANE")
    plane = bpy.context.object
    sides = (1, 2, 0) if degrees in {90, 270} else (2, 1, 0)
    assert plane.dimensions[:] == pytest.approx(sides)
    plane.scale = (2 / sides[0], 1 / sides[1], 1)  # to fill the view
    look_down()
    assert is_near(rendered_pixels(), turned(degrees))


@pytest.mark.parametrize(("degrees", "sides"), [(0, (2, 0.5, 0)), (90, (0.5, 2, 0))])
def test_a_plane_has_the_proportions_of_oblong_pixels(degrees: int, sides: Any, tmp_path: Path) -> None:
    bpy.ops.antekirt.import_video(filepath=str(film(tmp_path, degrees, 2)), import_as="PLANE")
    assert bpy.context.object.dimensions[:] == pytest.approx(sides)


@pytest.mark.parametrize("rate", [24, 30])
@pytest.mark.parametrize("degrees", MATRICES)
def test_a_strip_stands_upright_at_any_rate(degrees: int, rate: int, tmp_path: Path) -> None:
    scene = bpy.context.scene
    scene.render.fps = rate
    bpy.ops.antekirt.import_video(filepath=str(film(tmp_path, degrees)), import_as="SEQUENCER")
    assert is_near(rendered_pixels(sequencer=True), turned(degrees))  # the middle, where all four meet


@pytest.mark.parametrize("degrees", [0, 90])
def test_a_strip_has_the_proportions_of_oblong_pixels(part: Any, degrees: int, tmp_path: Path) -> None:
    bpy.ops.antekirt.import_video(filepath=str(film(tmp_path, degrees, 2)), import_as="SEQUENCER")
    (strip,) = part("scene.compat").strips(bpy.context.scene)
    strip.transform.scale_x, strip.transform.scale_y = (
        strip.transform.scale_x / 8,
        strip.transform.scale_y / 8,
    )
    seen = rendered_pixels(sequencer=True).max(axis=2) > 128
    due = np.zeros((HIGH, WIDE), bool)  # of 16 by 4 pixels, or 4 by 16
    due[(slice(2, 6), slice(None)) if degrees == 0 else (slice(None), slice(6, 10))] = True
    assert (seen == due).all()

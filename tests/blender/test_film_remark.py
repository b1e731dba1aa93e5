# SPDX-License-Identifier: GPL-3.0-or-later
"""Films whose colours Blender shows wrong: the import says so, and only where it is so."""

from __future__ import annotations

from typing import Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, target
from tests.blender.render_view import QUADRANTS, corners, look_down, rendered_pixels

UNTOLD = "does not say how its colors are coded"
TOO_BRIGHT = "has more than 8 bits and transparency"
HALF_OF_200 = 147  # of its light


def warned(part: Any, name: str, choice: str, words: str) -> bool:
    """Import a film of the project's own, to be looked at from above; says whether the words were said."""
    source = part("scene.source_file").SourceFile(DATA / name)
    done = part("scene.import_video").import_video(source, choice, target(part, size=2.0, named=False))
    look_down()
    bpy.context.scene.world = None
    return any(words in warning for warning in done.warnings)


@pytest.mark.parametrize("choice", ["PLANE", "SEQUENCER"])
def test_high_definition_that_does_not_name_its_matrix(choice: str, part: Any) -> None:
    assert warned(part, "untold-hd.mp4", choice, UNTOLD)
    shown = corners(rendered_pixels(sequencer=choice == "SEQUENCER"))
    off = max(
        abs(one - other)
        for corner, color in QUADRANTS.items()
        for one, other in zip(shown[corner], color, strict=True)
    )
    assert 15 < off < 60


def test_more_than_8_bits_with_transparency(part: Any) -> None:
    said = warned(part, "clear-deep.mov", "PLANE", TOO_BRIGHT)
    opaque, half_clear = rendered_pixels()[4, [4, 12], 0]
    assert abs(opaque - 200) <= 3
    assert said == (abs(half_clear - HALF_OF_200) > 20)


@pytest.mark.one_blender
def test_of_other_films_nothing_is_said(part: Any) -> None:
    assert not warned(part, "ramp-24.mp4", "PLANE", "")

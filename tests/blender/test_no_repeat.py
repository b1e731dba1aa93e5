# SPDX-License-Identifier: GPL-3.0-or-later
"""A floor of ten tiles a side without a visible repeat, measured beside plain repeat."""

from __future__ import annotations

from typing import Any

import bpy
import numpy as np
import pytest

from scripts import repeat_measure, repeat_pictures
from scripts.repeat_floor import TILES, image_of, laid, render

SIDE = 160  # pixels of a floor


@pytest.fixture
def floor(addon: Any) -> Any:
    return lambda image, x=0.0, **options: laid(image, addon.__name__, x=TILES * x, **options)


def groups() -> list[Any]:
    return [group for group in bpy.data.node_groups if group.get("antekirt_group")]


def test_no_repeat_is_seen_and_the_picture_stays_what_it_is(floor: Any) -> None:
    picture = repeat_pictures.flowers(64)
    image = image_of(picture, "Flowers")
    data = image_of(picture, "Flowers data", is_data=True)
    for place, (shown, no_repeat) in enumerate(((image, False), (image, True), (data, False), (data, True))):
        floor(shown, place, no_repeat=no_repeat)
    seen = np.split(render(SIDE, floors=4, samples=16).pixels, 4, axis=1)
    for plain, without in (seen[:2], seen[2:]):
        found = repeat_measure.compare(without, plain, round(SIDE / TILES))
        assert found.plain_repeat > 0.9
        assert found.is_good, str(found)


def test_all_materials_of_a_file_share_the_groups(floor: Any) -> None:
    image = image_of(repeat_pictures.blobs(16), "Blobs")
    materials = [floor(image, place, no_repeat=True) for place in range(3)]
    assert len(groups()) == 2
    for material in materials:
        readers = [node for node in material.node_tree.nodes if node.type == "TEX_IMAGE"]
        assert [node.image for node in readers] == [image] * 3

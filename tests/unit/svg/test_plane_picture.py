# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of planes: what is hidden has the vectors' own colors, those of a photo among them."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np

from antekirt_addon.media.svg import Options, load
from antekirt_addon.media.svg.geometry.plane_outline import outlined, planes_of
from antekirt_addon.media.svg.raster.plane_picture import plane_pictures

PHOTO = Path(__file__).parents[2] / "data" / "quadrants.jpg"


def never() -> bool:
    return False


def test_what_is_hidden_of_a_photo_is_filled_in_with_its_colors() -> None:
    data = PHOTO.read_bytes()
    address = f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
    text = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
        <image href="{address}" width="100" height="100" preserveAspectRatio="none"/>
        <rect x="20" y="20" width="60" height="60" fill="#00f"/></svg>"""
    asked: list[bytes] = []

    def decode(file: bytes) -> np.ndarray:
        asked.append(file)
        return np.full((4, 4, 4), (255, 0, 0, 255), np.uint8)

    artwork = load(text.encode(), Options())
    planes = planes_of(artwork, 2)
    outlines = outlined(artwork, planes, Options().curve_tolerance, never)
    raster = np.full((100, 100, 4), 255, np.uint8)
    *_, photo = plane_pictures(artwork, planes, outlines, raster, never, decode=decode)
    assert asked == [data]
    assert photo[50, 50].tolist() == [255, 0, 0, 0]
    assert photo[5, 5].tolist() == [255, 255, 255, 255]

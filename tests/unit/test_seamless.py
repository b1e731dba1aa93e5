# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture made a tile: its borders fit, most of it is as it was, and no mirror is needed for that."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from antekirt_addon.media.seamless import cheapest_cut, seam
from antekirt_addon.media.seamless.png_encoding import encode
from antekirt_addon.media.seamless.tile import tile


def detail(high: int, wide: int, length: float, seed: int = 1) -> Any:
    """Color noise of waves no shorter than a length, from 0 to 1; its borders do not fit."""
    noise = np.random.default_rng(seed).random((2 * high, 2 * wide, 3))
    down, along = np.fft.fftfreq(2 * high)[:, None], np.fft.fftfreq(2 * wide)[None]
    kept = np.exp(-((down**2 + along**2) * length**2 * 4))[..., None]
    found = np.fft.ifft2(np.fft.fft2(noise, axes=(0, 1)) * kept, axes=(0, 1)).real[:high, :wide]
    return (found - found.min()) / np.ptp(found)


def opaque(colors: Any) -> Any:
    picture = np.full((*colors.shape[:2], 4), 255, np.uint8)
    picture[..., :3] = np.clip(np.rint(colors * 255), 0, 255)
    return picture


def moss(high: int, wide: int) -> Any:
    return opaque(detail(high, wide, 3))


def silk(high: int, wide: int) -> Any:
    return opaque(detail(high, wide, 30))


def lit_wall(high: int, wide: int) -> Any:
    """Brighter at the right, and a little brighter above."""
    light = np.linspace(0, 0.4, wide)[None, :, None] + np.linspace(0, 0.2, high)[:, None, None]
    return opaque(detail(high, wide, 4) * 0.35 + light)


def planks(high: int, wide: int) -> Any:
    """Lines across at no fraction of the height, with grain."""
    lines = (np.arange(high) % 23 < 3)[:, None, None]
    return opaque(np.where(lines, 0.1, 0.5 + 0.3 * detail(high, wide, 3)))


@pytest.mark.parametrize(("high", "wide"), [(160, 160), (97, 211)])
@pytest.mark.parametrize("draw", [moss, silk, lit_wall])
def test_borders_fit_and_most_is_the_originals_own(draw: Any, high: int, wide: int) -> None:
    picture = draw(high, wide)
    before = picture.copy()
    made = tile(picture)
    assert (picture == before).all()
    assert max(across(picture, 0), across(picture, 1)) > 1.5
    assert [0.8 <= across(made, axis) <= 1.2 for axis in (0, 1)] == [True, True]
    assert (made == picture).all(axis=2).mean() >= 0.75


def test_lines_meet_lines() -> None:
    """They are as far from each other as others are, across the border too."""
    picture = planks(150, 160)
    made = tile(picture)
    assert 0.8 <= across(made, 1) <= 1.2
    is_line = made[..., 0].mean(axis=1) < 50
    edges = np.flatnonzero(is_line != np.roll(is_line, 1))
    assert np.diff([*edges[::2], edges[0] + 150]).min() >= 10


@pytest.mark.parametrize("draw", [moss, silk, lit_wall])
def test_no_edge_is_where_the_new_begins(draw: Any) -> None:
    """The largest step is hardly larger than it was in the picture, the lit wall's way back included."""
    picture = draw(160, 160)
    for axis in (0, 1):
        before, after = (largest_step(each, axis) for each in (picture, tile(picture)))
        assert after <= 1.35 * before


def test_a_tile_is_no_mirror() -> None:
    picture = moss(160, 160)
    made = tile(picture).astype(int)
    for mirrored in (made[::-1], made[:, ::-1]):
        assert np.abs(made - mirrored).mean() > 0.5 * np.abs(picture.astype(int) - picture[::-1]).mean()


def test_alpha_and_floats_fit_as_well() -> None:
    cut_out = moss(160, 160)
    cut_out[..., 3] = 255 * (detail(160, 160, 12, seed=2)[..., 0] > 0.5)
    sky = np.ones((160, 160, 4), np.float32)
    sky[..., :3] = 40 * detail(160, 160, 6) ** 4  # some of it far brighter than white
    for picture in (cut_out, sky):
        made = tile(picture)
        assert made.dtype == picture.dtype
        assert [0.8 <= ratio <= 1.2 for ratio in seam.ratios(made)] == [True, True]
        assert (made == picture).all(axis=2).mean() >= 0.75


def test_what_is_a_tile_already_stays_as_it_is() -> None:
    waves = np.sin(2 * np.pi * np.arange(128) * 3 / 128)
    picture = opaque(0.5 + 0.2 * np.stack([waves[:, None] + waves[None]] * 3, axis=2))
    assert tile(picture) is picture


def test_one_pair_of_borders_that_fits_is_left_alone() -> None:
    """A panorama: around it fits, above and below it does not."""
    around = np.sin(2 * np.pi * np.arange(128) * 5 / 128)[None, :, None]
    picture = opaque(0.4 + 0.1 * around + np.linspace(0, 0.3, 128)[:, None, None] + 0.1 * noise())
    made = tile(picture)
    assert (made[16:-16] == picture[16:-16]).all()
    assert 0.8 <= across(made, 0) <= 1.2


def test_the_cheapest_cut_is_found_and_closed_where_it_must_be() -> None:
    costs = np.random.default_rng(4).random((60, 9)).astype(np.float32)
    columns = cheapest_cut.closed_cut(costs)
    assert np.abs(np.diff([*columns, columns[0]])).max() <= 1
    way = cheapest_cut.open_cut(costs)
    assert costs[np.arange(60), way].sum() == pytest.approx(float(cheapest_cut.cost(costs)))
    costs[:] = 1
    lane = 4 + np.rint(3 * np.sin(np.arange(60) * np.pi / 30)).astype(int)
    costs[np.arange(60), lane] = 0
    assert (cheapest_cut.open_cut(costs) == lane).all()
    assert (cheapest_cut.closed_cut(costs) == lane).all()


@pytest.mark.parametrize("alpha", [255, 40])
def test_the_file_holds_the_pixels_lowest_row_first(alpha: int) -> None:
    picture = moss(33, 47)
    picture[5, 6, 3] = alpha
    with Image.open(io.BytesIO(encode(picture))) as read:
        assert read.mode == ("RGB" if alpha == 255 else "RGBA")
        assert (np.asarray(read.convert("RGBA"))[::-1] == picture).all()


def noise() -> Any:
    return np.random.default_rng(3).random((128, 1, 1)) * np.ones((1, 128, 1))


def across(picture: Any, axis: int) -> float:
    """The mean step across two borders over that inside, of the colors as they are stored."""
    colors = picture[..., :3].astype(float)
    inside = np.abs(np.diff(colors, axis=axis)).mean()
    return float(np.abs(colors.take(0, axis) - colors.take(-1, axis)).mean() / inside)


def largest_step(picture: Any, axis: int) -> float:
    colors = picture[..., :3].astype(float)
    return float(np.abs(np.diff(np.concatenate([colors, colors], axis), axis=axis)).mean(axis=1 - axis).max())

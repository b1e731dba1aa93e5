# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces are taken away from a border that would be seen in them, unless that would change the look."""

from __future__ import annotations

import numpy as np
import pytest

from antekirt_addon.media.piece_inset import INSET, inset
from scripts import repeat_pictures


@pytest.mark.parametrize("name", repeat_pictures.PICTURES)
def test_a_tile_is_used_up_to_its_border(name: str) -> None:
    assert inset(repeat_pictures.PICTURES[name](96), is_linear=False) == 0.0


@pytest.mark.parametrize("turned", [False, True])
def test_a_border_that_would_be_seen_is_kept_away_from(turned: bool) -> None:
    stones = repeat_pictures.cobbles(160)[:, :128]
    assert inset(stones.swapaxes(0, 1) if turned else stones, is_linear=False) == INSET


def test_what_lies_only_at_the_border_is_not_lost() -> None:
    stones = repeat_pictures.cobbles(160)[:, :128]
    stones[:, -10:] = 1.0
    assert inset(stones, is_linear=False) == 0.0


def test_a_picture_of_one_pixel_or_one_color_is_a_tile() -> None:
    assert inset(np.ones((1, 1, 3)), is_linear=True) == 0.0
    assert inset(np.full((64, 64, 3), 0.5), is_linear=True) == 0.0

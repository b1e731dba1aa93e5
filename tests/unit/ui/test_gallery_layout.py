# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything lies in the gallery's window."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.ui.gallery_layout import SIDES, Action, arrange, next_side, turned, without_use

if TYPE_CHECKING:
    from antekirt_addon.ui.gallery_layout import Box

STYLES = [80.0] * 40


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(900, 580), (1920, 1080), (640, 480)])
def test_nothing_lies_on_anything_else(size: tuple[int, int], scale: float, side: int) -> None:
    layout = arrange(*size, scale, side, STYLES)
    spots = (*layout.controls, *layout.styles, *layout.cells)
    if layout.cells[0].box.bottom >= layout.footer.top:  # one row at least: in a low window it does not fit
        assert all(_is_within(spot.box, *size) for spot in spots)
        assert not any(_overlap(one.box, other.box) for one, other in combinations(spots, 2))
    assert all(layout.picture(cell).width == side * scale for cell in layout.cells)


def test_a_wider_window_shows_more_and_not_smaller_pictures() -> None:
    narrow, wide = (arrange(width, 800, 1, 128, STYLES) for width in (800, 1600))
    assert len(wide.cells) >= 2 * len(narrow.cells) - 1
    assert wide.picture_side == narrow.picture_side == 128


def test_a_thousand_artists_take_few_pages() -> None:
    cells = len(arrange(1920, 1080, 1, 64, STYLES).cells)
    assert 1000 / cells <= 4


def test_a_click_finds_what_is_there() -> None:
    layout = arrange(900, 580, 1, 128, STYLES)
    cell = layout.cells[3]
    assert layout.spot_at(cell.box.left + 64, cell.box.top - 64) == cell
    assert layout.spot_at(layout.search.left + 1, layout.search.bottom + 1) is None
    every = next(spot for spot in layout.styles if spot.value == -1)
    assert layout.spot_at(every.box.left + 1, every.box.bottom + 1) == every
    assert {spot.action for spot in layout.controls} == set(Action) - {Action.ARTIST, Action.STYLE}


def test_pages_turn_as_far_as_there_are_artists() -> None:
    assert turned(0, 12, 52) == 12
    assert turned(48, 12, 52) == 48
    assert turned(6, -12, 52) == 0
    assert turned(0, 12, 0) == 0


def test_sizes_go_up_and_down_by_steps_and_end() -> None:
    assert [next_side(side, 1) for side in SIDES] == [*SIDES[1:], SIDES[-1]]
    assert [next_side(side, -1) for side in SIDES] == [SIDES[0], *SIDES[:-1]]


def _is_within(box: Box, width: float, height: float) -> bool:
    return box.left >= 0 and box.bottom >= 0 and box.right <= width and box.top <= height


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.bottom < other.top
        and other.bottom < one.top
    )


def test_what_leads_nowhere_is_known() -> None:
    assert without_use(0, 52, 52, 64) == {Action.PREVIOUS, Action.NEXT, Action.SMALLER}
    assert without_use(12, 12, 52, 256) == {Action.LARGER}
    assert without_use(12, 12, None, 128) == frozenset()
    assert without_use(0, 0, 0, 128) == {Action.PREVIOUS, Action.NEXT}


def test_words_stand_where_the_cards_would_be() -> None:
    layout = arrange(900, 580, 1, 128, STYLES)
    assert layout.words(below_cards=True) == layout.footer
    middle = layout.words(below_cards=False)
    assert all(middle.left <= cell.box.left and cell.box.right <= middle.right for cell in layout.cells)
    assert middle.bottom >= layout.footer.top

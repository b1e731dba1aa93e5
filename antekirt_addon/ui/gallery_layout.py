# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything lies in the gallery's window, in pixels from its lower left corner. Plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDES = (64, 96, 128, 192, 256)  # of thumbnails, in pixels at scale 1
NAMED = 96  # the side from which on a name stands below each
BAR, EDGE, GAP, NAME = 24, 10, 6, 18  # pixels at scale 1: heights of bars and names, margins
STYLE_ROWS = 2


class Action(Enum):
    """What a click on a spot does."""

    ARTIST = auto()  # value: which of those that are shown
    STYLE = auto()  # value: which of the styles, -1 for all
    SMALLER = auto()
    LARGER = auto()
    PREVIOUS = auto()
    NEXT = auto()


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.bottom <= y < self.top


@dataclass(frozen=True, slots=True)
class Spot:
    """Something to click on."""

    box: Box
    action: Action
    value: int = 0


@dataclass(frozen=True, slots=True)
class GalleryLayout:
    """picture_side: pixels. cells: as many artists as one page has."""

    search: Box
    footer: Box
    controls: tuple[Spot, ...]
    styles: tuple[Spot, ...]
    cells: tuple[Spot, ...]
    picture_side: float
    is_named: bool

    def spot_at(self, x: float, y: float) -> Spot | None:
        every = (*self.controls, *self.styles, *self.cells)
        return next((spot for spot in every if spot.box.holds(x, y)), None)

    def picture(self, cell: Spot) -> Box:
        """Where a cell's picture is: at its top."""
        side = self.picture_side
        return Box(cell.box.left, cell.box.top - side, side, side)

    def words(self, *, below_cards: bool) -> Box:
        """Where is said what is shown: at the foot, or where the cards would be."""
        if below_cards:
            return self.footer
        first, last = self.cells[0].box, self.cells[-1].box
        return Box(first.left, last.bottom, last.right - first.left, first.top - last.bottom)


def arrange(
    width: float, height: float, scale: float, side: int, style_widths: Sequence[float]
) -> GalleryLayout:
    """Lay out a window. style_widths: pixels that the word for all styles and the name of each style take."""
    bar, edge, gap = BAR * scale, EDGE * scale, GAP * scale
    top = height - edge - bar
    search = Box(edge, top, max(width - 2 * edge - 2 * (bar + gap), bar), bar)
    smaller = Box(search.right + gap, top, bar, bar)
    larger = Box(smaller.right + gap, top, bar, bar)
    footer = Box(edge, edge, max(width - 2 * edge, bar), bar)
    controls = (
        Spot(smaller, Action.SMALLER),
        Spot(larger, Action.LARGER),
        Spot(Box(footer.left, footer.bottom, bar, bar), Action.PREVIOUS),
        Spot(Box(footer.right - bar, footer.bottom, bar, bar), Action.NEXT),
    )
    is_named = side >= NAMED
    name = NAME * scale if is_named else 0
    for rows in range(STYLE_ROWS, -1, -1):  # a low window has fewer styles rather than no pictures
        styles = _styles(Box(edge, top - gap - bar, footer.width, bar), gap, style_widths, rows)
        grid_top = min((style.box.bottom for style in styles), default=top) - gap
        if grid_top - footer.top - gap >= side * scale + name:
            break
    grid = Box(edge, footer.top + gap, footer.width, max(grid_top - footer.top - gap, 0))
    cells = _cells(grid, gap, side * scale, name)
    return GalleryLayout(search, footer, controls, styles, cells, side * scale, is_named)


def _styles(first_row: Box, gap: float, widths: Sequence[float], rows: int) -> tuple[Spot, ...]:
    """As many styles as fit in these rows, side by side."""
    spots: list[Spot] = []
    left, row = first_row.left, 0
    for value, width in enumerate(widths, start=-1):
        if left > first_row.left and left + width > first_row.right:
            left, row = first_row.left, row + 1
        if row == rows:
            break
        bottom = first_row.bottom - row * (first_row.height + gap)
        spots.append(Spot(Box(left, bottom, width, first_row.height), Action.STYLE, value))
        left += width + gap
    return tuple(spots)


def _cells(grid: Box, gap: float, side: float, name: float) -> tuple[Spot, ...]:
    """The cells of one page, row by row from the top; one at least."""
    columns = max(int((grid.width + gap) // (side + gap)), 1)
    rows = max(int((grid.height + gap) // (side + name + gap)), 1)
    left = grid.left + max(grid.width - columns * (side + gap) + gap, 0) / 2
    return tuple(
        Spot(
            Box(
                left + column * (side + gap),
                grid.top - (row + 1) * (side + name) - row * gap,
                side,
                side + name,
            ),
            Action.ARTIST,
            row * columns + column,
        )
        for row in range(rows)
        for column in range(columns)
    )


def turned(first: int, by: int, known: int) -> int:
    """The index that a page begins with after turning; the same where there is no other page."""
    return max(first + by, 0) if first + by < known else first


def without_use(first: int, shown: int, total: int | None, side: int) -> frozenset[Action]:
    """What leads nowhere just now. total: of all that were found; None while it is not known."""
    is_of_no_use = {
        Action.PREVIOUS: first == 0,
        Action.NEXT: total is not None and first + shown >= total,
        Action.SMALLER: side <= SIDES[0],
        Action.LARGER: side >= SIDES[-1],
    }
    return frozenset(action for action, is_so in is_of_no_use.items() if is_so)


def next_side(side: int, by: int) -> int:
    """The next smaller or larger side of thumbnails."""
    at = min(range(len(SIDES)), key=lambda index: abs(SIDES[index] - side))
    return SIDES[min(max(at + by, 0), len(SIDES) - 1)]

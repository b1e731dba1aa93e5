# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the gallery's window, in the colors of the artist's theme, from what the tick has put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import blf
import bpy
import gpu
from gpu_extras.batch import batch_for_shader

from .gallery_layout import Action, Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .gallery_layout import GalleryLayout, Spot

Color = tuple[float, float, float, float]
CARET = "|"
FAINT = 0.3  # of a sign's strength
SIGNS = {
    Action.SMALLER: "−",  # noqa: RUF001 - a minus is meant
    Action.LARGER: "+",
    Action.PREVIOUS: "◀",
    Action.NEXT: "▶",
}


@dataclass(frozen=True, slots=True)
class Card:
    """An artist as the window shows them. tip: the whole name, and what else is known."""

    artist_id: str
    name: str
    label: str  # the name as it fits below the picture
    tip: tuple[str, ...]
    texture: gpu.types.GPUTexture | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Scenery:
    """All that is drawn. said: what stands at the foot, or in the middle when there are no cards.

    without_use: what is drawn faintly, since it leads nowhere.
    """

    layout: GalleryLayout
    width: float
    height: float
    scale: float
    font_size: float
    search: str
    hint: str  # in the search field, while nothing is in it
    styles: tuple[str, ...] = ()
    style: int = -1
    cards: tuple[Card, ...] = ()
    said: str = ""
    hovered: Spot | None = None
    without_use: frozenset[Action] = frozenset()


class Palette:
    """The theme's colors."""

    def __init__(self) -> None:
        theme: Any = bpy.context.preferences.themes[0].user_interface
        self.back = (*tuple(theme.wcol_menu_back.inner)[:3], 1.0)
        self.field, self.field_text = tuple(theme.wcol_text.inner), (*theme.wcol_text.text, 1.0)
        self.button, self.chosen = tuple(theme.wcol_regular.inner), tuple(theme.wcol_regular.inner_sel)
        self.text, self.chosen_text = (*theme.wcol_regular.text, 1.0), (*theme.wcol_regular.text_sel, 1.0)
        self.label = (*theme.wcol_menu_back.text, 1.0)
        self.tip, self.tip_text = (
            (*tuple(theme.wcol_tooltip.inner)[:3], 1.0),
            (*theme.wcol_tooltip.text, 1.0),
        )
        self.tip_edge = (*tuple(theme.wcol_tooltip.outline)[:3], 1.0)


def draw(scenery: Scenery) -> None:
    """Fill the region that is being drawn."""
    layout, palette = scenery.layout, Palette()
    blf.size(0, scenery.font_size)
    boxes: list[tuple[Box, Color]] = [
        (Box(0, 0, scenery.width, scenery.height), palette.back),
        (layout.search, palette.field),
    ]
    boxes += [(spot.box, _button_color(scenery, palette, spot)) for spot in _buttons(scenery)]
    boxes += [(_grown(layout.cells[i].box, 2), palette.chosen) for i in _marked(scenery)]
    boxes += [
        (layout.picture(cell), palette.button)
        for cell, card in zip(layout.cells, scenery.cards, strict=False)
        if card.texture is None
    ]
    _fill(boxes)
    for cell, card in zip(layout.cells, scenery.cards, strict=False):
        if card.texture:
            _draw_picture(layout.picture(cell), card.texture)
    _draw_words(scenery, palette)
    if scenery.hovered and scenery.hovered.action is Action.ARTIST:
        _draw_tip(scenery, palette, scenery.hovered.box, scenery.cards[scenery.hovered.value].tip)


def _buttons(scenery: Scenery) -> tuple[Spot, ...]:
    return (*scenery.layout.controls, *scenery.layout.styles)


def _marked(scenery: Scenery) -> list[int]:
    """The cards that are framed: those under the mouse and those that are chosen."""
    hovered = scenery.hovered.value if scenery.hovered and scenery.hovered.action is Action.ARTIST else -1
    return [i for i, card in enumerate(scenery.cards) if card.is_chosen or i == hovered]


def _button_color(scenery: Scenery, palette: Palette, spot: Spot) -> Color:
    if spot.action in scenery.without_use:
        return palette.button
    is_on = spot == scenery.hovered or (spot.action is Action.STYLE and spot.value == scenery.style)
    return palette.chosen if is_on else palette.button


def _draw_words(scenery: Scenery, palette: Palette) -> None:
    layout, inset = scenery.layout, 6 * scenery.scale
    search = layout.search
    if scenery.search:
        _write(search, scenery.search + CARET, palette.field_text, scenery, left=search.left + inset)
    else:
        dimmed = (*palette.field_text[:3], 0.5)
        _write(search, CARET + scenery.hint, dimmed, scenery, left=search.left + inset)
    for spot in layout.controls:
        strength = FAINT if spot.action in scenery.without_use else 1.0
        _write(spot.box, SIGNS[spot.action], (*palette.text[:3], strength), scenery)
    for spot in layout.styles:
        is_on = spot.value == scenery.style or spot == scenery.hovered
        _write(
            spot.box,
            scenery.styles[spot.value + 1],
            palette.chosen_text if is_on else palette.text,
            scenery,
        )
    for i, (cell, card) in enumerate(zip(layout.cells, scenery.cards, strict=False)):
        if layout.is_named:
            below = Box(cell.box.left, cell.box.bottom, cell.box.width, cell.box.height - layout.picture_side)
            color = palette.chosen_text if i in _marked(scenery) else palette.label
            _write(below, card.label, color, scenery)
    _write(layout.words(below_cards=bool(scenery.cards)), scenery.said, palette.label, scenery)


def _draw_tip(scenery: Scenery, palette: Palette, cell: Box, lines: Sequence[str]) -> None:
    """The whole name below a card, or above where the window ends."""
    line, inset = 1.6 * scenery.font_size, 8 * scenery.scale
    width = max(blf.dimensions(0, text)[0] for text in lines) + 2 * inset
    height = line * len(lines) + inset
    left = max(min(cell.left, scenery.width - width), 0)
    bottom = cell.bottom - height - 4 * scenery.scale
    box = Box(left, bottom if bottom > 0 else cell.top + 4 * scenery.scale, width, height)
    _fill([(_grown(box, 1), palette.tip_edge), (box, palette.tip)])
    for number, text in enumerate(lines):
        row = Box(box.left, box.top - inset / 2 - (number + 1) * line, width, line)
        color = palette.tip_text if number == 0 else (*palette.tip_text[:3], 0.7)
        _write(row, text, color, scenery, left=box.left + inset)


def _grown(box: Box, by: float) -> Box:
    return Box(box.left - by, box.bottom - by, box.width + 2 * by, box.height + 2 * by)


def _write(box: Box, text: str, color: Color, scenery: Scenery, left: float | None = None) -> None:
    """Write a line into the middle of a box, or from a position on."""
    start = box.left + (box.width - blf.dimensions(0, text)[0]) / 2 if left is None else left
    blf.color(0, *color)
    blf.position(0, round(start), round(box.bottom + (box.height - 0.72 * scenery.font_size) / 2), 0)
    blf.draw(0, text)


def _corners(box: Box) -> tuple[tuple[float, float], ...]:
    return (
        (box.left, box.bottom),
        (box.right, box.bottom),
        (box.right, box.top),
        (box.left, box.top),
    )


def _fill(boxes: Sequence[tuple[Box, Color]]) -> None:
    """Fill boxes, those that come first below the others, with one call."""
    corners = [corner for box, _ in boxes for corner in _corners(box)]
    colors = [color for _, color in boxes for _ in range(4)]
    triangles = [
        (first + a, first + b, first + c)
        for first in range(0, len(corners), 4)
        for a, b, c in ((0, 1, 2), (0, 2, 3))
    ]
    shader = gpu.shader.from_builtin("FLAT_COLOR")
    gpu.state.blend_set("ALPHA")
    batch_for_shader(shader, "TRIS", {"pos": corners, "color": colors}, indices=triangles).draw(shader)
    gpu.state.blend_set("NONE")


def _draw_picture(box: Box, texture: gpu.types.GPUTexture) -> None:
    """A picture as large as fits, in its own proportions."""
    share_x = texture.width / max(texture.width, texture.height)
    share_y = texture.height / max(texture.width, texture.height)
    width, height = box.width * share_x, box.height * share_y
    inner = Box(box.left + (box.width - width) / 2, box.bottom + (box.height - height) / 2, width, height)
    shader = gpu.shader.from_builtin("IMAGE")
    gpu.state.blend_set("ALPHA_PREMULT")
    shader.bind()
    shader.uniform_sampler("image", texture)
    whole = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    corners: dict[str, Any] = {"pos": _corners(inner), "texCoord": whole}
    batch_for_shader(shader, "TRIS", corners, indices=((0, 1, 2), (0, 2, 3))).draw(shader)
    gpu.state.blend_set("NONE")

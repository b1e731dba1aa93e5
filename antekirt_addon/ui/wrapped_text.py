# SPDX-License-Identifier: GPL-3.0-or-later
"""Running text in a layout: Blender's labels cut what is too long, these lines break."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import blf

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy
    from bpy.stub_internal.rna_enums import IconItems

MARGIN = 58  # pixels at scale 1 that a sidebar's tabs and a panel's edges take
BUTTON = 22  # pixels at scale 1 that an icon or a square button takes
ICON = 18  # pixels at scale 1 that an icon, or the arrow of a menu, takes within a button
INSET = 14  # pixels at scale 1 that a box takes
NOT_FIRST = tuple("、。，．：；！？）」』】ー…")  # noqa: RUF001 - marks that begin no line in Japanese or Chinese
MAX_CHARACTERS = 90  # characters at most: longer lines are hard to read


def paragraph(
    layout: bpy.types.UILayout,
    context: bpy.types.Context,
    text: str,
    *,
    icon: IconItems = "NONE",
    boxes: int = 0,
    buttons: int = 0,
    max_lines: int = 12,
    width: int = 0,
) -> None:
    """Draw text in as many lines as it takes, `max_lines` at most. boxes: how many boxes it stands in.

    buttons: how many square buttons stand beside it. width: pixels at scale 1 of a popover; 0 in a region.
    """
    width = _available_width(context, boxes, buttons + (icon != "NONE"), width)
    lines = wrapped(text, width, _font_size(context))
    if len(lines) > max_lines:
        lines = (*lines[: max_lines - 1], lines[max_lines - 1].rstrip() + " …")
    column = layout.column(align=True)
    column.scale_y = 0.8
    for number, line in enumerate(lines):
        first = number == 0
        column.label(text=line, translate=False, icon=icon if first or icon == "NONE" else "BLANK1")


def fitted(context: bpy.types.Context, text: str, *, boxes: int = 0, buttons: int = 0, width: int = 0) -> str:
    """The beginning of a text that fits one line; Blender itself would cut it in the middle.

    buttons: how many icons and square buttons share the line. width: as in `paragraph`.
    """
    return truncated(text, _available_width(context, boxes, buttons, width), _font_size(context))


def fits_share(context: bpy.types.Context, text: str, share: float, icons: int = 0) -> bool:
    """Whether the text of a button fits in a share of the line. icons: how many are in the button."""
    around = max(INSET, ICON * icons) * context.preferences.system.ui_scale
    width = _available_width(context, 0, 0) * share - around
    return truncated(text, int(width), _font_size(context)) == text


def _available_width(context: bpy.types.Context, boxes: int, buttons: int, popover: int = 0) -> int:
    """Pixels that are left for text in the region that is being drawn, or in a popover."""
    scale = context.preferences.system.ui_scale
    width = context.region.width if context.region else 400
    if popover:
        return int((popover - INSET * (boxes + 1) - BUTTON * buttons) * scale)
    return int(max(width - (MARGIN + INSET * boxes + BUTTON * buttons) * scale, 60 * scale))


def _font_size(context: bpy.types.Context) -> float:
    return float(context.preferences.ui_styles[0].widget.points * context.preferences.system.ui_scale)


@functools.lru_cache(maxsize=256)
def truncated(text: str, width: int, size: float) -> str:
    """A text cut to `width` pixels in the interface's font at `size` points."""
    blf.size(0, size)
    if blf.dimensions(0, text)[0] <= width:
        return text
    end = next(
        end for end in range(len(text), -1, -1) if blf.dimensions(0, text[:end] + "…")[0] <= width or not end
    )
    return text[:end].rstrip() + "…"


@functools.lru_cache(maxsize=256)
def wrapped(text: str, width: int, size: float) -> tuple[str, ...]:
    """The lines of a text that is `width` pixels wide in the interface's font at `size` points."""
    blf.size(0, size)
    widest = min(width, int(MAX_CHARACTERS * size * 0.55))
    return tuple(line for part in text.splitlines() or [""] for line in _lines(part, widest))


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in _pieces(text, width):
        joined = line + word
        if line and blf.dimensions(0, joined.rstrip())[0] > width:
            yield line.rstrip()
            line = word.lstrip()
        else:
            line = joined
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    """Words with the space before them; letter by letter where a word is wider than a line."""
    for number, word in enumerate(text.split(" ")):
        spaced = f" {word}" if number else word
        if blf.dimensions(0, word)[0] <= width:
            yield spaced
        else:
            yield from _letters(spaced)


def _letters(word: str) -> Iterator[str]:
    """The letters of a word, each with the marks behind it that begin no line."""
    start = 0
    for end in range(1, len(word) + 1):
        if word[end : end + 1] not in NOT_FIRST or end - start > 2:
            yield word[start:end]
            start = end

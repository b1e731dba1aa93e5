# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .row import Row

WIDEST = 48  # characters of a column


def text_table(rows: Row | list[Row], columns: list[str]) -> str:
    """Rows as aligned columns, what is long cut; a single one whole, as lines. All is in --json."""
    if isinstance(rows, dict):
        lines = [[name.replace("_", " "), cell] for name, cell in _cells(rows)]
    else:
        lines = [[name.replace("_", " ") for name in columns]]
        lines += [[_cell(row[name]) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _cells(row: Row) -> Iterator[tuple[str, str]]:
    """A name and what it holds; of several things each has a line."""
    for name, value in row.items():
        items = value if isinstance(value, list) else [value]
        for number, item in enumerate(items or [None]):
            yield "" if number else name, _whole(item)


def _whole(item: Any) -> str:  # noqa: ANN401 - of a row
    if isinstance(item, dict):
        told = {name.replace("_", " "): value for name, value in item.items() if value not in (None, [])}
        return ", ".join(f"{name} {_cell(value)}" for name, value in told.items())
    return "" if item is None else " ".join(str(item).split())


def _cell(value: Any) -> str:  # noqa: ANN401 - of a row
    match value:
        case None | () | []:
            text = ""
        case {"images": images, "svg": svg, "video": video}:
            text = (
                f"{len(images)} image{'s' * (len(images) != 1)}{', SVG' * bool(svg)}{', video' * bool(video)}"
            )
        case list() | tuple():
            text = ", ".join(_cell(item) for item in value)
        case dict():
            text = str(value.get("name") or value.get("prompt") or "")
        case _:
            text = str(value)
    text = " ".join(text.split())
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"

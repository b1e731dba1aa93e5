# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .row import Row

WIDEST = 48  # characters of a column


def text_table(rows: Row | list[Row], columns: list[str]) -> str:
    """Rows as aligned columns, a single one as lines; what is left out is in --json."""
    if isinstance(rows, dict):
        lines = [[name.replace("_", " "), _cell(value)] for name, value in rows.items()]
    else:
        lines = [[name.replace("_", " ") for name in columns]]
        lines += [[_cell(row[name]) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


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

# SPDX-License-Identifier: GPL-3.0-or-later
"""Credits in a file beside a render, for formats that Blender writes no note into.

The first line of each says that it is ours: a file of that name without it is somebody else's, and stays.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from .. import whole_file
from .formats import as_markdown, as_text, credit_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from .credit import Credit

ENDING = ".credits"
MARK = "Written by Antekirt for Blender"


def write_text(name: Path, credits_: Sequence[Credit]) -> None:
    """Write `NAME.credits.txt`, or take it away again where there is nobody to be named. Raises OSError."""
    text = f"{MARK}\n\n{credit_line(credits_)}\n\n{as_text(credits_)}" if credits_ else ""
    _write(name.with_name(name.name + ENDING), ".txt", text, MARK)


def write_page(folder: Path, credits_: Sequence[Credit]) -> None:
    """Write the `CREDITS.md` that a line names which has no room for all. Raises OSError."""
    mark = f"<!-- {MARK} -->"
    _write(folder / "CREDITS", ".md", f"{mark}\n\n{as_markdown(credits_)}", mark)


def _write(name: Path, ending: str, text: str, mark: str) -> None:
    path = next(path for path in _names(name, ending) if _is_free(path, mark))
    content = text.encode()
    if not content:
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_bytes() != content:
        whole_file.write(path, content)


def _names(name: Path, ending: str) -> Iterator[Path]:
    yield name.with_name(name.name + ending)
    yield name.with_name(f"{name.name} (Antekirt){ending}")
    yield from (name.with_name(f"{name.name} (Antekirt {number}){ending}") for number in count(2))


def _is_free(path: Path, mark: str) -> bool:
    """Whether nobody else's file is there."""
    try:
        with path.open("rb") as file:
            return file.readline(len(mark) + 2).rstrip() == mark.encode()
    except FileNotFoundError:
        return True
    except IsADirectoryError:
        return False

# SPDX-License-Identifier: GPL-3.0-or-later
"""All fonts of this computer. The names in a file are read once in a session, unless the file changes."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .font_folders import font_folders
from .font_name import font_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .font_name import FontName

ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
MOST_FILES = 20_000


def installed_fonts(check: Callable[[], None]) -> list[FontName]:
    """Every face of every font, those of the user first. check() is called for each file, and may raise."""
    found: list[FontName] = []
    for count, file in enumerate(_files()):
        check()
        if count >= MOST_FILES:
            break
        try:
            state = file.stat()
        except OSError:
            continue
        found += _names(file, state.st_mtime_ns, state.st_size)
    return found


def _files() -> Iterator[Path]:
    """All files that may be fonts, in an order that stays."""
    for folder in font_folders():
        for inside, folders, files in os.walk(folder):
            folders.sort()
            yield from (Path(inside, file) for file in sorted(files) if file.lower().endswith(ENDINGS))


@lru_cache(maxsize=MOST_FILES)
def _names(file: Path, _changed: int, _size: int) -> tuple[FontName, ...]:
    return font_names(file)

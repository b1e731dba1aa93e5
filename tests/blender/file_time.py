# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are written one after the other, as an artist saves them: each at another time."""

from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = count(1_800_000_000)


def set_apart(file: Path) -> None:
    """Have a file be of a later time than all before: the clock for files may stand ten milliseconds."""
    second = next(_SECONDS)
    os.utime(file, (second, second))

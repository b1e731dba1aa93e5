# SPDX-License-Identifier: GPL-3.0-or-later
"""The file with a studio's settings: TOML, from those alone who decide for everybody on the machine."""

from __future__ import annotations

import os
import stat
import tomllib
from typing import TYPE_CHECKING, Any

from ..message import Message

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 64 * 1024  # bytes


class UnusableFile(Exception):
    """str() says why, as the rest of a sentence."""


def read_table(path: Path) -> dict[str, Any]:
    """What stands in the file. Raises UnusableFile."""
    try:
        with path.open("rb") as file:
            if os.name != "nt" and os.fstat(file.fileno()).st_mode & stat.S_IWOTH:
                raise UnusableFile(Message("everybody on this machine may change the file"))
            text = file.read(LONGEST + 1)
    except OSError as error:
        raise UnusableFile(Message("the file cannot be read ({reason})", reason=error.strerror)) from error
    if len(text) > LONGEST:
        raise UnusableFile(Message("the file is too long"))
    try:
        return tomllib.loads(text.decode("utf-8-sig"))  # as Windows' own editor may write it
    except UnicodeDecodeError as error:
        raise UnusableFile(Message("the file is not in UTF-8")) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) or "nested too deeply"
        raise UnusableFile(Message("the file is no TOML ({reason})", reason=reason)) from error

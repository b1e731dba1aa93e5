# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that a document refers to: within itself, or where allowed beside it, never elsewhere."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 64 * 1024 * 1024


def linked_file(href: str, folder: Path | None) -> bytes | None:
    """The bytes; None if there are none, too many, or they must not be read.

    folder: in which, or below which, files may be read; None allows none.
    """
    if href[:5].lower() == "data:":
        return _data(href[5:])
    return _file(href, folder) if folder is not None else None


def _data(text: str) -> bytes | None:
    """What a data: URL holds (RFC 2397)."""
    kind, comma, body = text.partition(",")
    if not comma:
        return None
    if not kind.lower().rstrip().endswith(";base64"):
        return unquote_to_bytes(body)
    plain = "".join((unquote(body) if "%" in body else body).split())
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return None


def _file(href: str, folder: Path) -> bytes | None:
    """A file in a folder or below it, wherever its links lead."""
    name = unquote(href.partition("#")[0].partition("?")[0])
    if not name or ":" in name or "\0" in name or name.startswith(("/", "\\")):
        return None
    try:
        path = (folder / name).resolve(strict=True)
        if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.stat().st_size > LIMIT:
            return None
        return path.read_bytes()
    except (OSError, RuntimeError):  # a RuntimeError for links that go round, before Python 3.13
        return None

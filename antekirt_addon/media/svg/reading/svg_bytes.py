# SPDX-License-Identifier: GPL-3.0-or-later
"""The bytes of an SVG, from a file or from memory, plain or compressed (svgz), never more than a limit."""

from __future__ import annotations

import zlib
from pathlib import Path

from ....message import Message
from ..error import SvgError

LIMIT = 64 * 1024 * 1024
GZIP = b"\x1f\x8b"
TOO_LARGE = Message(
    "This SVG is larger than {size} MB; simplify or split it and try again", size=LIMIT // 1024 // 1024
)


def svg_bytes(source: Path | bytes) -> bytes:
    """The document's bytes; raises SvgError if there are none, too many or damaged ones."""
    data = _read_file(source) if isinstance(source, Path) else source
    if data.startswith(GZIP):
        data = _decompress(data)
    if len(data) > LIMIT:
        raise SvgError(TOO_LARGE)
    if not data.strip(b" \t\r\n\0"):
        raise SvgError("This file is empty")
    return data


def _read_file(path: Path) -> bytes:
    """The bytes of a file, or one more than are allowed."""
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        raise SvgError(
            Message("The file cannot be read: {reason}", reason=error.strerror or error)
        ) from error


def _decompress(data: bytes) -> bytes:
    """Gzip unpacked, up to one byte more than are allowed."""
    inflater = zlib.decompressobj(wbits=31)
    try:
        plain = inflater.decompress(data, LIMIT + 1)
    except zlib.error as error:
        raise SvgError("This compressed SVG is damaged; get a fresh copy of the file") from error
    if not inflater.eof and len(plain) <= LIMIT:
        raise SvgError("This compressed SVG ends early; get a fresh copy of the file")
    return plain

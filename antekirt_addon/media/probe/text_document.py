# SPDX-License-Identifier: GPL-3.0-or-later
"""What a text is: an SVG, plain or compressed, or a page that some server sent in place of a file."""

from __future__ import annotations

import os
import re
import zlib
from typing import BinaryIO

from ...message import Message
from .error import ProbeError, UnknownFormatError
from .media_info import MediaInfo, cut_short, file_size

HEAD = 1 << 16  # bytes that the first element must begin in
UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
# Possessive, so that no text makes them slow.
BEFORE_FIRST = re.compile(r"\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:\[[^\]]*+\]|[^>\[])*+>", re.DOTALL)
TAG = re.compile(r"""(?:[^>"']|"[^"]*+"|'[^']*+')*+>""")
ELEMENT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
OTHERS = {
    b"GIF8": Message("a GIF"),
    b"BM": Message("a BMP"),
    b"%PDF": Message("a PDF"),
    b"PK\3\4": Message("a ZIP archive"),
    b"{": Message("a JSON text"),
}


def read(file: BinaryIO) -> MediaInfo:
    head = file.read(HEAD)
    if compressed := head.startswith(b"\x1f\x8b"):
        head = _inflated(head)
    encoding = UTF_16.get(head[:2], "utf-8")
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    start = _first_element(text)
    if PAGE.match(text) or PAGE.match(text, start):
        raise ProbeError("This is an HTML page, not a picture")
    element = ELEMENT.match(text, start)
    if not element or element[2] != "svg":
        raise _verdict(head, element)
    if not compressed:
        _check_end(file, text[element.start() :], element, encoding)
    return MediaInfo("SVG", "SVG")


def _inflated(data: bytes) -> bytes:
    """The beginning, unpacked; the whole may be larger than any memory."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, HEAD)
    except zlib.error:
        raise ProbeError("The compressed file is broken") from None


def _first_element(text: str) -> int:
    """Where the first element begins, after declarations and comments."""
    at = 0
    while found := BEFORE_FIRST.match(text, at):
        at = found.end()
    return at


def _verdict(head: bytes, element: re.Match[str] | None) -> ProbeError:
    """What to tell of a file that is none of ours."""
    if element:
        return ProbeError(
            Message("This is an XML file of the kind “{name}”, not a picture", name=element[2][:40])
        )
    for magic, name in OTHERS.items():
        if head.startswith(magic):
            kind = UnknownFormatError if magic in {b"GIF8", b"BM"} else ProbeError
            return kind(Message("This is {name}, not one of WebP, PNG, JPEG, SVG, MP4 and WebM", name=name))
    return UnknownFormatError("This is none of WebP, PNG, JPEG, SVG, MP4 and WebM")


def _check_end(file: BinaryIO, text: str, element: re.Match[str], encoding: str) -> None:
    """ProbeError if the first element needs an end tag and the file does not end with it."""
    start = max(0, file_size(file) - HEAD)
    file.seek(start - start % 2, os.SEEK_SET)  # UTF-16 has two bytes for each character
    closing = re.compile(rf"</{re.escape(element[1] or '')}svg\s*>")
    tag = TAG.match(text)
    alone = tag and tag[0].endswith("/>")
    if not alone and not closing.search(file.read().decode(encoding, "replace")):
        raise cut_short()

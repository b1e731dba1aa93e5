# SPDX-License-Identifier: GPL-3.0-or-later
"""The elements of a WebM film (EBML: RFC 8794, Matroska: RFC 9559)."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from .error import ProbeError, UnknownFormatError
from .media_info import MediaInfo, cut_short, file_size, read_exactly

if TYPE_CHECKING:
    from collections.abc import Iterator

EBML, DOC_TYPE = 0x1A45DFA3, 0x4282
SEGMENT, CLUSTER, TRACKS, TRACK = 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE
TRACK_TYPE, VIDEO, WIDTH, HEIGHT = 0x83, 0xE0, 0xB0, 0xBA
SHOWN_WIDTH, SHOWN_HEIGHT, SHOWN_UNIT = 0x54B0, 0x54BA, 0x54B2
PROPORTIONS = {0, 1, 2, 3}  # units of the size that is shown: pixels, centimetres, inches, or the ratio alone
INFO, DURATION = 0x1549A966, 0x4489
PICTURE, SOUND = 1, 2  # values of a track type
MOST_ELEMENTS = 100_000  # at one level; a film of an hour has some thousand clusters


def read(file: BinaryIO, *, any_document: bool = False) -> MediaInfo:
    """any_document: also a Matroska that is not WebM."""
    top = {name: (start, end) for name, start, end in _elements(file, 0, file_size(file))}
    document = _document_type(file, top[EBML]) if EBML in top else b""
    if document != b"webm" and not any_document:
        raise UnknownFormatError("This is a Matroska file that is not WebM: convert it to MP4 or WebM")
    if SEGMENT not in top:
        raise cut_short()
    clusters = 0
    pictured = None
    has_sound = has_duration = False
    for name, start, end in _elements(file, *top[SEGMENT]):
        clusters += name == CLUSTER
        if name == INFO:
            has_duration = any(part == DURATION for part, *_ in _elements(file, start, end))
        if name == TRACKS:
            for inner, inner_start, inner_end in _elements(file, start, end):
                if inner == TRACK:
                    kind, sides = _track(file, inner_start, inner_end)
                    has_sound |= kind == SOUND
                    if kind == PICTURE and not pictured:
                        pictured = sides
    if not clusters:
        raise cut_short()
    if not pictured or not all(pictured):
        raise ProbeError("The file has no picture track")
    width, height, aspect = pictured
    return MediaInfo(
        "VIDEO",
        "WEBM" if document == b"webm" else "MATROSKA",
        width,
        height,
        has_sound=has_sound,
        pixel_aspect=aspect,
        has_duration=has_duration,
    )


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Id, start and end of the content of every element between two offsets."""
    for _ in range(MOST_ELEMENTS):
        if start >= end:
            return
        file.seek(start)
        name, _ = _variable_number(file)
        marked, bits = _variable_number(file)
        size, start = marked ^ (1 << bits), file.tell()
        if size == (1 << bits) - 1:  # unknown, as in a live stream: to the end of what holds it
            size = end - start
        if start + size > end:
            raise cut_short()
        yield name, start, start + size
        start += size
    raise ProbeError("The WebM film is broken")


def _variable_number(file: BinaryIO) -> tuple[int, int]:
    """A number of variable length with its marker bit, and the count of bits below the marker."""
    first = read_exactly(file, 1)[0]
    if not first:
        raise ProbeError("The WebM film is broken")
    extra = 8 - first.bit_length()
    return int.from_bytes(bytes([first]) + read_exactly(file, extra), "big"), 7 * (extra + 1)


def _document_type(file: BinaryIO, span: tuple[int, int]) -> bytes:
    """The document type in the EBML header."""
    for name, start, end in _elements(file, *span):
        if name == DOC_TYPE:
            file.seek(start)
            return read_exactly(file, min(end - start, 32)).rstrip(b"\0")
    return b""


def _track(file: BinaryIO, start: int, end: int) -> tuple[int, tuple[int, int, float]]:
    """What kind of track it is; of a picture its width and height, and the width of a pixel by its height."""
    kind, sides = 0, (0, 0, 1.0)
    for name, inner, inner_end in _elements(file, start, end):
        if name == TRACK_TYPE:
            kind = _integer(file, inner, inner_end)
        if name == VIDEO:
            values = {part: _integer(file, at, stop) for part, at, stop in _elements(file, inner, inner_end)}
            wide, high = values.get(WIDTH, 0), values.get(HEIGHT, 0)
            shown = values.get(SHOWN_WIDTH, wide), values.get(SHOWN_HEIGHT, high)
            square = not all(shown) or not wide or not high or values.get(SHOWN_UNIT, 0) not in PROPORTIONS
            sides = wide, high, 1.0 if square else shown[0] / shown[1] * high / wide
    return kind, sides


def _integer(file: BinaryIO, start: int, end: int) -> int:
    file.seek(start)
    return int.from_bytes(read_exactly(file, min(end - start, 8)), "big")

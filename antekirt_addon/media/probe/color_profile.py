# SPDX-License-Identifier: GPL-3.0-or-later
"""The color profile in a picture (ICC.1): which colors red, green and blue are meant to be."""

from __future__ import annotations

import zlib

HEADER, ENTRY = 128, 12  # bytes before the list of tags, and of each in it
MOST_TAGS = 100
LARGEST = 1 << 20  # bytes; one that goes by three primaries takes some hundreds
PRIMARIES = {  # of sRGB, as a profile tells them: under the light D50
    b"rXYZ": (0.4361, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7139),
}
ALIKE = 0.01
LONGEST_NAME = 60


def other_than_srgb(data: bytes) -> str:
    """The name of a profile whose primaries are not those of sRGB; nothing for all others."""
    if data[16:20] != b"RGB " or data[36:40] != b"acsp":
        return ""
    tags = _tags(data)
    if not tags.keys() >= PRIMARIES.keys():
        return ""
    if all(_is_near(tags[name], known) for name, known in PRIMARIES.items()):
        return ""
    return _name(tags.get(b"desc", b"")) or "RGB"


def inflated(data: bytes) -> bytes:
    """A compressed profile, if it is one and within reason."""
    try:
        return zlib.decompressobj().decompress(data, LARGEST)
    except zlib.error:
        return b""


def _tags(data: bytes) -> dict[bytes, bytes]:
    count = min(int.from_bytes(data[HEADER : HEADER + 4], "big"), MOST_TAGS)
    tags = {}
    for at in range(HEADER + 4, HEADER + 4 + ENTRY * count, ENTRY):
        start, size = (int.from_bytes(data[at + skip : at + skip + 4], "big") for skip in (4, 8))
        tags[data[at : at + 4]] = data[start : start + size]
    return tags


def _is_near(tag: bytes, known: tuple[float, ...]) -> bool:
    """Whether a color in 15.16 fixed point is a known one, or none at all."""
    if tag[:4] != b"XYZ " or len(tag) < 20:
        return True
    values = (int.from_bytes(tag[at : at + 4], "big", signed=True) / 65536 for at in (8, 12, 16))
    return all(abs(value - due) < ALIKE for value, due in zip(values, known, strict=True))


def _name(tag: bytes) -> str:
    """What a profile calls itself: in ASCII, or in the first of several languages."""
    if tag[:4] == b"mluc":
        size, start = (int.from_bytes(tag[at : at + 4], "big") for at in (20, 24))
        text = tag[start : start + min(size, 4 * LONGEST_NAME)].decode("utf-16-be", "replace")
    else:
        text = tag[12 : 12 + 2 * LONGEST_NAME].split(b"\0")[0].decode("ascii", "replace")
    return "".join(filter(str.isprintable, text)).strip()[:LONGEST_NAME]

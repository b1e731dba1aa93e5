# SPDX-License-Identifier: GPL-3.0-or-later
"""The color profile in a picture (ICC.1): which colors red, green and blue are meant to be."""

from __future__ import annotations

import zlib
from typing import Literal, NamedTuple, TypeAlias

HEADER, ENTRY = 128, 12  # bytes before the list of tags, and of each in it
MOST_TAGS = 100
LARGEST = 1 << 20  # bytes; one that goes by three primaries takes some hundreds
PRIMARIES = (b"rXYZ", b"gXYZ", b"bXYZ")  # as a profile tells them: under the light D50
SRGB = ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7139))
Space: TypeAlias = Literal["Display P3", "Adobe RGB"]
# By these, and by how light half of green is.
SPACES: dict[Space, tuple[tuple[tuple[float, ...], ...], float]] = {
    "Display P3": (((0.5151, 0.2412, -0.0011), (0.2919, 0.6922, 0.0419), (0.1572, 0.0666, 0.7841)), 0.214),
    "Adobe RGB": (((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)), 0.2176),
}
ALIKE = 0.01
LONGEST_NAME = 60


class Profile(NamedTuple):
    """The name of a profile, and which of the known spaces it is, if it is one."""

    name: str = ""
    space: Space | None = None


NONE = Profile()


def other_than_srgb(data: bytes) -> Profile:
    """A profile whose primaries are not those of sRGB; one without a name for all others."""
    if data[16:20] != b"RGB " or data[36:40] != b"acsp":
        return NONE
    tags = _tags(data)
    if not tags.keys() >= set(PRIMARIES) or _are_near(tags, SRGB):
        return NONE
    middle = _middle(tags.get(b"gTRC", b""))
    for space, (primaries, due) in SPACES.items():
        if _are_near(tags, primaries) and abs(middle - due) < ALIKE / 2:
            return Profile(space, space)
    return Profile(_name(tags.get(b"desc", b"")) or "RGB")


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


def _are_near(tags: dict[bytes, bytes], colors: tuple[tuple[float, ...], ...]) -> bool:
    """Whether the primaries, in 15.16 fixed point, are known ones; what is no color is near to any."""
    for name, known in zip(PRIMARIES, colors, strict=True):
        tag = tags[name]
        if tag[:4] != b"XYZ " or len(tag) < 20:
            continue
        values = (_fixed(tag[at : at + 4]) for at in (8, 12, 16))
        if any(abs(value - due) >= ALIKE for value, due in zip(values, known, strict=True)):
            return False
    return True


def _fixed(data: bytes) -> float:
    return int.from_bytes(data, "big", signed=True) / 65536


def _middle(tag: bytes) -> float:
    """How light half of the value is by a curve, which is a table, an exponent or a formula; 0 if by none."""
    if tag[:4] == b"curv":
        count = int.from_bytes(tag[8:12], "big")
        if count == 1:  # an exponent in 8.8 fixed point
            return float(0.5 ** (int.from_bytes(tag[12:14], "big") / 256))
        at = 12 + 2 * (count // 2)
        return int.from_bytes(tag[at : at + 2], "big") / 65535
    if tag[:4] != b"para":
        return 0.0
    exponent, scale, offset, *_ = (*(_fixed(tag[at : at + 4]) for at in (12, 16, 20)), 0.0)
    base = scale * 0.5 + offset if int.from_bytes(tag[8:10], "big") else 0.5
    return float(base**exponent) if base > 0 and abs(exponent) < 10 else 0.0


def _name(tag: bytes) -> str:
    """What a profile calls itself: in ASCII, or in the first of several languages."""
    if tag[:4] == b"mluc":
        size, start = (int.from_bytes(tag[at : at + 4], "big") for at in (20, 24))
        text = tag[start : start + min(size, 4 * LONGEST_NAME)].decode("utf-16-be", "replace")
    else:
        text = tag[12 : 12 + 2 * LONGEST_NAME].split(b"\0")[0].decode("ascii", "replace")
    return "".join(filter(str.isprintable, text)).strip()[:LONGEST_NAME]

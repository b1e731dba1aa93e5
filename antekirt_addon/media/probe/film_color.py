# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an H.264 film in MP4 says how its colours are coded.

The sample description (ISO/IEC 14496-12, 12.1) may say it in a box of its own, or else the sequence parameter
set (ITU-T H.264, 7.3.2.1 and E.1.1) in its video usability information.
"""

from __future__ import annotations

HIGH_DEFINITION = (1280, 577)  # from this width or this height on
UNSPECIFIED = 2  # a matrix that is none
SAMPLE_ENTRY = 86  # bytes of a visual sample entry before the boxes in it, its own header among them
EXTENDED_PROFILES = {100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135}


def is_high_definition(width: int, height: int) -> bool:
    """Whether players take a film of this size for BT.709, if it says nothing."""
    return width >= HIGH_DEFINITION[0] or height >= HIGH_DEFINITION[1]


def is_untold(description: bytes) -> bool:
    """Whether a track's sample description (the content of `stsd`) is of H.264 and leaves the matrix open."""
    entry = description[8:]
    if entry[4:8] not in {b"avc1", b"avc3"}:
        return False
    told = parameters = None
    at = SAMPLE_ENTRY
    while at + 8 <= len(entry):
        size = int.from_bytes(entry[at : at + 4], "big")
        name, content = entry[at + 4 : at + 8], entry[at + 8 : at + size]
        if name == b"colr" and content[:4] in {b"nclx", b"nclc"}:
            told = int.from_bytes(content[8:10], "big")
        if name == b"avcC" and len(content) > 8:
            parameters = content[8 : 8 + int.from_bytes(content[6:8], "big")]
        at += max(size, 8)
    if told not in {None, UNSPECIFIED} or parameters is None:
        return False
    try:
        return _matrix(_Bits(parameters)) == UNSPECIFIED
    except IndexError:  # damaged, or cut short: nothing is known
        return False


def _matrix(bits: _Bits) -> int:
    """The matrix that a sequence parameter set names."""
    bits.skip(8)
    profile = bits.number(8)
    bits.skip(16)
    bits.golomb()
    if profile in EXTENDED_PROFILES:
        _skip_chroma(bits)
    bits.golomb()
    order = bits.golomb()
    if order == 0:
        bits.golomb()
    elif order == 1:
        bits.skip(1)
        for _ in range(2):
            bits.golomb()
        for _ in range(bits.golomb()):
            bits.golomb()
    bits.golomb()
    bits.skip(1)
    for _ in range(2):
        bits.golomb()
    if not bits.number(1):  # fields, not frames
        bits.skip(1)
    bits.skip(1)
    if bits.number(1):  # cropping
        for _ in range(4):
            bits.golomb()
    return _usability_matrix(bits) if bits.number(1) else UNSPECIFIED


def _skip_chroma(bits: _Bits) -> None:
    if bits.golomb() == 3:
        bits.skip(1)
        lists = 12
    else:
        lists = 8
    for _ in range(2):
        bits.golomb()
    bits.skip(1)
    if bits.number(1):
        for index in range(lists):
            if bits.number(1):
                _skip_scaling(bits, 16 if index < 6 else 64)


def _skip_scaling(bits: _Bits, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            coded = bits.golomb()
            following = (last + (coded + 1) // 2 * (1 if coded % 2 else -1)) % 256
        last = following or last


def _usability_matrix(bits: _Bits) -> int:
    if bits.number(1) and bits.number(8) == 255:  # the shape of a pixel, by two numbers
        bits.skip(32)
    if bits.number(1):  # overscan
        bits.skip(1)
    if not bits.number(1):
        return UNSPECIFIED
    bits.skip(4)
    if not bits.number(1):
        return UNSPECIFIED
    bits.skip(16)
    return bits.number(8)


class _Bits:
    """Reads bits one after the other; IndexError beyond the last."""

    def __init__(self, data: bytes) -> None:
        self._data = data.replace(b"\0\0\3", b"\0\0")  # what was put between for no start code to arise
        self._at = 0

    def skip(self, count: int) -> None:
        self._at += count

    def number(self, count: int) -> int:
        value = 0
        for _ in range(count):
            value = value << 1 | self._data[self._at >> 3] >> (7 - self._at % 8) & 1
            self._at += 1
        return value

    def golomb(self) -> int:
        """An unsigned number in Exp-Golomb code; of a signed one, its place in 0, 1, -1, 2, …"""
        zeros = 0
        while not self.number(1):
            zeros += 1
        return (1 << zeros) - 1 + self.number(zeros)

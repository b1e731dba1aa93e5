# SPDX-License-Identifier: GPL-3.0-or-later
"""How wide a pixel of an AVI or MPEG film is, by its height: films of old televisions have oblong ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .media_info import Format

SQUARE = 1.0
SEQUENCE = b"\0\0\1\xb3"  # the header of an MPEG sequence: width and height, then a code
EXTENSION = b"\0\0\1\xb5"  # follows it in MPEG-2, where the code means the shape of the whole picture
RATIOS = {2: 4 / 3, 3: 16 / 9, 4: 2.21}
EXTREME = 10.0


def find(head: bytes, kind: Format) -> float:
    """The aspect ratio of a pixel as the beginning of a film tells it; 1 if it does not."""
    ratio = _in_avi(head) if kind == "AVI" else _in_mpeg(head)
    return ratio if 1 / EXTREME < ratio < EXTREME else SQUARE


def _in_avi(head: bytes) -> float:
    """From the video properties: the ratio of the whole as two numbers of 16 bits, then width and height."""
    at = head.find(b"vprp")
    fields = head[at + 8 : at + 44]
    if at < 0 or len(fields) < 36:
        return SQUARE
    below, above = (int.from_bytes(fields[skip : skip + 2], "little") for skip in (20, 22))
    wide, high = (int.from_bytes(fields[skip : skip + 4], "little") for skip in (24, 28))
    return above / below * high / wide if below and wide else SQUARE


def _in_mpeg(head: bytes) -> float:
    at = head.find(SEQUENCE)
    fields = head[at + 4 : at + 8]
    if at < 0 or len(fields) < 4 or EXTENSION not in head[at : at + 200]:
        return SQUARE
    wide, high = int.from_bytes(fields[:2], "big") >> 4, int.from_bytes(fields[1:3], "big") & 0xFFF
    ratio = RATIOS.get(fields[3] >> 4)
    return ratio * high / wide if ratio and wide else SQUARE

# SPDX-License-Identifier: GPL-3.0-or-later
"""PNG files to and from pixels, as far as drawings need them: 8 bits, not interlaced (ISO/IEC 15948)."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

from ...png_chunk import SIGNATURE, chunk

if TYPE_CHECKING:
    from ...arrays import Bytes

CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the type of colour
PALETTE = 3
MOST_PIXELS = 1 << 24


def encoded(pixels: Bytes) -> bytes:
    """The file of pixels (height, width, 4) with straight alpha, or (height, width, 3) without."""
    height, width, channels = pixels.shape
    lines = np.empty((height, 1 + channels * width), np.uint8)
    lines[:, 0] = 2  # each line as its difference from the one above, which packs well
    flat = pixels.reshape(height, channels * width)
    lines[0, 1:] = flat[0]
    np.subtract(flat[1:], flat[:-1], out=lines[1:, 1:])
    head = struct.pack(">IIBBBBB", width, height, 8, 6 if channels == 4 else 2, 0, 0, 0)
    packed = zlib.compress(lines.tobytes(), 3)
    return (
        SIGNATURE
        + chunk(b"IHDR", head)
        + chunk(b"sRGB", b"\0")
        + chunk(b"IDAT", packed)
        + chunk(b"IEND", b"")
    )


def decoded(data: bytes) -> Bytes | None:
    """The pixels (height, width, 4) of a file, straight alpha; None for what is not read here."""
    chunks = _chunks(data)
    head = chunks.get(b"IHDR", b"")
    if len(head) != 13:
        return None
    width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    channels = CHANNELS.get(kind)
    if channels is None or bits != 8 or interlaced or not 0 < width * height <= MOST_PIXELS:
        return None
    size = height * (1 + channels * width)
    try:
        plain = zlib.decompressobj().decompress(chunks.get(b"IDAT", b""), size)
    except zlib.error:
        return None
    if len(plain) < size:
        return None
    lines = np.frombuffer(plain, np.uint8).reshape(height, 1 + channels * width)
    values = _unfiltered(lines[:, 0], lines[:, 1:].reshape(height, width, channels))
    return _with_alpha(values, kind, chunks.get(b"PLTE", b""), chunks.get(b"tRNS", b""))


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """The bodies of a file's chunks by their names, those of one name end to end."""
    found: dict[bytes, bytes] = {}
    parts: list[bytes] = []
    at = len(SIGNATURE)
    while data.startswith(SIGNATURE) and at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        if name == b"IDAT":
            parts.append(body)
        else:
            found[name] = body
        at += 12 + size
    found[b"IDAT"] = b"".join(parts)
    return found


def _unfiltered(filters: Bytes, values: Bytes) -> Bytes:
    """What the differences of filtered lines add up to.

    A pixel follows from those to its left, above it and between these two, so that all pixels of one diagonal
    can be known at once.
    """
    height, width, channels = values.shape
    result = np.zeros((height + 1, width + 1, channels), np.int16)
    kind = filters.astype(np.int64)[:, None]
    for diagonal in range(height + width - 1):
        row = np.arange(max(0, diagonal - width + 1), min(height, diagonal + 1))
        column = diagonal - row
        left, above = result[row + 1, column], result[row, column + 1]
        corner = result[row, column]
        guess = above + left - corner
        near_left, near_above, near_corner = (np.abs(guess - part) for part in (left, above, corner))
        paeth = np.where(
            (near_left <= near_above) & (near_left <= near_corner),
            left,
            np.where(near_above <= near_corner, above, corner),
        )
        zero = np.zeros_like(left)
        which = np.broadcast_to(kind[row] % 5, left.shape)
        added = np.choose(which, (zero, left, above, (left + above) >> 1, paeth))
        result[row + 1, column + 1] = (values[row, column] + added) & 255
    return result[1:, 1:].astype(np.uint8)


def _with_alpha(values: Bytes, kind: int, palette: bytes, clear: bytes) -> Bytes:
    """Red, green, blue and alpha of a file's channels."""
    result = np.full((*values.shape[:2], 4), 255, np.uint8)
    if kind == PALETTE:
        colors = np.zeros((256, 4), np.uint8)
        colors[:, 3] = 255
        listed = np.frombuffer(palette[: len(palette) // 3 * 3][:768], np.uint8).reshape(-1, 3)
        colors[: len(listed), :3] = listed
        alphas = np.frombuffer(clear[:256], np.uint8)
        colors[: len(alphas), 3] = alphas
        return colors[values[..., 0]]
    color, has_alpha = (values[..., :1], kind == 4) if kind in (0, 4) else (values[..., :3], kind == 6)
    result[..., :3] = color
    if has_alpha:
        result[..., 3] = values[..., -1]
    elif len(clear) == 2 * color.shape[2]:
        key = np.frombuffer(clear, ">u2")
        result[..., 3] = np.where((color == key).all(axis=2), 0, 255)
    return result

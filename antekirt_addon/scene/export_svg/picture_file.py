# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - images have more than their stubs know
"""The files and pixels of images, and where they go: into a document or beside it."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ...media import srgb
from .. import image_datablock

if TYPE_CHECKING:
    from ...media.arrays import Bytes


def embedded(kind: str | None, data: bytes) -> str:
    """A file as a data: URL."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def image_file(image: Any) -> bytes | None:
    """The bytes of an image's file, packed or on the disk."""
    if image.is_dirty or image.source != "FILE":
        return None
    if image.packed_file:
        return bytes(image.packed_file.data)
    try:
        return Path(bpy.path.abspath(image.filepath, library=image.library)).read_bytes()
    except OSError:
        return None


def image_pixels(image: Any) -> Bytes | None:
    """An image's pixels as it shows them, straight alpha, the top row first."""
    wide, high = image_datablock.size(image)
    values = np.empty(4 * wide * high, np.float32)
    if len(image.pixels) != len(values):
        return None
    image.pixels.foreach_get(values)
    if image.is_float:
        color = values.reshape(-1, 4)[:, :3]
        color[:] = srgb.all_encoded(color)
    pixels: Bytes = np.rint(np.clip(values, 0.0, 1.0) * 255).astype(np.uint8).reshape(high, wide, 4)[::-1]
    return pixels


def written(folder: Path, stem: str, kind: str | None, data: bytes) -> tuple[Path, bool]:
    """The file in a folder that has these bytes, and whether it had to be written, as there was none."""
    ending = str(kind).rpartition("/")[2].replace("jpeg", "jpg")
    number = 0
    while True:
        path = folder / f"{stem}{f'-{number}' if number else ''}.{ending}"
        if not path.exists():
            path.write_bytes(data)
            return path, True
        if path.read_bytes() == data:
            return path, False
        number += 1

# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as PNG, which every format takes: glTF wants an extension for WebP, USDZ has no way for one.

The file that was paid for stays as it is. A copy lies beside the blend file; while there is none, in it.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

from ...media import srgb
from .. import file_copy, file_location
from ..image_datablock import size
from ..vector.artwork_material import PAINT
from .artwork_member import ORIGINAL
from .mesh_object import copy_properties

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Pixels = NDArray[np.float64]  # (height, width, 4), the first row at the bottom, sRGB-encoded, 0 to 1


def is_there(image: bpy.types.Image) -> bool:
    """Whether Blender can read a picture: one whose file is gone has no size."""
    return all(size(image))


def pixels(image: bpy.types.Image) -> Pixels:
    """The pixels of a picture or of a film's first frame, their colours not multiplied by their alpha."""
    if image.source != "MOVIE":
        return _pixels(image)
    path = str(file_location.absolute(image.filepath))
    fresh = bpy.data.images.load(path)  # Blender gives the pixels of the frame that was shown last
    try:
        return _pixels(fresh)
    finally:
        bpy.data.images.remove(fresh)


def _pixels(image: bpy.types.Image) -> Pixels:
    width, height = size(image)
    flat = np.zeros(width * height * 4, np.float32)
    shown: Any = image.pixels
    if len(shown) == len(flat):  # a picture that cannot be read has none
        shown.foreach_get(flat)
    found: Pixels = flat.reshape(height, width, 4).astype(np.float64)
    if image.alpha_mode == "NONE":
        found[..., 3] = 1.0
    if image.is_float:
        alpha = np.where(found[..., 3:] > 0, found[..., 3:], 1.0)
        found[..., :3] = encoded(found[..., :3] / alpha)
    return found


def encoded(linear: Pixels) -> Pixels:
    """From linear to sRGB, within 0 and 1."""
    return srgb.all_encoded(np.clip(linear, 0.0, 1.0))


def build(name: str, shown: Pixels, stamped: bpy.types.ID) -> bpy.types.Image:
    """A PNG of pixels; stamped: whose custom properties it takes, attribution among them."""
    height, width, _ = shown.shape
    image: Any = bpy.data.images.new(name, width, height, alpha=not opaque(shown))
    image.pixels.foreach_set(shown.astype(np.float32).ravel())
    image.pack()
    if bpy.data.filepath:
        _unpack(image, name)
    copy_properties(stamped, image)
    image.pop(PAINT, None)
    image[ORIGINAL] = stamped.name
    return image  # type: ignore[no-any-return]


def as_png(image: bpy.types.Image, *, with_alpha: bool = True) -> bpy.types.Image:
    """A picture, or the first frame of a film, as a PNG in the same colours."""
    shown = pixels(image)
    if not with_alpha:
        shown[..., 3] = 1.0
    made = build(image.name, shown, image)
    if not image.is_float:
        made.colorspace_settings.name = image.colorspace_settings.name
    return made


def opaque(shown: Pixels) -> bool:
    return bool((shown[..., 3] >= 1.0 - 0.5 / 255).all())


def _unpack(image: Any, name: str) -> None:  # noqa: ANN401 - by its type, a packed file has no data
    """Move the bytes of a packed picture into a file beside the blend file, if that can be written."""
    with suppress(OSError):
        path = _write_beside(bytes(image.packed_file.data), name)
        image.filepath_raw = file_location.relative(path)
        image.unpack(method="REMOVE")


def _write_beside(content: bytes, name: str) -> Path:
    """A new file of ours with this content, or one that has it already. Raises OSError."""
    folder = file_location.folder_beside(bpy.data.filepath)
    folder.mkdir(exist_ok=True)
    stem = file_copy.file_stem(name, "", "picture", 0)
    for number in count(1):
        path = folder / f"{stem}-export-{number}.png"
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            if path.is_symlink() or path.read_bytes() != content:
                continue
        return path
    raise AssertionError

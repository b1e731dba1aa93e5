# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture whose borders fit, as a copy within the blend file; the picture itself stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import bpy

from ..message import Message
from . import attribution, stored_turn
from .datablock_name import with_suffix
from .error import SceneError
from .image_datablock import keep, size
from .texture import piece_fit
from .texture.data_image import DATA, reading_numbers, reads_same_numbers
from .texture.material_copy import is_foreign
from .texture.textures_within import trees_within
from .upright_copy import LINEAR, packed_bytes

if TYPE_CHECKING:
    from ..media.seamless.shown_pixels import Pixels

SEAMLESS_OF: Final = "antekirt_seamless_of"  # the name that the picture had
SUFFIX = "Seamless"
IS_STILL = {"FILE", "GENERATED"}
NO_MEMORY = Message("There is too little memory to make it seamless: scale the picture down first")


@dataclass(frozen=True, slots=True)
class FinishedTile:
    """pixels: of floats; else the file, of bytes. is_unseen: whether no border stands out.

    was_one: the picture was a tile already.
    """

    pixels: Any
    file: bytes
    is_unseen: bool
    was_one: bool


def pixels(image: bpy.types.Image) -> Pixels:
    """The pixels of an image that a tile can be made of, bytes where it has bytes. Raises SceneError."""
    from ..media.seamless.tile import FEWEST, MOST  # with NumPy, which no start of Blender should wait for

    if image.source not in IS_STILL or image.type not in {"IMAGE", "UV_TEST"}:
        raise SceneError(
            Message("“{name}” is no single picture: only such a one can be made seamless", name=image.name)
        )
    wide, high = size(image)
    if not wide or not high:
        raise SceneError(Message("“{name}” cannot be read: its file is gone or broken", name=image.name))
    values: dict[str, object] = {"name": image.name, "size": f"{wide} × {high}"}  # noqa: RUF001 - a size
    if min(wide, high) < FEWEST:
        raise SceneError(
            Message(
                "“{name}” has {size} pixels: to be made seamless it needs {fewest} on each side",
                fewest=FEWEST,
                **values,
            )
        )
    if wide * high > MOST:
        raise SceneError(
            Message(
                "“{name}” has {size} pixels, too many to be made seamless: scale it down to {most} first",
                most=f"{int(MOST**0.5)} × {int(MOST**0.5)}",  # noqa: RUF001 - a size
                **values,
            )
        )
    try:
        return _read(image, wide, high)
    except MemoryError as error:
        raise SceneError(NO_MEMORY) from error


def _read(image: bpy.types.Image, wide: int, high: int) -> Pixels:
    import numpy as np  # not read before something is made seamless

    found: Any = np.empty(wide * high * 4, np.float32)
    image.pixels.foreach_get(found)
    found = found.reshape(high, wide, 4)
    if image.is_float:
        return found  # type: ignore[no-any-return]
    bytes_: Any = np.empty(found.shape, np.uint8)
    for row in range(high):  # a whole picture of floats more would be too much
        bytes_[row] = np.rint(found[row] * 255)
    return bytes_  # type: ignore[no-any-return]


def finished(picture: Pixels) -> FinishedTile:
    """The tile of a picture, ready for Blender. It takes a while, and no Blender: a thread can do it."""
    from ..media.seamless import seam
    from ..media.seamless.png_encoding import encode
    from ..media.seamless.tile import tile

    found: Any = tile(picture)
    is_unseen = all(seam.UNSEEN[0] <= ratio <= seam.UNSEEN[1] for ratio in seam.ratios(found))
    was_one = found is picture
    if picture.dtype.kind == "f":
        return FinishedTile(found, b"", is_unseen, was_one)
    return FinishedTile(None, encode(found), is_unseen, was_one)


def make(image: bpy.types.Image, tile: FinishedTile) -> bpy.types.Image:
    """The tile of an image as a datablock, packed; the one that is there already if it is still the same.

    It is kept although nothing uses it yet.
    """
    name = with_suffix(image.name, SUFFIX)
    if tile.file:
        for known in bpy.data.images:
            if known.get(SEAMLESS_OF) == image.name and packed_bytes(known) == tile.file:
                return known
        copy = bpy.data.images.new(name, 1, 1)
        copy.pack(data=tile.file, data_len=len(tile.file))
        copy.source = "FILE"
        copy.colorspace_settings.name = image.colorspace_settings.name
        copy.alpha_mode = image.alpha_mode
    else:
        high, wide = tile.pixels.shape[:2]
        copy = bpy.data.images.new(name, wide, high, alpha=True, float_buffer=True)
        copy.colorspace_settings.name = DATA if image.colorspace_settings.is_data else LINEAR
        copy.alpha_mode = "PREMUL"
        copy.pixels.foreach_set(tile.pixels.ravel())
        copy.pack()
    attribution.add(copy, attribution.read_all(image))
    stored_turn.note(copy, stored_turn.of(image))
    copy[SEAMLESS_OF] = image.name
    keep(copy)
    return copy


def show(image: bpy.types.Image, copy: bpy.types.Image) -> None:
    """Have the Image Editors that show an image show its tile."""
    for window in bpy.data.window_managers[0].windows:
        for area in window.screen.areas:
            space = area.spaces.active
            if isinstance(space, bpy.types.SpaceImageEditor) and space.image == image:
                space.image = copy


def use(image: bpy.types.Image, copy: bpy.types.Image, material: bpy.types.Material | None) -> bool:
    """Have a material's textures that show an image, or its numbers, show its tile. Whether there are any."""
    found = []
    for node in _textures(material):
        if node.image == image:
            node.image = copy
        elif node.image and reads_same_numbers(node.image, image):
            node.image = reading_numbers(copy)
        else:
            continue
        found.append(node)
    piece_fit.follow(found)
    return bool(found)


def shown_in(material: bpy.types.Material | None) -> bpy.types.Image | None:
    """The image of a material's first texture."""
    return next((node.image for node in _textures(material) if node.image), None)


def _textures(material: bpy.types.Material | None) -> list[bpy.types.ShaderNodeTexImage]:
    if material is None or is_foreign(material) or material.node_tree is None:
        return []
    nodes = (node for tree in trees_within(material.node_tree) for node in tree.nodes)
    return [node for node in nodes if isinstance(node, bpy.types.ShaderNodeTexImage)]

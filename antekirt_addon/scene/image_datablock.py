# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture's file as an image datablock."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, cast

import bpy

from ..message import Message
from . import attribution, compat, file_location
from .error import SceneError
from .source_file import examine

if TYPE_CHECKING:
    from pathlib import Path


def load(path: Path, name: str, *, pack: bool = False) -> bpy.types.Image:
    """A picture, loaded if no datablock has it already. Raises SceneError.

    pack: keep the file's own bytes in the blend file.
    """
    found = examine(path, "IMAGE")
    if found.format == "WEBP" and found.animated and not compat.shows_animated_webp():
        raise SceneError(
            Message(
                "{file} is animated, which this Blender cannot show: it needs Blender 5.1", file=path.name
            )
        )
    image = existing(path)
    if image is None:
        image = read(path, name)
        with suppress(TypeError):  # the artist's color management has no such name, and a usual one
            image.colorspace_settings.name = "sRGB"
    if pack and not image.packed_file:
        image.pack()
    return image


def existing(path: Path) -> bpy.types.Image | None:
    """The datablock that shows this file as it is, if there is one.

    Not one that somebody has painted on since. A file of the artist's own is read anew, as it may have been
    exported again under its name.
    """
    wanted = os.path.normcase(os.path.normpath(path))
    for image in bpy.data.images:
        if image.library or image.source not in {"FILE", "MOVIE"} or not image.filepath:
            continue
        if os.path.normcase(file_location.absolute(image.filepath)) != wanted or _is_edited(image, path):
            continue
        if not (image.packed_file or attribution.read(image)):
            image.reload()
        if size(image)[0]:
            return image
    return None


def _is_edited(image: bpy.types.Image, path: Path) -> bool:
    """Whether an image shows something else than its file holds."""
    if image.is_dirty or not image.packed_file:
        return image.is_dirty
    try:
        return image.packed_file.size != path.stat().st_size or image.packed_file.data != path.read_bytes()
    except OSError:
        return True


def read(path: Path, name: str) -> bpy.types.Image:
    """A new datablock of a picture or film. Blender itself calls a broken file an image of no size."""
    try:
        image = bpy.data.images.load(str(path))
    except RuntimeError as error:
        raise SceneError(Message("{file} cannot be read", file=path.name)) from error
    if 0 in size(image):
        bpy.data.images.remove(image)
        raise SceneError(Message("{file} is broken: this Blender cannot show it", file=path.name))
    image.name = name
    image.filepath = file_location.relative(path)
    return image


def size(block: bpy.types.Image | bpy.types.MovieClip) -> tuple[int, int]:
    """Width and height in pixels; 0 by 0 if Blender could not make sense of the file."""
    wide, high = cast("tuple[int, int]", block.size)
    return wide, high


def keep(image: bpy.types.Image) -> None:
    """Keep an image that nothing uses yet: Blender does not save those."""
    image.use_fake_user = True

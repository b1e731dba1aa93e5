# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture's file as an image datablock."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import bpy

from ..media.probe import MediaInfo
from ..message import Message
from . import attribution, compat, file_location
from .error import SceneError

if TYPE_CHECKING:
    from pathlib import Path

ARE_SRGB = {"WEBP", "PNG", "JPEG"}
DEPTHS_WITH_ALPHA = {16, 32, 128}  # bits of a pixel; a grey one of 32 may have none
MOST_PIXELS = 1 << 24  # 256 MB once decoded


def load(path: Path, name: str, found: MediaInfo, *, pack: bool = False) -> bpy.types.Image:
    """A picture, loaded if no datablock has it already. Raises SceneError.

    found: what its file was found to hold.
    pack: keep the file's own bytes in the blend file.
    """
    if found.format == "WEBP" and found.animated and not compat.shows_animated_webp():
        raise SceneError(
            Message(
                "{file} is animated, which this Blender cannot show: it needs Blender 5.1", file=path.name
            )
        )
    image = existing(path)
    if image is None:
        image = read(path, name)
        interpret(image, found)
    if pack and not image.packed_file:
        image.pack()
    return image


def interpret(image: bpy.types.Image, found: MediaInfo) -> None:
    """Have an image read its file as it was meant; found: what that was found to hold."""
    if found.format in ARE_SRGB and not found.has_own_colors:
        _set_colors(image, "sRGB")
    if found.color_profile.space:
        _set_colors(image, compat.COLOR_SPACES[found.color_profile.space])
    if found.has_alpha and _is_alpha_misread(found):
        image.alpha_mode = "CHANNEL_PACKED"


def _set_colors(image: bpy.types.Image, space: str) -> None:
    """Have an image read in a color space, if the artist's color management has one of the name."""
    with suppress(TypeError):
        image.colorspace_settings.name = space


def _is_alpha_misread(found: MediaInfo) -> bool:
    """Whether a Blender that we support divides the colors by their alpha once too often, or not at all.

    Cycles does so with grey pictures up to 5.2, with 16 bits that are packed from 5.1 on, with BMP, JPEG 2000
    and Iris up to 5.0.
    None does where the channels are said to be independent, but then soft edges are a little less smooth.
    """
    if found.format == "WEBP":
        return compat.MISREADS_WEBP_ALPHA
    return found.is_grey or found.bits > 8 or found.format in {"BMP", "OTHER"}


def is_clear(image: bpy.types.Image) -> bool:
    """Whether nothing of a picture is to be seen. One that is very large is not asked."""
    alpha = _alpha(image)
    return alpha is not None and not alpha.any()


def has_holes(image: bpy.types.Image) -> bool:
    """Whether a picture is clear in places. One that is very large and may have alpha is believed to be."""
    if image.depth not in DEPTHS_WITH_ALPHA:
        return False
    alpha = _alpha(image)
    return alpha is None or bool((alpha < 1.0).any())


def _alpha(image: bpy.types.Image) -> Any:  # noqa: ANN401 - an array, or None
    """How opaque each pixel is; None for a very large picture."""
    import numpy as np  # not read before there is a picture with alpha

    wide, high = size(image)
    if wide * high > MOST_PIXELS:
        return None
    pixels: Any = np.empty(wide * high * 4, np.float32)
    image.pixels.foreach_get(pixels)
    return pixels[3::4]


def existing(path: Path) -> bpy.types.Image | None:
    """The datablock that shows this file as it is, if there is one.

    Not one that somebody has painted on since, nor one that reads it as numbers. A file of the artist's own
    is read anew, as it may have been exported again under its name.
    """
    wanted = os.path.normcase(os.path.normpath(path))
    for image in bpy.data.images:
        if image.library or image.source not in {"FILE", "MOVIE"} or not image.filepath:
            continue
        if image.colorspace_settings.is_data:  # which would show its colors wrong
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


def as_read(path: Path, *, may_play: bool) -> MediaInfo | None:
    """What this Blender makes of a file, if it can read it. may_play: ask for a film as well."""
    try:
        image = read(path, path.name, may_play=may_play)
    except SceneError:
        return None
    found = MediaInfo(
        "VIDEO" if image.source == "MOVIE" else "IMAGE", "OTHER", has_alpha=image.depth in DEPTHS_WITH_ALPHA
    )
    bpy.data.images.remove(image)
    return found


def read(path: Path, name: str, *, may_play: bool = False) -> bpy.types.Image:
    """A new datablock of a picture or film. Blender itself calls a broken file an image of no size.

    may_play: take it for a film where it is no picture, whatever its name ends with.
    """
    try:
        image = bpy.data.images.load(str(path))
    except RuntimeError as error:
        raise SceneError(Message("{file} cannot be read", file=path.name)) from error
    if may_play and image.source == "FILE" and 0 in size(image):
        image.source = "MOVIE"
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

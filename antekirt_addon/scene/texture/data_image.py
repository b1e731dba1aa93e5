# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture read as numbers: in a datablock of its own, as what shows it in color must stay as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .. import file_location
from ..datablock_name import with_suffix

if TYPE_CHECKING:
    from pathlib import Path

DATA = "Non-Color"
SUFFIX = "data"


def reading_numbers(image: bpy.types.Image) -> bpy.types.Image:
    """The datablock that reads an image's file as numbers: the one that is there already, or a new one."""
    if image.colorspace_settings.is_data:
        return image
    for known in bpy.data.images:
        if reads_same_numbers(known, image):
            return known
    copy = image.copy()
    assert copy
    copy.name = with_suffix(image.name, SUFFIX)
    copy.use_fake_user = False
    copy.colorspace_settings.name = DATA
    copy.alpha_mode = "CHANNEL_PACKED"  # the colors are numbers as well where the picture is clear
    return copy


def reads_same_numbers(known: bpy.types.Image, image: bpy.types.Image) -> bool:
    """Whether a datablock reads the file of an image as numbers."""
    return not known.library and known.colorspace_settings.is_data and _have_one_file(known, image)


def _have_one_file(one: bpy.types.Image, other: bpy.types.Image) -> bool:
    if one.is_dirty or one.source != other.source or bool(one.packed_file) != bool(other.packed_file):
        return False
    if one.packed_file and other.packed_file:
        return one.packed_file.data == other.packed_file.data
    return bool(one.filepath) and _path(one) == _path(other)


def _path(image: bpy.types.Image) -> Path:
    return file_location.absolute(image.filepath)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist should know of a film's colours where Blender shows them wrong, and no setting mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..message import Message
from . import image_datablock as images
from .error import SceneError

if TYPE_CHECKING:
    from pathlib import Path

    from ..media.probe import MediaInfo

CLEAR_AND_DEEP = 128  # bits of a pixel: four channels of 32, as Blender keeps more than 8


def about_colors(path: Path, found: MediaInfo) -> list[str]:
    """A sentence for each way in which a film's colours differ from those in a player."""
    remarks: list[str] = []
    if found.has_untold_colors:
        remarks.append(
            Message(
                "{file} does not say how its colors are coded, and Blender takes it for standard definition: "
                "they are a little off. The manual says how to mend the file.",
                file=path.name,
            )
        )
    if _is_clear_and_deep(path):
        remarks.append(
            Message(
                "{file} has more than 8 bits and transparency: this Blender shows what is half clear too "
                "bright. A copy with 8 bits is right.",
                file=path.name,
            )
        )
    return remarks


def _is_clear_and_deep(path: Path) -> bool:
    """Whether Blender reads a film with more than 8 bits and alpha; 4.2 makes 8 of them, and is right."""
    try:
        image = images.read(path, path.name)
    except SceneError:  # what makes it into something says so
        return False
    try:
        return image.is_float and image.depth == CLEAR_AND_DEEP
    finally:
        bpy.data.images.remove(image)

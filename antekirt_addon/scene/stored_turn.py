# SPDX-License-Identifier: GPL-3.0-or-later
"""How an image is turned against the upright picture: noted on it, as its file may be gone one day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..media import orientation
from ..media.orientation import Turn
from .error import SceneError
from .file_format import examine
from .file_location import absolute

if TYPE_CHECKING:
    import bpy

TURN: Final = "antekirt_turn"


def note(image: bpy.types.Image, turn: Turn) -> None:
    """Note what leads from the upright picture to an image; nothing of one that is upright."""
    if turn.is_needed or noted(image):
        image[TURN] = [turn.quarters, int(turn.mirrored)]


def noted(image: bpy.types.Image) -> Turn | None:
    """What was noted of an image."""
    found = image.get(TURN)
    return Turn(found[0], mirrored=bool(found[1])) if found else None


def of(image: bpy.types.Image) -> Turn:
    """What was noted, or else what the image's file says, if it is there."""
    if (turn := noted(image)) or not image.filepath:
        return turn or orientation.NONE
    try:
        return examine(absolute(image.filepath), "IMAGE").turn
    except SceneError:
        return orientation.NONE

# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as what the Clone brush paints with, on single images in Texture Paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..message import Message
from . import image_datablock

if TYPE_CHECKING:
    from .import_target import Target
    from .picture import Picture
    from .placement import Place


def make(pictures: list[Picture], _target: Target, place: Place) -> str:
    """Make the first picture the one of the scene."""
    pictures[0] = pictures[0].upright()
    paint = place.scene.tool_settings.image_paint
    paint.clone_image, paint.use_clone_layer = pictures[0].image, True
    image_datablock.keep(pictures[0].image)
    place.where = "SCENE"
    return Message(
        "“{name}” is the clone source of {scene}: paint with Clone on a single image",
        name=pictures[0].source.name,
        scene=place.scene.name,
    )

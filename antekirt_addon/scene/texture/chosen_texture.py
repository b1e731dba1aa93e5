# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of a material's textures is to be changed, by its input or its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...message import Message
from ..error import SceneError
from . import wanted_input
from .shader_input import MEANT, are_alike
from .textures_within import textures_within

if TYPE_CHECKING:
    from collections.abc import Callable

    import bpy

    from .inserted import Inserted


def chosen_texture(
    material: bpy.types.Material, is_able: Callable[[Inserted], bool], socket: str = "", key: str = ""
) -> Inserted:
    """The one with a key, or else the last one in an input; "" for any.

    Raises SceneError if there is none, or the material is another file's.
    """
    wanted_input.refuse_linked(material)
    for texture in reversed(textures_within(material)):
        is_meant = key == texture.key if key else not socket or are_alike(socket, texture.socket)
        if is_meant and is_able(texture):
            return texture
    raise SceneError(
        Message(
            "No texture of Antekirt is in “{socket}” of {material}",
            socket=MEANT.get(socket, socket),
            material=material.name,
        )
        if socket
        else Message("No texture of Antekirt is in an input of {material}", material=material.name)
    )

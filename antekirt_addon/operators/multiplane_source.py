# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture and the film of an artwork's generation, from this file or from the results on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..message import Message
from ..scene.error import SceneError
from . import runtime
from .known_file import KnownFiles

if TYPE_CHECKING:
    from ..scene.multiplane.film_material import Film


def picture(root: bpy.types.Object, name: str) -> bpy.types.Image:
    """The image that is named, or that of the generation. Raises SceneError."""
    from ..scene.multiplane import source_image  # not read at Blender's start

    work = source_image.work_of(root)
    found = bpy.data.images.get(name) if name else source_image.image_of(root)
    if found is None and name:
        raise SceneError(Message("There is no image “{name}” in this file", name=name))
    if found is None and work:
        for known in runtime.state(KnownFiles).find(work, "image"):
            if known.image_index == work.image_index:
                found = source_image.load(known.path, known.attribution)
    if found is None and work:
        raise SceneError(
            "The picture that these vectors were made of is not in this file: import it from the history"
        )
    if found is None:
        raise SceneError("Choose the image that these vectors were made of")
    if 0 in (found.size[0], found.size[1]):
        raise SceneError(Message("The file of the image “{name}” is gone", name=found.name))
    return found


def film(root: bpy.types.Object, shown: bpy.types.Image) -> Film:
    """The film of an artwork's picture in which all stays in place. Raises SceneError with the reason."""
    from ..scene.multiplane import source_image  # not read at Blender's start
    from ..scene.multiplane.film_material import Film

    work = source_image.work_of(root)
    reason = Message("There is no video of this picture among your results")
    for known in runtime.state(KnownFiles).find(work, "video") if work else ():
        if not work or known.image_index != work.image_index:
            continue
        if not known.parameters.get("camera_fixed"):
            reason = Message("The video was made without Fixed Camera: what it shows leaves the cut-outs")
        elif not _has_proportions(known.parameters.get("aspect_ratio"), shown):
            reason = Message("The video has other proportions than the picture")
        else:
            return Film(known.path, known.attribution)
    raise SceneError(reason)


def _has_proportions(ratio: Any, image: bpy.types.Image) -> bool:  # noqa: ANN401 - of a request
    """Whether a ratio such as 16:9 is that of an image."""
    from ..scene.multiplane import upright_picture  # not read at Blender's start

    wide, _, high = str(ratio).partition(":")
    if not (wide.isdecimal() and high.isdecimal() and int(wide) and int(high)):
        return False
    return upright_picture.has_proportions(image, int(wide), int(high))

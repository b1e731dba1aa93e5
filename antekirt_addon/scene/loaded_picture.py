# SPDX-License-Identifier: GPL-3.0-or-later
"""A file's picture in the blend file: beside it if it is saved, marked with whose work it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..message import Message
from . import file_location, stored_turn
from . import image_datablock as images
from .attribution import stamp
from .picture import Picture

if TYPE_CHECKING:
    from ..media.probe import MediaInfo
    from .source_file import SourceFile


def load(source: SourceFile, info: MediaInfo, remarks: list[str], *, pack: bool) -> Picture:
    """The picture of a file, loaded if no datablock has it already. Raises SceneError.

    info: what the file was found to hold. remarks: joined by what is to be said of it.
    """
    path, remark = (source.path, "") if pack else file_location.project_copy(source)
    if remark:
        remarks.append(remark)
    image = images.load(path, source.name, info, pack=pack)
    stamp(image, source.attribution)
    stored_turn.note(image, info.turn)
    if info.has_alpha and images.is_clear(image):
        remarks.append(Message("“{name}” is wholly transparent: nothing of it can be seen", name=source.name))
    if info.color_profile.name and image.colorspace_settings.name == "sRGB":
        remarks.append(
            Message(
                "“{name}” has the color profile {profile}, which Blender does not heed: convert it to"
                " sRGB for true colors",
                name=source.name,
                profile=info.color_profile.name,
            )
        )
    return Picture(source, image, info.turn)

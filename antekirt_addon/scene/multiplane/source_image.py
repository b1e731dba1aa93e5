# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture that an artwork's vectors were made of, if the blend file has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..attribution import read, read_all
from ..file_format import examine
from ..loaded_picture import load as load_picture
from ..source_file import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

    from ..attribution import Attribution


def work_of(root: bpy.types.Object) -> Attribution | None:
    """Whose vectors an artwork is, and which image's."""
    return read(root)


def image_of(root: bpy.types.Object) -> bpy.types.Image | None:
    """The image of the generation that an artwork was made of."""
    work = work_of(root)
    return next((image for image in bpy.data.images if work and _shows(image, work)), None)


def _shows(image: bpy.types.Image, work: Attribution) -> bool:
    return image.source in {"FILE", "GENERATED"} and any(
        (own.kind, own.generation_id, own.image_index) == ("image", work.generation_id, work.image_index)
        for own in read_all(image)
    )


def load(path: Path, attribution: Attribution) -> bpy.types.Image:
    """The image of a file. Raises SceneError."""
    source = SourceFile(path, attribution)
    return load_picture(source, examine(path, "IMAGE"), [], pack=False).image

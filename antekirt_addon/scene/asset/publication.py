# SPDX-License-Identifier: GPL-3.0-or-later
"""A result from the disk into a library, without a trace in a scene of the artist's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .. import import_image, import_vector, import_video
from ..id_reference import note
from ..import_target import Target
from ..vector.vector_settings import VectorSettings
from . import library_file
from .asset_catalogue import FILE_NAME, catalogue_of, merge
from .mark import mark_all
from .markable import AssetChoices, markable
from .self_contained import film_beside

if TYPE_CHECKING:
    from pathlib import Path

    from ..attribution import Attribution
    from ..source_file import SourceFile


def publish(source: SourceFile, folder: Path) -> tuple[Path, bool]:
    """Have a result in a library; gives its file, and whether it is new. What is there is left as it is.

    It is built in an empty file, which then is the open one. Raises SceneError if it cannot be imported,
    OSError if nothing can be written.
    """
    assert source.attribution
    file, is_there = library_file.find(folder, source.attribution)
    if is_there:
        _mend(source.path, source.attribution, file)
        return file, False
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    assets = markable(_imported(source), None, None, AssetChoices())
    mark_all(assets)
    library_file.write(file, assets, source.attribution)
    return file, True


def _imported(source: SourceFile) -> list[bpy.types.Object]:
    """The object of a result, or the parent of its artwork."""
    scene = bpy.context.scene
    assert scene
    assert source.attribution
    target = Target(scene=note(scene), pack=True)
    if source.attribution.kind == "image":
        import_image.import_image([source], "PLANE", target)
    elif source.attribution.kind == "video":
        import_video.import_video(source, "PLANE", target)
    else:
        for _progress in import_vector.import_vector(source, VectorSettings(), target):
            pass
    return [obj for obj in scene.collection.all_objects if not obj.parent]


def _mend(path: Path, attribution: Attribution, file: Path) -> None:
    """Put back what somebody has taken away of a published result: its film, the name of its catalogue."""
    if attribution.kind == "video" and not file.with_suffix(path.suffix.lower()).exists():
        film_beside(path, file)
    merge(file.parent / FILE_NAME, [catalogue_of(attribution)])

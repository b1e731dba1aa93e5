# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the scene as a file: whole, or as it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .. import whole_file
from ..error import SceneError
from .page_writing import written
from .picture_mark import Pictures
from .scene_page import artwork_page, camera_page

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    import bpy

    from .scene_page import Drawn

Source: TypeAlias = Literal["ARTWORK", "CAMERA"]
READ = 0.9  # the progress when all has been read


def export(context: bpy.types.Context, path: Path, source: Source) -> Generator[float | None, None, Drawn]:
    """Write what is in the scene to a path, over what was there; yields progress about each ten milliseconds.

    Closed early, or raising SceneError or OSError, it leaves nothing new behind.
    """
    pictures = Pictures(path.parent)
    page_of = camera_page if source == "CAMERA" else artwork_page
    try:
        reading = page_of(context, pictures)
        while True:
            try:
                yield READ * next(reading)
            except StopIteration as done:
                drawn: Drawn = done.value
                break
        whole_file.write(path, (yield from written(drawn)).encode())
    except ReferenceError as gone:
        pictures.take_back()
        raise SceneError("The scene has changed meanwhile: export it again") from gone
    except BaseException:
        pictures.take_back()
        raise
    return drawn

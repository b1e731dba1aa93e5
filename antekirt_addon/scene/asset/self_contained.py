# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures packed and films at hand for as long as something is written, and then all as it was."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from .. import file_location
from ..error import file_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def used_images(datablocks: Iterable[bpy.types.ID]) -> list[bpy.types.Image]:
    """The images of the open file that some datablocks need, however deep."""
    uses: dict[bpy.types.ID, list[bpy.types.ID]] = {}
    for used, users in bpy.data.user_map().items():
        for user in users:
            uses.setdefault(user, []).append(used)
    found, left = set(datablocks), list(datablocks)
    while left:
        new = [one for one in uses.get(left.pop(), ()) if one not in found]
        found.update(new)
        left += new
    return [one for one in found if isinstance(one, bpy.types.Image) and not one.library]


@contextmanager
def self_contained(images: Iterable[bpy.types.Image], file: Path) -> Iterator[None]:
    """Have images as they should be in a blend file: pictures packed, films beside it under its name.

    No path leads to where they came from. Raises SceneError if one cannot be had.
    """
    undo: list[Any] = []
    try:
        for image in images:
            if image.source == "MOVIE":
                undo.append(_film_beside(image, file))
            elif image.is_dirty or image.source == "GENERATED":
                undo.append(_stand_in(image))
            elif image.source in {"FILE", "SEQUENCE", "TILED"}:
                undo.append(_packed(image, file))
        yield
    finally:
        for put_back in reversed(undo):
            put_back()


def film_beside(source: Path, file: Path) -> Path:
    """A film's copy beside a file, under its name; with a number where something else has that name.

    It is renamed when it is whole. Raises OSError.
    """
    import filecmp  # not read at Blender's start

    number, beside = 1, file.with_suffix(source.suffix.lower())
    while os.path.lexists(beside):
        if beside.is_file() and filecmp.cmp(source, beside, shallow=False):
            return beside
        number += 1
        beside = file.with_name(f"{file.stem}-{number}{source.suffix.lower()}")
    with tempfile.TemporaryDirectory(prefix=".copying-", dir=file.parent) as folder:
        shutil.copyfile(source, Path(folder) / beside.name)
        (Path(folder) / beside.name).replace(beside)
    return beside


def _film_beside(image: Any, file: Path) -> Any:  # noqa: ANN401 - an image, and a function
    source, kept = file_location.absolute(image.filepath), image.filepath_raw
    try:
        beside = film_beside(source, file)
    except OSError as error:
        raise file_error(source, error) from error
    image.filepath_raw = str(beside)

    def put_back() -> None:
        image.filepath_raw = kept

    return put_back


def _packed(image: Any, file: Path) -> Any:  # noqa: ANN401 - as above
    """Its own bytes; a picture that is packed already stays so."""
    was_packed, kept = bool(image.packed_file), image.filepath_raw
    if not was_packed:
        try:
            image.pack()
        except RuntimeError as error:
            source = file_location.absolute(image.filepath)
            raise file_error(source, FileNotFoundError(2, "No such file")) from error
    paths = [(part, part.filepath) for part in image.packed_files]
    inside = file.with_suffix(Path(kept).suffix.lower())
    image.filepath_raw = str(inside)
    for part, _path in paths:
        part.filepath = f"//{inside.name}"  # Blender makes these relative for nobody

    def put_back() -> None:
        if was_packed:
            for part, path in paths:
                part.filepath = path
        else:
            image.unpack(method="REMOVE")
        image.filepath_raw = kept

    return put_back


def _stand_in(image: Any) -> Any:  # noqa: ANN401 - as above
    """A packed copy of what was painted, in the place of an image that is not saved anywhere yet."""
    wide, high = image.size
    copy: Any = bpy.data.images.new(image.name, wide, high, alpha=True, float_buffer=image.is_float)
    with suppress(TypeError):
        copy.colorspace_settings.name = image.colorspace_settings.name
    copy.alpha_mode = image.alpha_mode
    copy.pixels[:] = image.pixels[:]
    copy.pack()
    for key in image.keys():  # noqa: SIM118 - an image is no mapping
        copy[key] = image[key]
    image.user_remap(copy)

    def put_back() -> None:
        copy.user_remap(image)
        bpy.data.images.remove(copy)

    return put_back

# SPDX-License-Identifier: GPL-3.0-or-later
"""All that the open file names comes into it, or beside it, and paths are relative.

Pictures, fonts and sounds are packed, byte for byte, and so is what was painted and not saved. Blender plays
no film that is packed: films come into a folder beside the file. What is linked in is other files' to say.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy

from .. import file_copy, file_location, file_user
from ..error import SceneError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..attribution import Attribution

FILMS = "films"  # the folder for what is no result of ours


@dataclass(frozen=True, slots=True)
class Prepared:
    """How much was packed and copied. failed: the names of files that could not be."""

    packed: int
    copied: int
    failed: tuple[str, ...]


def prepare() -> Prepared:
    """Make the open file, which must have a name, ready. It is not saved. Raises SceneError."""
    if not bpy.data.filepath:
        raise SceneError("Save the blend file first: films are copied to a folder beside it")
    packed = 0
    copied: set[Path] = set()
    failed: dict[str, None] = {}
    for block in _to_be_packed():
        try:
            block.pack()
            packed += 1
        except RuntimeError:  # it cannot be read; one that is gone is told of as missing
            if file_location.absolute(block.filepath).exists():
                failed[block.name] = None
    results = {
        file_user.normal(file_user.filepath(user)): found for user, found in file_user.users_of_results()
    }
    for user, path in _lying_elsewhere():
        try:
            copy = _copy(path, results.get(file_user.normal(file_user.filepath(user))))
        except OSError:
            failed[path.name] = None
        else:
            file_user.name_file(user, file_location.relative(copy))
            copied.add(copy)
            failed.pop(getattr(user, "name", ""), None)
    with suppress(RuntimeError):  # for what lies on another drive: it is told as lying elsewhere
        bpy.ops.file.make_paths_relative()
    return Prepared(packed, len(copied), tuple(failed))


def _to_be_packed() -> Iterator[bpy.types.Image | bpy.types.VectorFont | bpy.types.Sound]:
    for image in bpy.data.images:
        is_painted = image.source == "GENERATED" and image.is_dirty
        if (is_painted or image.source in {"FILE", "TILED"}) and _can_be_packed(image):
            yield image
    for font in bpy.data.fonts:
        if font.filepath != "<builtin>" and _can_be_packed(font):
            yield font
    films = {
        file_user.normal(file_user.filepath(user))
        for user in file_user.local_users()
        if not isinstance(user, bpy.types.Sound)
    }
    for sound in bpy.data.sounds:
        if file_user.normal(sound.filepath) not in films and _can_be_packed(sound):
            yield sound


def _can_be_packed(block: bpy.types.Image | bpy.types.VectorFont | bpy.types.Sound) -> bool:
    """Whether it is kept with this file, and is not in it yet as it is seen."""
    is_in_it = block.packed_file and not (isinstance(block, bpy.types.Image) and block.is_dirty)
    return bool(block.users) and not (block.library or is_in_it)


def _lying_elsewhere() -> Iterator[tuple[file_user.FileUser, Path]]:
    """What still names a file that is there, and that does not move with the blend file."""
    home = file_location.folder_beside(bpy.data.filepath).parent
    for user in list(file_user.local_users()):
        path = file_location.absolute(file_user.filepath(user))
        if path.is_file() and not path.is_relative_to(home):
            yield user, path


def _copy(path: Path, found: Attribution | None) -> Path:
    """The copy beside the blend file of the file of a result, or of the artist's own. Raises OSError."""
    folder = file_location.folder_beside(bpy.data.filepath)
    if found:
        return file_copy.copy_into(folder, path, found)
    return file_copy.copy_as(folder.with_name(FILMS), path, path.stem)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What shows the file of a result: images, wherever they are used, movie clips, sounds, and movie strips."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeAlias

import bpy

from . import attribution, compat

if TYPE_CHECKING:
    from collections.abc import Iterator

FileUser: TypeAlias = "bpy.types.Image | bpy.types.MovieClip | bpy.types.Sound | bpy.types.MovieStrip"


def users_of_results() -> Iterator[tuple[FileUser, attribution.Attribution]]:
    """What is stamped and names a file, and what was made of the same file by hand.

    Nothing that is packed, nor what is linked in: that is another blend file's to say.
    """
    users = [(user, attribution.read(user)) for user in local_users()]
    known = {normal(filepath(user)): found for user, found in users if found}
    for user, found in users if known else ():  # paths take the time, and most files show no result
        if of_what := found or known.get(normal(filepath(user))):
            yield user, of_what


def local_users() -> Iterator[FileUser]:
    """All that names a file, whoever made it. Nothing that is linked in, or packed and shown from there.

    A movie is never that: a script can pack it, but Blender reads the file (findings/pack-movie-image.sh).
    """
    for image in bpy.data.images:
        is_read_from_it = image.source == "MOVIE" or (image.source == "FILE" and not image.packed_file)
        if is_read_from_it and _names_file(image):
            yield image
    for sound in bpy.data.sounds:
        if _names_file(sound) and not sound.packed_file:
            yield sound
    yield from filter(_names_file, bpy.data.movieclips)
    for scene in bpy.data.scenes:
        if not scene.library:
            yield from (strip for strip in compat.every_strip(scene) if strip.type == "MOVIE")


def _names_file(block: bpy.types.Image | bpy.types.MovieClip | bpy.types.Sound) -> bool:
    return bool(block.filepath) and not block.library


def normal(path: str) -> str:
    """A path by which two that name the same file are told to do so."""
    return os.path.normcase(os.path.normpath(bpy.path.abspath(path)))


def filepath(user: FileUser) -> str:
    """The file, as it is named in the datablock."""
    return user.filepath


def name_file(user: FileUser, path: str) -> None:
    """Have it name another file with the same content. What was painted on an image since stays."""
    if isinstance(user, bpy.types.Image):
        user.filepath_raw = path  # `filepath` reads the file, and drops what was painted
    else:
        user.filepath = path


def read_anew(user: FileUser) -> None:
    """Show what the file holds now."""
    if isinstance(user, bpy.types.Image):
        user.reload()
    else:
        user.filepath = user.filepath  # Blender reads the file when it is set

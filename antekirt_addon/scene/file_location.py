# SPDX-License-Identifier: GPL-3.0-or-later
"""Where results live: beside the blend file once it is saved, in the artist's results folder until then.

Beside it they travel with it: //antekirt/sunset-over-mountains-1a2b3c4d-0.webp. They are copies, byte for
byte; the original stays where the job put it. Nothing in here overwrites a file.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ..message import Message
from . import attribution, compat
from .error import SceneError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .source_file import SourceFile

FOLDER = "antekirt"
LONGEST_STEM = 40


def project_copy(source: SourceFile) -> tuple[Path, str]:
    """The path to load a file from, copied beside the blend file if it is saved, and a remark or "".

    A file of the artist's own stays where it is. If nothing can be written beside the blend file, the
    original is used in place: a paid result is never refused for want of a copy.
    """
    if not source.attribution or not bpy.data.filepath:
        return source.path, ""
    try:
        return _copy_beside(source.path, source.attribution), ""
    except OSError as error:
        reason = error.strerror or str(error)
        return (
            source.path,
            Message(
                "No copy was made beside the blend file ({reason}), so {file} is used in place",
                reason=reason,
                file=source.path,
            ),
        )


@dataclass(frozen=True, slots=True)
class Gathered:
    """How many files were copied, and the paths of those that could not be."""

    copied: int
    missing: tuple[str, ...]


def gather() -> Gathered:
    """Copy the files of all results in use beside the saved blend file and point the datablocks there."""
    if not bpy.data.filepath:
        raise SceneError("Save the blend file first: results are copied to a folder beside it")
    copied, missing = 0, []
    for user in _users_of_results():
        path = absolute(user.filepath)
        found = attribution.read(user)
        if found is None or path.parent == _folder():
            continue
        try:
            user.filepath = relative(_copy_beside(path, found))
            copied += 1
        except OSError:
            missing.append(str(path))
    return Gathered(copied, tuple(dict.fromkeys(missing)))


def _users_of_results() -> Iterator[bpy.types.Image | bpy.types.MovieStrip | bpy.types.Sound]:
    """Everything stamped that names a file, but for packed images and what is linked in."""
    for block in (*bpy.data.images, *bpy.data.sounds):
        if attribution.read(block) and block.filepath and not block.packed_file and not block.library:
            yield block
    for scene in bpy.data.scenes:
        for strip in compat.every_strip(scene):
            if attribution.read(strip) and strip.type == "MOVIE":
                yield strip


def _copy_beside(path: Path, found: attribution.Attribution) -> Path:
    """The path of a copy beside the blend file, made if there is none. Raises OSError."""
    folder = _folder()
    folder.mkdir(exist_ok=True)
    if path.parent == folder:
        return path
    stem = file_stem(found.prompt, found.generation_id, found.kind, found.image_index)
    descriptor, name = tempfile.mkstemp(prefix=".copying-", dir=folder)
    os.close(descriptor)
    copy = Path(name)
    try:
        shutil.copyfile(path, copy)
        return _claim_name(copy, folder, stem, path.suffix.lower())
    finally:
        copy.unlink(missing_ok=True)


def file_stem(prompt: str, generation_id: str, kind: str, index: int) -> str:
    """A file's name without its ending, good on every system: sunset-over-mountains-1a2b3c4d-0."""
    plain = unicodedata.normalize("NFKD", prompt).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while len("-".join(words)) > LONGEST_STEM:
        words.pop()
    short_id = re.sub(r"[^0-9a-z]", "", generation_id.lower())[:8]
    return "-".join(filter(None, [*(words or [kind]), short_id, str(index)]))


def _claim_name(copy: Path, folder: Path, stem: str, suffix: str) -> Path:
    """Move a finished copy to the first name that is free, or leave it if a file with its bytes is there."""
    import filecmp  # not read at Blender's start

    number = 1
    while True:
        final = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            os.close(os.open(final, os.O_CREAT | os.O_EXCL, 0o644))  # the name is ours from here on
        except FileExistsError:  # also for a link, which is not followed
            if not final.is_symlink() and filecmp.cmp(copy, final, shallow=False):
                return final
            number += 1
            continue
        with suppress(OSError):  # some disks know no rights
            copy.chmod(0o644)  # the temporary file was private
        try:
            copy.replace(final)
        except OSError:
            final.unlink()  # it is empty
            raise
        return final


def _folder() -> Path:
    return Path(bpy.data.filepath).parent / FOLDER


def absolute(filepath: str) -> Path:
    """The path that the filepath of a local datablock stands for."""
    return Path(os.path.normpath(bpy.path.abspath(filepath)))


def relative(path: Path) -> str:
    """A path as a datablock should name it: relative to the blend file if it is saved and can be."""
    if bpy.data.filepath:
        with suppress(ValueError):  # on another drive
            return str(bpy.path.relpath(str(path)))
    return str(path)

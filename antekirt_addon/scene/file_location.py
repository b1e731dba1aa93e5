# SPDX-License-Identifier: GPL-3.0-or-later
"""Where results live: beside the blend file once it is saved, in the artist's results folder until then.

Beside it they travel with it: //antekirt/sunset-over-mountains-1a2b3c4d-0.webp. They are copies, byte for
byte; the original stays where the job put it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ..message import Message
from . import file_copy, file_user
from .error import SceneError

if TYPE_CHECKING:
    from .source_file import SourceFile

FOLDER = "antekirt"


def folder_beside(blend_file: str) -> Path:
    """Where the results of a blend file are copied to."""
    return Path(blend_file).parent / FOLDER


def project_copy(source: SourceFile) -> tuple[Path, str]:
    """The path to load a file from, copied beside the blend file if it is saved, and a remark or "".

    A file of the artist's own stays where it is. If nothing can be written beside the blend file, the
    original is used in place: a paid result is never refused for want of a copy.
    """
    if not source.attribution or not bpy.data.filepath:
        return source.path, ""
    try:
        return file_copy.copy_into(folder_beside(bpy.data.filepath), source.path, source.attribution), ""
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
    folder = folder_beside(bpy.data.filepath)
    copied, missing = 0, []
    for user, found in file_user.users_of_results():
        path = absolute(file_user.filepath(user))
        if path.parent == folder:
            continue
        try:
            file_user.name_file(user, relative(file_copy.copy_into(folder, path, found)))
            copied += 1
        except OSError:
            missing.append(str(path))
    return Gathered(copied, tuple(dict.fromkeys(missing)))


def absolute(filepath: str) -> Path:
    """The path that the filepath of a local datablock stands for."""
    return Path(os.path.normpath(bpy.path.abspath(filepath)))


def relative(path: Path) -> str:
    """A path as a datablock should name it: relative to the blend file if it is saved and can be."""
    if bpy.data.filepath:
        with suppress(ValueError):  # on another drive
            return str(bpy.path.relpath(str(path)))
    return str(path)

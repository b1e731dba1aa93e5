# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder that Blender knows as the asset library of Antekirt."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import bpy

from ...message import Message
from ..error import SceneError

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Antekirt"


def is_registered(folder: Path) -> bool:
    """Whether Blender's preferences have a library there."""
    return any(_same(path, folder) for path in map(_path, _libraries()) if path)


def register_library(folder: Path) -> None:
    """Make the folder and tell Blender of it, once. Raises SceneError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    if is_registered(folder):
        return
    _libraries().new(name=NAME, directory=str(folder))
    preferences = bpy.context.preferences
    assert preferences
    preferences.is_dirty = True  # Blender saves them when it is closed, as it does for its own buttons


def cannot_write(folder: Path, reason: OSError) -> SceneError:
    """The error of a library in which nothing can be written."""
    return SceneError(
        Message(
            "The asset library {folder} cannot be written: {reason}",
            folder=folder,
            reason=reason.strerror or reason,
        )
    )


def _libraries() -> Any:  # noqa: ANN401 - the stubs know no `new`
    preferences = bpy.context.preferences
    assert preferences
    return preferences.filepaths.asset_libraries


def _path(library: Any) -> str:  # noqa: ANN401 - a library; one of the network has no path in 5.3
    return getattr(library, "path", "")


def _same(path: str, folder: Path) -> bool:
    return os.path.normcase(os.path.realpath(bpy.path.abspath(path))) == os.path.normcase(
        os.path.realpath(folder)
    )

# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that --output names: as it was until the result is in the scene, and then replaced at once.

Results lie beside a file that is saved. So the scene is saved before anything is paid for, in the same
folder under another name; that also shows that the folder can be written.
"""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterator


class CannotSave(Exception):
    """There can be no file of that name; nothing was sent."""

    def __init__(self, path: Path, reason: OSError) -> None:
        super().__init__(f"{path} cannot be saved: {reason.strerror or reason}. Nothing was sent.")


@contextmanager
def output_file(name: str | None) -> Iterator[None]:
    """Save the scene under a name when what is done meanwhile has gone well. Raises CannotSave before it."""
    if not name:
        yield
        return
    path = Path(name).absolute()
    draft = _draft_beside(path)
    try:
        bpy.ops.wm.save_as_mainfile(filepath=str(draft))
        yield
        bpy.ops.wm.save_as_mainfile(filepath=str(path))
    finally:
        draft.unlink(missing_ok=True)


def _draft_beside(path: Path) -> Path:
    """A free name beside it, once a file could be made there."""
    draft = path.with_name(f".antekirt-{uuid.uuid4().hex}.blend")
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(None, "it may not be written")
        draft.touch(exist_ok=False)
        draft.unlink()  # Blender would keep a copy of what it replaces
    except OSError as error:
        raise CannotSave(path, error) from error
    return draft

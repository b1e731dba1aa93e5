# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that --output names: as it was until the result is in the scene, and then replaced at once.

Results lie beside a file that is saved. So the scene is saved before anything is paid for, in the same
folder under another name; that also shows that the folder can be written and the disk has room.
"""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


TAIL = 64  # bytes that hold the last block
ZSTD_SEEK_TABLE = bytes.fromhex("b1ea928f")
KEPT = "The results are kept: the verb import brings them for nothing"


class CannotSave(Exception):
    """There can be no file of that name. so: what that means for what was to be paid."""

    def __init__(self, path: Path, reason: str, *, so: str = "Nothing was sent") -> None:
        super().__init__(f"{path} cannot be saved: {reason}. {so}.")


def check(arguments: argparse.Namespace) -> None:
    """Raise CannotSave for what would keep the file from being saved, before anything is asked or paid."""
    path = _path(arguments)
    if path is None:
        return
    try:
        _check(path, may_replace=arguments.force)
    except OSError as error:  # of a folder that may not be looked into, or a name that is too long
        raise CannotSave(path, error.strerror or str(error)) from error


def _check(path: Path, *, may_replace: bool) -> None:
    if path.suffix.lower() != ".blend":
        raise CannotSave(path, "its name does not end with .blend")
    if path.is_dir():
        raise CannotSave(path, "it is a folder")
    if not path.parent.is_dir():
        raise CannotSave(path, f"there is no folder {path.parent}")
    if path.exists() or path.is_symlink():
        if not (may_replace or _is_open(path)):
            raise CannotSave(path, "it exists already, and --force replaces it")
        if not os.access(path, os.W_OK):
            raise CannotSave(path, "it may not be written")
    try:
        with _draft_beside(path).open("xb"):
            pass
    finally:
        with suppress(OSError):
            _draft_beside(path).unlink(missing_ok=True)


@contextmanager
def output_file(arguments: argparse.Namespace) -> Iterator[None]:
    """Save the scene under its name when what is done meanwhile has gone well. Raises CannotSave."""
    path = _path(arguments)
    if path is None:
        yield
        return
    check(arguments)
    draft = path.with_name(f".antekirt-{uuid.uuid4().hex}.blend")
    try:
        _save(draft, path)
        yield
        if path.exists():
            draft.unlink()  # Blender would keep a copy of what it replaces
            _save(draft, path, so=KEPT)  # it has room: no file is replaced by half of one
            draft.unlink()
        _save(path, path, so=KEPT)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _save(path: Path, named: Path, so: str = "Nothing was sent") -> None:
    try:
        bpy.ops.wm.save_as_mainfile(filepath=str(path), check_existing=False)
    except RuntimeError as error:
        lines = [line.strip() for line in str(error).removeprefix("Error:").splitlines() if line.strip()]
        raise CannotSave(named, (lines or [type(error).__name__])[0].rstrip("."), so=so) from error
    if not _is_whole(path):
        raise CannotSave(named, "the disk is full", so=so)


def _is_whole(path: Path) -> bool:
    """Whether a blend file has its end: a compressed one is cut off by a full disk without a word."""
    try:
        with path.open("rb") as file:
            file.seek(-min(TAIL, path.stat().st_size), os.SEEK_END)
            end = file.read()
    except OSError:
        return False
    return b"ENDB" in end or end.endswith(ZSTD_SEEK_TABLE)


def _is_open(path: Path) -> bool:
    """Whether it is the file that is open: to save that again is what its artist wants."""
    try:
        return bool(bpy.data.filepath) and path.samefile(bpy.data.filepath)
    except OSError:
        return False


def _path(arguments: argparse.Namespace) -> Path | None:
    """Where it is saved: // is the folder of the open file, as in Blender, and a link stays one."""
    if arguments.output is None:
        return None
    path = Path(bpy.path.abspath(arguments.output)).absolute()
    return Path(os.path.realpath(path)) if os.path.islink(path) else path  # noqa: PTH114 - never raises


def _draft_beside(path: Path) -> Path:
    return path.with_name(f".antekirt-{os.getpid()}.trial")

# SPDX-License-Identifier: GPL-3.0-or-later
"""Results come beside the blend file by themselves, as far as the preferences say so.

A thread copies them as soon as the blend file has a name; a save only changes paths. It waits for what is to
be copied just then no longer than `SLICE_SECONDS`, and no error of ours stops it: what is not there yet keeps
its path, and follows with the next save.

Blender tells before a save where to, but not whether the open file goes there or only a copy of it. So paths
are changed for both, and changed back once it was a copy. No auto-save comes by here.
"""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import bpy

from ..scene import file_copy, file_location, file_user
from ..worker_pool import WorkerPool
from . import chosen_preferences, runtime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ..scene.attribution import Attribution
    from ..scene.file_user import FileUser

SLICE_SECONDS = 0.25
LEFT_FREE = 1 << 28  # bytes of the disk: the blend file itself is still to be written there
LOOK_SECONDS = 1.0  # between two looks at what is to be copied
LOOK_SHARE = 100  # at least so many times the processor time of one look


@dataclass(frozen=True, slots=True)
class Copy:
    """A file's copy, and what told the file's state when it was made."""

    path: Path
    signature: tuple[int, int]

    def is_of(self, source: Path) -> bool:
        """Whether it is there, and the file has not changed since: somebody may have painted on it.

        A file that cannot be reached, as on a drive that is gone, has not.
        """
        try:
            return self.path.is_file() and _signature(source) == self.signature
        except OSError:
            return os.path.isfile(self.path)  # noqa: PTH113 - it raises nothing


class CopiesBeside:
    """made: what came of copying each file into each folder; None while it is on its way.

    is_new: whether the open file had no name when it was begun. changed: what a save has changed, with the
    path from before and the copy.
    """

    def __init__(self) -> None:
        self.pool = WorkerPool("copy", 2)
        self.made: dict[tuple[Path, Path], Copy | Exception | None] = {}
        self.under_way = 0
        self.arrival = threading.Condition()
        self.is_new = False
        self.changed: list[tuple[FileUser, str, Path]] = []
        self.look_again_at = 0.0

    def close(self) -> None:
        self.pool.stop(0.0)

    def wanted(self, blend_file: str) -> Iterator[tuple[FileUser, Attribution, Path]]:
        """What is to name a copy beside a blend file, as the preferences say, and the file it names now."""
        chosen = chosen_preferences.preferences()
        choice = chosen.copy_on_save if chosen else "NEW"
        folder = file_location.folder_beside(blend_file)
        former = file_location.folder_beside(bpy.data.filepath) if bpy.data.filepath else None
        for user, found in file_user.users_of_results() if choice != "NEVER" else ():
            path = file_location.absolute(file_user.filepath(user))
            follows = choice == "ALWAYS" or self.is_new or path.parent == former
            if follows and path.parent != folder:
                yield user, found, path

    def coming(self, blend_file: str) -> set[Path]:
        """The files whose copies a save is to bring beside a blend file, as far as none has failed."""
        folder = file_location.folder_beside(blend_file)
        wanted = {path for _user, _found, path in self.wanted(blend_file)}
        return {path for path in wanted if not isinstance(self.made.get((path, folder)), Exception)}

    def prepare(self, blend_file: str, *, again: bool = False) -> None:
        """Have the thread copy what is wanted and not there yet.

        again: also what has failed or changed since.
        """
        folder = file_location.folder_beside(blend_file)
        for _user, found, path in self.wanted(blend_file):
            key = path, folder
            if key in self.made and not (again and self._is_out_of_date(key)):
                continue
            self.made[key] = None
            with self.arrival:
                self.under_way += 1
            self.pool.run(partial(_copy, folder, path, found), partial(self._keep, key))

    def _is_out_of_date(self, key: tuple[Path, Path]) -> bool:
        made = self.made[key]
        return isinstance(made, Exception) or (made is not None and not made.is_of(key[0]))

    def _keep(self, key: tuple[Path, Path], outcome: Copy | Exception) -> None:
        """Called in the thread."""
        with self.arrival:
            self.made[key] = outcome
            self.under_way -= 1
            self.arrival.notify_all()

    def await_all(self, seconds: float) -> None:
        with self.arrival:
            self.arrival.wait_for(lambda: not self.under_way, seconds)

    def change(self, blend_file: str) -> None:
        """Have what is wanted name its copy, if there is one, as seen from where the open file is now.

        The save makes paths fit where it goes; of a file that had no name, it makes them relative.
        """
        folder = file_location.folder_beside(blend_file)
        for user, _found, path in list(self.wanted(blend_file)):
            copy = self.made.get((path, folder))
            if isinstance(copy, Copy) and copy.is_of(path):
                self.changed.append((user, file_user.filepath(user), copy.path))
                file_user.name_file(user, file_location.relative(copy.path))

    def settle(self, *, has_moved: bool) -> None:
        """The open file is the one that was saved, or else it is as before."""
        for user, before, copy in self.changed:
            with suppress(ReferenceError):  # another's handler has removed it
                if not has_moved:
                    file_user.name_file(user, before)
                elif file_location.absolute(file_user.filepath(user)) != copy:
                    file_user.name_file(user, file_location.relative(copy))
        self.changed = []


def _copy(folder: Path, path: Path, found: Attribution) -> Copy:
    """Called in the thread."""
    signature = size, _changed = _signature(path)
    disk = shutil.disk_usage(folder.parent)
    if disk.total and disk.free < size + LEFT_FREE:  # some network drives tell nothing
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return Copy(file_copy.copy_into(folder, path, found), signature)


def _signature(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def watch() -> None:
    """Copy ahead of the next save; called at each tick."""
    copies, now, begun = runtime.state(CopiesBeside), time.monotonic(), time.thread_time()
    if bpy.data.filepath and now >= copies.look_again_at:
        copies.prepare(bpy.data.filepath)
        copies.look_again_at = now + max(LOOK_SECONDS, LOOK_SHARE * (time.thread_time() - begun))


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_save(blend_file: str, *_: object) -> None:
    copies = runtime.state(CopiesBeside)
    if blend_file:  # none for the startup file
        copies.is_new = copies.is_new or not bpy.data.filepath
        copies.prepare(blend_file, again=True)
        copies.await_all(SLICE_SECONDS)
        copies.change(blend_file)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_save(blend_file: str, *_: object) -> None:
    is_there = os.path.normcase(bpy.data.filepath) == os.path.normcase(blend_file or "")
    runtime.state(CopiesBeside).settle(has_moved=is_there)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_failure(*_: object) -> None:
    runtime.state(CopiesBeside).settle(has_moved=False)


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_load(*_: object) -> None:
    copies = runtime.state(CopiesBeside)
    copies.is_new, copies.made, copies.look_again_at = False, {}, 0.0


HANDLERS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("save_pre", _before_save),
    ("save_post", _after_save),
    ("save_post_fail", _after_failure),
    ("load_post", _after_load),
)
CLASSES = ()


def register() -> None:
    runtime.watch(watch)

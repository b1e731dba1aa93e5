# SPDX-License-Identifier: GPL-3.0-or-later
"""How it stands with the files of results in the open file: which are gone, which lie elsewhere.

A thread looks at the disk, which may be far away and hang; the timer hands it the paths.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import bpy

from ..scene import file_location, file_user
from ..worker_pool import WorkerPool
from . import runtime
from .copy_on_save import CopiesBeside

if TYPE_CHECKING:
    from pathlib import Path

LOOK_SECONDS = 1.0  # between two looks at what the open file names
LOOK_SHARE = 100  # at least so many times the processor time of one look; what it waits for is no work
DISK_SECONDS = 5.0  # between two looks at the disk while nothing else is named


@dataclass(frozen=True, slots=True)
class FilesShown:
    """How many files are missing, and how many will stay elsewhere than beside the saved blend file."""

    missing: int = 0
    elsewhere: int = 0


class FileSurvey:
    """shown: the last answer. paths: what the open file names. gone: those that the thread did not find."""

    def __init__(self) -> None:
        self.shown = FilesShown()
        self.paths: frozenset[Path] = frozenset()
        self.gone: frozenset[Path] = frozenset()
        self._pool = WorkerPool("survey", 1)
        self._is_looking = False
        self._look_again_at = 0.0
        self._disk_again_at = 0.0

    def close(self) -> None:
        self._pool.stop(0.0)

    def follow(self) -> None:
        """Bring `shown` up to date; hardly takes time."""
        now, begun = time.monotonic(), time.thread_time()
        if now < self._look_again_at:
            return
        before, self.paths = self.paths, _named()
        if self.paths and not self._is_looking and (self.paths != before or now >= self._disk_again_at):
            self._is_looking, self._disk_again_at = True, now + DISK_SECONDS
            self._pool.run(partial(not_found, self.paths), self._keep)
        gone = self.gone & self.paths
        self.shown = FilesShown(len(gone), len(_elsewhere(self.paths - gone)))
        self._look_again_at = now + max(LOOK_SECONDS, LOOK_SHARE * (time.thread_time() - begun))

    def hasten(self) -> None:
        """Something has come back."""
        self.gone, self._look_again_at, self._disk_again_at = frozenset(), 0.0, 0.0

    def _keep(self, outcome: frozenset[Path] | Exception) -> None:
        """Called in the thread."""
        self.gone = outcome if isinstance(outcome, frozenset) else frozenset()
        self._is_looking = False


def _named() -> frozenset[Path]:
    users = file_user.users_of_results()
    return frozenset(file_location.absolute(file_user.filepath(user)) for user, _found in users)


def _elsewhere(paths: frozenset[Path]) -> set[Path]:
    """What does not lie beside the blend file, and does not come there by itself either."""
    if not bpy.data.filepath:
        return set()
    folder = file_location.folder_beside(bpy.data.filepath)
    coming = runtime.state(CopiesBeside).coming(bpy.data.filepath)
    return {path for path in paths - coming if path.parent != folder}


def not_found(paths: frozenset[Path]) -> frozenset[Path]:
    """Called in the thread."""
    # That of `os` raises nothing where a drive is gone.
    return frozenset(path for path in paths if not os.path.exists(path))  # noqa: PTH110


def watch() -> None:
    """Keep up with the open file; called at each tick."""
    runtime.state(FileSurvey).follow()


CLASSES = ()


def register() -> None:
    runtime.watch(watch)

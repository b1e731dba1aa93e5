# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may use what is made in the results folder: its owner alone, or the folder's group as well.

What was there before keeps its rights, and so does what is somebody else's.
"""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import file_system

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FolderRights:
    """folder, file: modes. common: the mode of what all seats write, the list of jobs and the lock files.

    group: whose all of it is; None for whatever the system chooses.
    """

    folder: int = 0o700
    file: int = 0o600
    common: int = 0o600
    group: int | None = None

    def make_folder(self, folder: Path) -> None:
        """Make a folder, and those missing above it; one that is there is left as it is."""
        if not folder.is_dir():
            if folder.parent != folder:  # a drive that is not there
                self.make_folder(folder.parent)
            try:
                folder.mkdir(mode=0o700)
            except FileExistsError:
                if not folder.is_dir():  # else another Blender was quicker
                    raise
            else:
                self._give(folder, self.folder)

    def give_result(self, file: Path) -> None:
        """Have a result that was just made read by whom it is for."""
        self._give(file, self.file)

    def give_common(self, file: Path) -> None:
        """Have a file written by all seats."""
        self._give(file, self.common)

    def _give(self, path: Path, mode: int) -> None:
        """Whatever the umask says. A disk that knows no rights is used all the same.

        What cannot be given to the group stays its owner's: it would be read by another group.
        """
        if sys.platform == "win32":
            return
        with file_system.passing_over():
            found = path.stat()
            if found.st_uid != os.geteuid():
                return
            if self.group is not None and found.st_gid != self.group:
                os.chown(path, -1, self.group)
            path.chmod(mode | (found.st_mode & stat.S_ISGID))


OWNER_ONLY = FolderRights()
GROUP = FolderRights(0o750, 0o640, 0o640)


def of_group(folder: Path) -> FolderRights:
    """What is made in a folder that its group shares. Where the group may write, all seats do."""
    found = folder.stat()
    if sys.platform == "win32" or not found.st_mode & stat.S_IWGRP:
        return replace(GROUP, group=found.st_gid)
    return FolderRights(0o770, 0o640, 0o660, found.st_gid)

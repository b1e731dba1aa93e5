# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's folder: the journal, and the paid originals byte for byte.

    journal.sqlite                 the list of jobs
    artists.json                   the list of artists that the command line has printed last
    owners/                        one lock file for each running Blender
    results/<generation id>/       image-0.webp, svg-0.svg, video-0.mp4, …

Blenders that share a folder rely on its locks. No job is kept where they do not hold: a spare folder on this
machine takes its place.

What is made here is its owner's alone, unless the artist shares the folder with its group. All names are of
our own making; those that begin with a dot are temporary, see leftover_download.py, and count nowhere.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from ..media.probe import ProbeError, probe
from ..message import Message
from . import file_system, lock_trial
from .folder_rights import GROUP, OWNER_ONLY, of_group
from .job import Kind
from .problem import (
    FOLDER_FOR_GROUP,
    FOLDER_KEPT_PRIVATE,
    FOLDER_NOT_PRIVATE,
    FOLDER_SHOWN,
    FileProblem,
    describe_os_error,
)
from .shared_budget import BudgetSpent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .folder_rights import FolderRights
    from .job import Job, ResultFile
    from .shared_budget import SharedBudget


class ResultsFolder:
    """folder: the one in use. refused: the one that was chosen, if its locks do not hold: only to be read.

    budget: what all who use the folder may spend together. Such a folder is never made here: one that is
    missing is on a drive that is not there, and a count of our own would be nobody else's.
    """

    def __init__(
        self,
        folder: Path,
        spare: Path | None = None,
        budget: SharedBudget | None = None,
        *,
        is_shared: bool = False,
    ) -> None:
        self.folder = folder
        self.spare = spare
        self.budget = budget
        self.is_shared = is_shared
        self.rights = OWNER_ONLY  # until it is known what group the folder has
        self.refused: Path | None = None
        self._is_tried = False
        self._trying = threading.Lock()

    @property
    def journal_path(self) -> Path:
        return self.folder / "journal.sqlite"

    @property
    def owners(self) -> Path:
        return self.folder / "owners"

    @property
    def results(self) -> Path:
        return self.folder / "results"

    def prepare(self) -> None:
        """Make what is missing of the folder, whose locks are tried first. Raises FileProblem: what to do."""
        with self._trying:
            if self.budget and not self.refused and not self.folder.is_dir():
                raise FileProblem(
                    Message(
                        "Your studio's results folder {folder} is not there, so its budget cannot be counted."
                        " Check the network drive.",
                        folder=self.folder,
                    )
                )
            make(self.folder, GROUP if self.is_shared else OWNER_ONLY)
            if not self._is_tried and lock_trial.hold(self.folder) is False:
                self._turn_to_spare()
            self._is_tried = True
            self.rights = of_group(self.folder) if self.is_shared and not self.refused else OWNER_ONLY
            for folder in (self.owners, self.results):
                make(folder, self.rights)

    def check_budget(self) -> None:
        """Raise BudgetSpent if what the seats spend cannot be counted, once the locks have been tried."""
        if self.budget and self.refused:
            raise BudgetSpent(
                Message(
                    "Locks do not hold in your studio's results folder {folder}, so its budget cannot be"
                    " counted. Nothing that costs credits is sent.",
                    folder=self.refused,
                )
            )

    def _turn_to_spare(self) -> None:
        if self.spare is None or self.spare == self.folder:
            raise FileProblem(lock_trial.refused(self.folder, None))
        make(self.spare, OWNER_ONLY)
        if lock_trial.hold(self.spare) is False:
            raise FileProblem(lock_trial.refused(self.folder, None))
        self.refused, self.folder = self.folder, self.spare

    def generation_folder(self, generation_id: str) -> Path:
        """Where a generation's files lie; made if it is missing."""
        folder = self._folder(generation_id)
        make(folder, self.rights)
        return folder

    def file_of(self, generation_id: str, kind: Kind, index: int) -> Path | None:
        """A generation's output, if it lies here."""
        files = _sizes(self._folder(generation_id).glob(f"{kind}-{index}.*"))
        return next((file for file, _size in files if file.suffix), None)

    def sides_of(self, generation_id: str, index: int) -> tuple[int, int] | None:
        """Width and height in pixels of an image that lies here."""
        path = self.file_of(generation_id, Kind.IMAGE, index)
        with suppress(ProbeError, OSError):
            info = probe(path) if path else None
            return (info.width, info.height) if info else None
        return None

    def files_of(self, generation_id: str) -> list[Path]:
        """All that lies here of a generation."""
        return sorted(path for path, _size in _sizes(self._folder(generation_id).glob("*")))

    def holds_any(self, generation_id: str) -> bool:
        """Whether any file of a generation lies here."""
        return bool(self.files_of(generation_id))

    def path(self, file: ResultFile) -> Path:
        return self.folder / file.path

    def has(self, file: ResultFile) -> bool:
        """Whether a file is there in full size."""
        try:
            return self.path(file).stat().st_size == file.size
        except OSError:
            return False

    def holds(self, job: Job, index: int | None = None) -> bool:
        """Whether a job's files, or its only one with an index, are there in full size."""
        wanted = [file for file in job.files if index in {None, file.index}]
        return bool(wanted) and all(map(self.has, wanted))

    def size(self) -> int:
        """Bytes that the results take."""
        return sum(size for _path, size in _sizes(self.results.rglob("*")))

    def exposure(self) -> str:
        """What others on this machine can see in here, in words; "" for nothing."""
        if not all(map(file_system.is_open_to_others, (self.folder, *self.folder.parents))):
            return FOLDER_KEPT_PRIVATE if self.is_shared and self.results.is_dir() else ""
        if self.is_shared:
            return FOLDER_FOR_GROUP if file_system.is_open_to_others(self.results) else FOLDER_KEPT_PRIVATE
        return FOLDER_NOT_PRIVATE if file_system.is_open_to_others(self.journal_path) else FOLDER_SHOWN

    def _folder(self, generation_id: str) -> Path:
        """An id that is no plain name is hashed."""
        plain = re.fullmatch(r"[0-9A-Za-z-]{1,64}", generation_id)
        name = generation_id.lower() if plain else hashlib.sha256(generation_id.encode()).hexdigest()[:32]
        return self.results / name


def _sizes(paths: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """The results among paths, each with its bytes: nothing temporary, and no name without a file yet."""
    for path in paths:
        with suppress(OSError):  # it went meanwhile, or is a link that leads nowhere
            if not path.name.startswith(".") and path.is_file() and (size := path.stat().st_size):
                yield path, size


def make(folder: Path, rights: FolderRights) -> None:
    """Make a folder, and those missing above it; one that is there is left as it is."""
    try:
        rights.make_folder(folder)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise FileProblem(describe_os_error(error, Message("The folder {folder}", folder=folder))) from error

# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be had of a folder whose locks do not hold: its results, by whole paths. Nothing is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from . import journal_lookup
from .results_folder import ResultsFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .job import Job


def of_generation(results_folder: ResultsFolder, generation_id: str) -> Iterator[Job]:
    """The jobs made on one generation."""
    if results_folder.refused:
        refused = ResultsFolder(results_folder.refused)
        for job in journal_lookup.of_generation(refused.journal_path, generation_id, {}, unlocked=True):
            files = (replace(file, path=refused.path(file).as_posix()) for file in job.files)
            yield replace(job, files=tuple(files))

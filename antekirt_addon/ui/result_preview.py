# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures of results, loaded by Blender in the background from the files on disk.

Blender has no pictures of SVG files: the image that one was made from stands for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy.utils.previews

from ..jobs.job import Kind
from ..operators import runtime
from . import kind_icon, thumbnail

if TYPE_CHECKING:
    from pathlib import Path

    from ..jobs.job import Job, ResultFile
    from ..jobs.session import Session

PREVIEW_TYPES = {Kind.IMAGE: "IMAGE", Kind.SVG: "IMAGE", Kind.VIDEO: "MOVIE"}


class ResultPreviews:
    """previews: by path, as what is loaded twice at a time stays empty in Blender 5.2, such as vectors beside
    the image that they were made from.

    paths: by `JOB_ID-INDEX`.
    """

    def __init__(self) -> None:
        self.previews: Any = bpy.utils.previews.new()  # an ImagePreviewCollection
        self.paths: dict[str, str] = {}

    def close(self) -> None:
        bpy.utils.previews.remove(self.previews)


def shown_files(job: Job) -> tuple[ResultFile, ...]:
    """The files of a result that were asked for: of a generation's images perhaps one."""
    index = job.purpose.get("image_index")
    return tuple(file for file in job.files if index in {None, file.index}) or job.files


def icon(job: Job, index: int) -> int:
    """The icon of one file of a job; that of its kind while there is no picture."""
    state = runtime.state(ResultPreviews)
    preview = state.previews.get(state.paths.get(f"{job.id}-{index}"))
    return preview.icon_id if preview else thumbnail.builtin(kind_icon.KIND_ICONS[job.kind])


def load_only(jobs: tuple[Job, ...], session: Session | None) -> None:
    """Have the pictures of just these jobs."""
    if session is None:
        return
    state, kinds = runtime.state(ResultPreviews), dict[str, str]()
    state.paths = {}
    for job in jobs:
        for file in shown_files(job):
            if path := _picture_of(job, file, session):
                state.paths[f"{job.id}-{file.index}"] = str(path)
                kinds[str(path)] = PREVIEW_TYPES[job.kind]
    for name in set(state.previews) - set(kinds):
        del state.previews[name]
    for name in set(kinds) - set(state.previews):
        state.previews.load(name, name, kinds[name])


def _picture_of(job: Job, file: ResultFile, session: Session) -> Path | None:
    """The file that shows what one of a job's files looks like, if there is one."""
    if job.kind is Kind.SVG:
        return session.results_folder.file_of(job.generation_id, Kind.IMAGE, file.index)
    return session.results_folder.path(file)


CLASSES = ()


def register() -> None:
    runtime.state(ResultPreviews)  # made now, and not by draw()

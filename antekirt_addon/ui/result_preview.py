# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures of the results that wait, loaded by Blender in the background from the files on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy.utils.previews

from ..jobs.job import Kind
from ..operators import runtime

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..jobs.session import Session

PREVIEW_TYPES = {Kind.IMAGE: "IMAGE", Kind.VIDEO: "MOVIE"}  # Blender has no pictures of SVG files


class ResultPreviews:
    """Named by job and file: `JOB_ID-INDEX`."""

    def __init__(self) -> None:
        self.previews: Any = bpy.utils.previews.new()  # an ImagePreviewCollection

    def close(self) -> None:
        bpy.utils.previews.remove(self.previews)


def icon(job_id: str, index: int) -> int:
    """The icon of one file of a job; 0 while there is none."""
    preview = runtime.state(ResultPreviews).previews.get(f"{job_id}-{index}")
    return preview.icon_id if preview else 0


def load_only(jobs: tuple[Job, ...], session: Session | None) -> None:
    """Have the pictures of just these jobs."""
    if session is None:
        return
    wanted = {
        f"{job.id}-{file.index}": (str(session.results_folder.path(file)), PREVIEW_TYPES[job.kind])
        for job in jobs
        if job.kind in PREVIEW_TYPES
        for file in job.files
    }
    previews = runtime.state(ResultPreviews).previews
    for name in set(previews) - set(wanted):
        del previews[name]
    for name in set(wanted) - set(previews):
        previews.load(name, *wanted[name])


CLASSES = ()


def register() -> None:
    runtime.state(ResultPreviews)  # made now, and not by draw()

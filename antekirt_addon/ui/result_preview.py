# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures of the results that wait, loaded by Blender in the background from the files on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy.utils.previews

from ..jobs.job import Kind

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..jobs.session import Session

SORTS = {Kind.IMAGE: "IMAGE", Kind.VIDEO: "MOVIE"}  # Blender has no pictures of SVG files

_previews: Any = None  # an ImagePreviewCollection


def icon(job_id: str, index: int) -> int:
    """The icon of one file of a job; 0 while there is none."""
    preview = _previews.get(f"{job_id}-{index}") if _previews is not None else None
    return preview.icon_id if preview else 0


def keep(jobs: tuple[Job, ...], session: Session | None) -> None:
    """Have the pictures of just these jobs."""
    if _previews is None or session is None:
        return
    wanted = {
        f"{job.id}-{file.index}": (str(session.results_folder.path(file)), SORTS[job.kind])
        for job in jobs
        if job.kind in SORTS
        for file in job.files
    }
    for name in set(_previews) - set(wanted):
        del _previews[name]
    for name in set(wanted) - set(_previews):
        _previews.load(name, *wanted[name])


CLASSES = ()


def register() -> None:
    global _previews  # noqa: PLW0603 - one for each process
    _previews = bpy.utils.previews.new()


def unregister() -> None:
    global _previews  # noqa: PLW0603 - one for each process
    bpy.utils.previews.remove(_previews)
    _previews = None

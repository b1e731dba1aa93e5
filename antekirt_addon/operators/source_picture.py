# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture that something is to be made of: its file, if there is one here, and its proportions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..jobs.job import Kind
from . import job_session
from .use_generation import entry

if TYPE_CHECKING:
    from pathlib import Path


def file_of(generation_id: str, index: int) -> Path | None:
    """The file among the results."""
    session = job_session.running()
    return session.results_folder.file_of(generation_id, Kind.IMAGE, index) if session else None


def sides_of(generation_id: str, index: int) -> tuple[int, int] | None:
    """Width and height in pixels, by the file or by what the history says of it; None if neither tells."""
    session, listed = job_session.running(), entry(generation_id)
    if session and (sides := session.results_folder.sides_of(generation_id, index)):
        return sides
    images = listed.outputs.images[index : index + 1] if listed else ()
    for image in images:
        if image.width and image.height:
            return image.width, image.height
    return None

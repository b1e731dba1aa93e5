# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that tells all there is to know of one generation: what it has, where that lies, what made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.address import unsigned
from ...api.error import ApiError
from ...api.request import check_id
from ...operators.preflight import check_connection
from .. import progress

if TYPE_CHECKING:
    import argparse

    from ...api.resource import Generation
    from ...jobs.job import Job
    from ...jobs.session import Session
    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    command = commands.add("show", show, "Show a generation: its outputs, their files here, their addresses")
    command.add_argument("generation", metavar="GENERATION", help="id of the generation")


def show(arguments: argparse.Namespace) -> Row:
    """What is on the disk needs neither key nor network."""
    check_id(arguments.generation, "generation")
    session = progress.followed(arguments)
    generation_id = arguments.generation.lower()
    jobs = list(session.past.of_generation(generation_id))
    try:
        check_connection(session)
        generation = session.client.generation(generation_id)
    except ApiError:
        if not jobs:
            raise
        return _known_here(session, jobs)
    return _shown(session, generation, jobs)


def _known_here(session: Session, jobs: list[Job]) -> Row:
    newest = jobs[0]
    return {
        "id": newest.generation_id,
        "status": "not asked: there is no connection",
        "created_at": newest.generation_created_at,
        "artist_name": newest.artist_name,
        "prompt": newest.prompt,
        "files": _files(session, newest.generation_id),
        "made_here": _made_here(jobs),
    }


def _shown(session: Session, generation: Generation, jobs: list[Job]) -> Row:
    outputs = generation.outputs
    return {
        "id": generation.id,
        "status": generation.raw_status,
        "created_at": generation.created_at,
        "artist_name": generation.artist_name,
        "artist_id": generation.artist_id,
        "prompt": generation.prompt,
        "images": [image.url for image in outputs.images],
        "svg": outputs.svg.url if outputs.svg else None,
        "video": outputs.video.url if outputs.video else None,
        "files": _files(session, generation.id),
        "made_here": _made_here(jobs),
    }


def _files(session: Session, generation_id: str) -> list[str]:
    return [str(path) for path in session.results_folder.files_of(generation_id)]


def _made_here(jobs: list[Job]) -> list[Row]:
    """What was paid for from this machine, and of which image and with what it was made."""
    return [
        {
            "kind": job.kind,
            "state": job.state,
            "credits_used": job.credits_used,
            **{name: value for name, value in job.parameters.items() if name != "artist_id"},
            "addresses": [unsigned(file.source_url) for file in job.files],
        }
        for job in jobs
        if not job.free
    ]

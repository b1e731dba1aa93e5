# SPDX-License-Identifier: GPL-3.0-or-later
"""What the account has already, for nothing: into the file, or into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...api.client import every_page
from ...api.request import check_id
from ...jobs.free_job import free_job
from ...jobs.job import Job, Kind, State
from ...operators.press_outcome import reason_of
from ...operators.scene_properties import EVERY_IMPORT, KINDS
from ...scene import file_copy
from ...scene.attribution import Attribution
from .. import argument, operator_option, output_file, progress
from ..operator_call import OPERATORS, bring

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from ...api.resource import Generation
    from ...jobs.session import Session
    from ..command import Commands
    from ..row import Row

ASKED_BESIDES = {"image_index", "import_as"}


def add(commands: Commands) -> None:
    command = commands.add("import", import_generation, "Bring a finished result into the file, for nothing")
    argument.add_source(command)
    command.add_argument("--kind", choices=[kind.lower() for kind, _, _ in KINDS], default="image")
    argument.add_import(command, EVERY_IMPORT)
    operator_option.add_options(command, OPERATORS.import_generation, ASKED_BESIDES)
    argument.add_timeout(command)
    told = "Fetch the files of your generations into a folder, for nothing; no file is overwritten"
    command = commands.add("download", download, told, "generation_id kind file problem")
    command.add_argument("folder", metavar="DIR", help="is made if it is not there")
    command.add_argument("generation", metavar="GENERATION", nargs="*", help="only of these (default: all)")
    argument.add_timeout(command)


def import_generation(arguments: argparse.Namespace) -> Row:
    """What is on the disk needs neither key nor network."""
    output_file.check(arguments)
    return bring(
        progress.followed(arguments),
        arguments,
        OPERATORS.import_generation,
        Kind[arguments.kind.upper()],
        kind=arguments.kind.upper(),
        image_index=arguments.image_index,
    )


def download(arguments: argparse.Namespace) -> list[Row]:
    """A row for each file, also for what could not be had."""
    for generation_id in arguments.generation:
        check_id(generation_id, "generation")
    session, folder = progress.connected(arguments), Path(arguments.folder).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise output_file.CannotSave(folder, reason, so="Nothing was fetched") from error
    session.results_folder.prepare()
    rows = [
        row
        for generation in _generations(session, arguments.generation)
        for row in _download(session, generation, folder)
    ]
    missing = sum(bool(row["problem"]) for row in rows)
    if missing:
        arguments.left_over = f"{missing} of {len(rows)} files could not be had. Each says why."
    return rows


def _generations(session: Session, ids: list[str]) -> Iterator[Generation]:
    client = session.client
    if ids:
        yield from map(client.generation, dict.fromkeys(ids))
    else:
        yield from every_page(lambda page: client.generations(page=page, limit=100))


def _download(session: Session, generation: Generation, folder: Path) -> Iterator[Row]:
    outputs = generation.outputs
    shown = {
        Kind.IMAGE: [image.url for image in outputs.images],
        Kind.SVG: [outputs.svg.url] if outputs.svg else [],
        Kind.VIDEO: [outputs.video.url] if outputs.video else [],
    }
    for kind in (kind for kind, urls in shown.items() if urls):
        job = free_job(generation, kind, 0, session.service)
        session.start([job])
        done = session.wait(job.id)
        earlier = [other for other in session.past.of_generation(generation.id) if other.kind is kind]
        if done.state is not State.READY or done.problem:
            yield _row(generation, kind, "", reason_of(done))
        yield from _copied(session, generation, [done, *earlier], folder)
        session.engine.dismiss(done.id)


def _copied(session: Session, generation: Generation, jobs: Iterable[Job], folder: Path) -> Iterator[Row]:
    """All files of these jobs that are here, each once: films of other motions, too."""
    seen = set[str]()
    for job in jobs:
        for file in job.files:
            path = session.results_folder.path(file)
            if file.path in seen or not session.results_folder.has(file):
                continue
            seen.add(file.path)
            try:
                copy = file_copy.copy_into(folder, path, _attribution(generation, job.kind, file.index))
                yield _row(generation, job.kind, str(copy), None)
            except OSError as error:
                yield _row(generation, job.kind, str(path), error.strerror or str(error))


def _row(generation: Generation, kind: Kind, file: str, problem: str | None) -> Row:
    return {"generation_id": generation.id, "kind": kind, "file": file, "problem": problem}


def _attribution(generation: Generation, kind: Kind, index: int) -> Attribution:
    return Attribution(
        generation_id=generation.id,
        kind=kind.value,
        image_index=index,
        artist_id=generation.artist_id,
        artist_name=generation.artist_name,
        prompt=generation.prompt,
        created_at=generation.created_at,
        source_url="",
    )

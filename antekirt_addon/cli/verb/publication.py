# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that makes a folder of all paid results, for the asset browser of a class or a studio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...jobs import journal_lookup
from ...operators.job_import import attribution_of
from ...scene.asset.library_folder import cannot_write
from ...scene.asset.publication import publish
from ...scene.error import SceneError
from ...scene.source_file import SourceFile
from .. import progress
from ..asset_listing import generate_listing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ...jobs.session import Session
    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    command = commands.add(
        "publish",
        publish_results,
        "Write all your results to a folder that is an asset library, for nothing",
        "state kind artist_name prompt problem",
    )
    command.add_argument("folder", metavar="DIR", type=Path, help="made if it is missing")


def publish_results(arguments: argparse.Namespace) -> list[Row]:
    """What is on the disk needs neither key nor network, and what is in the folder already stays as it is."""
    session = progress.followed(arguments)
    folder = arguments.folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        rows = [_row(source, folder) for source in _results(session)]
    except OSError as error:
        raise cannot_write(folder, error) from error
    told, is_done = generate_listing(folder)
    progress.show_notice(told)
    troubled = sum(row["state"] == "failed" for row in rows)
    if troubled:
        arguments.left_over = f"{troubled} of {len(rows)} results could not be published. Each says why."
    elif not is_done:
        arguments.left_over = "The results are published, their listing is not."
    return rows


def _results(session: Session) -> Iterator[SourceFile]:
    """Each result of the journal once, the oldest first."""
    seen = set()
    for job in journal_lookup.ready(session.results_folder.journal_path):
        for file in job.files:
            key = (job.generation_id, job.kind, file.index)
            if key not in seen:
                seen.add(key)
                yield SourceFile(session.results_folder.path(file), attribution_of(job, file))


def _row(source: SourceFile, folder: Path) -> Row:
    """One result, published; a file that is gone or broken is told of and keeps no other back."""
    assert source.attribution
    row = {
        "state": "failed",
        "kind": source.attribution.kind,
        "generation_id": source.attribution.generation_id,
        "image_index": source.attribution.image_index,
        "artist_name": source.attribution.artist_name,
        "prompt": source.attribution.prompt,
        "file": None,
        "problem": None,
    }
    try:
        file, is_new = publish(source, folder)
    except SceneError as error:
        row["problem"] = str(error)
        return row
    progress.show_notice(f"{source.attribution.kind} {source.attribution.generation_id}: {file.name}")
    return row | {"state": "new" if is_new else "there", "file": str(file)}

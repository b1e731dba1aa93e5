# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs by which the tasks of a farm's bundle are carried out on its workers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...operators import runtime, studio
from ...operators.job_session import JobSession
from .. import argument, farm_row, farm_scene, output_file, progress
from ..farm_bundle import FarmBundle
from ..row import Row, row_of

if TYPE_CHECKING:
    import argparse

    from ...jobs.job import Job
    from ...jobs.session import Session
    from ..command import Commands


def add(commands: Commands) -> None:
    columns = "row generation_id artist_name state prompt"
    told = "A task of a farm: generate and fetch one row of a bundle"
    command = commands.add("farm-row", generate_row, told, columns)
    _add_bundle(command)
    command.add_argument("--row", type=argument.whole(1), required=True, metavar="N", help="its number")
    argument.add_timeout(command)
    told = "A task of a farm: bring the results of a bundle into the file, for nothing"
    command = commands.add("farm-place", bring_rows, told, columns)
    _add_bundle(command)
    command.add_argument(
        "--output", required=True, metavar="FILE.blend", help="save the file under this name"
    )
    command.set_defaults(force=True)  # a task that is run again makes the same file again


def _add_bundle(command: argparse.ArgumentParser) -> None:
    command.add_argument("rows", metavar="ROWS", type=Path, help="the file of the bundle that has its rows")
    command.add_argument(
        "--results-folder",
        metavar="DIR",
        type=Path,
        required=True,
        help="where jobs and their files are kept, the same one for all workers",
    )


def generate_row(arguments: argparse.Namespace) -> Row:
    """A row that has come is not paid for again, whoever has generated it."""
    bundle = FarmBundle.read(arguments.rows)
    session = _session(arguments)
    return _told(session, farm_row.finished(session, bundle, arguments.row))


def bring_rows(arguments: argparse.Namespace) -> list[Row]:
    """What is on the disk needs neither key nor network."""
    bundle = FarmBundle.read(arguments.rows)
    output_file.check(arguments)
    session = _session(arguments)
    with output_file.output_file(arguments):
        jobs = farm_scene.bring_all(session, bundle)
    return [_told(session, job) for job in jobs]


def _session(arguments: argparse.Namespace) -> Session:
    """The session, with the journal that the workers share: the studio's own where it has locked one."""
    set_, folder = studio.settings(), arguments.results_folder.absolute()
    if "results_folder" in set_.locked and set_.results_folder not in {None, folder}:
        folder = set_.results_folder
        progress.show_notice(f"Jobs are kept in {folder}, as the studio has set.")
    runtime.state(JobSession).folder = folder
    return progress.followed(arguments)


def _told(session: Session, job: Job) -> Row:
    return {"row": job.purpose["row"]["number"]} | row_of(session, job)

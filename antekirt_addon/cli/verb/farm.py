# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that writes a bundle for a farm: rows to be generated, a scene for them, and frames of that."""

from __future__ import annotations

import argparse
import re
import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...jobs import pipeline
from ...jobs.unsent_job import price_of
from ...operators import batch_artist, batch_plan, batch_source
from ...operators.batch_option import OPTIONS
from ...operators.batch_plan import BatchChoices
from ...operators.scene_properties import IMAGE_IMPORTS
from ...scene.farm import preparation
from .. import artist_argument, job_template, operator_option, progress
from ..farm_bundle import CannotFarm, FarmBundle
from ..operator_call import OPERATORS
from . import farm_file
from .batch import ASKED_BESIDES

if TYPE_CHECKING:
    from ...jobs.batch_file import BatchRows
    from ...jobs.job import Job
    from ...jobs.session import Session
    from ..command import Commands
    from ..row import Row

SPAN = re.compile(r"(\d{1,7})(?:-(\d{1,7})(?::([1-9]\d{0,6}))?)?")
LAST_FRAME = 1048574  # Blender's


def add(commands: Commands) -> None:
    told = (
        "Write a job for a farm that generates a picture for each row, places them, and renders; for nothing"
    )
    command = commands.add("farm", write_bundle, told, "bundle rows price balance frames")
    command.add_argument("file", metavar="FILE", help="the rows, as for the verb batch")
    command.add_argument(
        "--blend", required=True, metavar="FILE.blend", type=Path, help="the scene; it stays as it is"
    )
    command.add_argument(
        "--frames", required=True, metavar="A-B", type=_span, help="what is rendered; A-B:N is each Nth"
    )
    command.add_argument(
        "--output", required=True, metavar="DIR", type=Path, help="the bundle, a new or an empty folder"
    )
    command.add_argument("--artist", default="", help="of rows that name none: an id, a name, or @N")
    names = [item[0] for item in IMAGE_IMPORTS]
    command.add_argument(
        "--import-as", choices=names, default="NONE", help="what a picture becomes in the scene"
    )
    operator_option.add_options(command, OPERATORS.generate_batch, ASKED_BESIDES)


def write_bundle(arguments: argparse.Namespace) -> Row:
    """Nothing is paid: what it will cost is told, and each row is checked as if it were sent now."""
    rows = batch_source.from_file(arguments.file, OPTIONS)
    folder, name = Path(arguments.output).absolute(), Path(arguments.file).name
    _check_folder(folder)
    _open(arguments.blend.absolute())
    session = progress.connected(arguments)
    if rows.unread:
        progress.show_notice(f"Columns that are not read: {', '.join(rows.unread)}")
    if arguments.artist:
        (arguments.artist,) = artist_argument.artist_ids(session, [arguments.artist])
    choices = BatchChoices(arguments.artist, arguments.import_as, 1, operator_option.given(arguments))
    session.learn_account()
    batch_artist.learn(session, batch_plan.meant(rows, choices))
    jobs = batch_plan.plan(bpy.context, rows, choices, "")
    bundle = _bundle(session, rows, choices, jobs)
    missed = _write(folder, bundle, name, arguments.frames)
    for told in missed:
        progress.show_notice(f"A farm will not see all of it. {told}")
    if all(job.purpose["import_as"] == "NONE" for job in jobs):
        progress.show_notice("No row says what its picture becomes, nor does --import-as: none is placed.")
    price = price_of(jobs)
    progress.show_notice(
        f"{len(jobs)} images: {price} credits, of {session.credits} that the account has now."
        " Nothing was paid: each is when its task runs."
    )
    return {
        "bundle": str(folder),
        "rows": len(jobs),
        "price": price,
        "balance": session.credits,
        "frames": arguments.frames,
        "problems": missed,
    }


def _bundle(session: Session, rows: BatchRows, choices: BatchChoices, jobs: list[Job]) -> FarmBundle:
    """The rows with the ids of their artists: names may mean others by the time they are sent."""
    told = tuple(replace(row, artist=job.artist_id) for row, job in zip(rows.rows, jobs, strict=True))
    answers: list[Any] = []
    session.ask(lambda client: pipeline.take_baseline(client, jobs[0]), answers.append)
    session.wait_until(lambda: bool(answers))
    if isinstance(answers[0], Exception):
        raise answers[0]
    return FarmBundle(
        id=uuid.uuid4().hex,
        service=session.service,
        account=session.client.known_account,
        project=session.project,
        since=answers[0],
        import_as=choices.import_as,
        said=choices.said,
        rows=told,
    )


def _check_folder(folder: Path) -> None:
    """Another bundle is not replaced: what it has generated lies in it."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CannotFarm(folder, "it is there already. Nothing was written: name another folder.")
    except OSError as error:
        raise CannotFarm(folder, f"it cannot be written: {error.strerror or error}.") from error


def _open(path: Path) -> None:
    """Have the scene open whose objects the rows name."""
    if bpy.data.filepath and Path(bpy.data.filepath) == path:
        return
    if not path.is_file():
        raise CannotFarm(path, "it is not there. Nothing was written.")
    bpy.ops.wm.open_mainfile(filepath=str(path), load_ui=False)


def _write(folder: Path, bundle: FarmBundle, name: str, span: str) -> list[str]:
    """Write all of it, the scene made ready for a farm; gives what that will not see."""
    numbers = [row.number for row in bundle.rows]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        bundle.write(folder / job_template.ROWS)
        scene = folder / job_template.SCENE
        bpy.ops.wm.save_as_mainfile(filepath=str(scene), relative_remap=True, check_existing=False)
        farm_file.tell(preparation.prepare())
        scene.unlink()  # Blender would keep a copy of what it replaces
        bpy.ops.wm.save_as_mainfile(filepath=str(scene), check_existing=False)
        text = job_template.template_text(f"Antekirt {name}", numbers, span)
        (folder / "template.yaml").write_text(text, encoding="utf-8")  # last: it says that all is there
        return [row["problem"] for row in farm_file.unseen_rows()]
    except OSError as error:
        raise CannotFarm(folder, f"it cannot be written: {error.strerror or error}.") from error


def _span(text: str) -> str:
    """Frames as they are written, if Blender has them."""
    found = SPAN.fullmatch(text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not first <= last <= LAST_FRAME:
        raise argparse.ArgumentTypeError(f"must be frames such as 1-48, not {text}")
    return text

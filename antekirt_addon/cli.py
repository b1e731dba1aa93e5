# SPDX-License-Identifier: GPL-3.0-or-later
"""blender --online-mode --command antekirt VERB: a second face over what the operators call.

Results go to standard output, as a table or with --json; everything else, what Blender prints included,
goes to standard error. Exits with 0, with 1 and one line on a failure, and with 2 on wrong use.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import math
import os
import sys
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import bpy

from .api.client import every_page
from .api.error import ApiError
from .api.request import ASPECT_RATIOS, DURATIONS, FRAME_RATES, RESOLUTIONS
from .jobs.job import Job, State
from .jobs.problem import FileProblem
from .operators import runtime
from .operators.error_sentence import error_sentence
from .operators.preflight import check_connection
from .operators.scene_properties import ALIGNS, IMAGE_IMPORTS, SVG_IMPORTS, VIDEO_IMPORTS
from .scene import attribution_report
from .scene.error import SceneError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .jobs.session import Session

Row: TypeAlias = dict[str, Any]
OPERATORS: Any = bpy.ops.antekirt  # type: ignore[attr-defined]  # ours
WIDEST = 48  # characters of a column of a table


def main(argv: Sequence[str]) -> int:
    """Carry out one verb and return the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        with _standard_output_to_error():
            rows = arguments.verb(arguments)
    except (ApiError, FileProblem, SceneError) as error:
        return _fail(error_sentence(error))
    except RuntimeError as error:  # an operator's report
        return _fail(str(error).removeprefix("Error: ").strip())
    except KeyboardInterrupt:
        return _fail("Stopped. What was submitted goes on; see it with the verb resume.")
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))  # noqa: T201 - the answer
    else:
        print(_table(rows, arguments.columns))  # noqa: T201 - the answer
    if any(
        row.get("state") in {State.HELD, State.ABSENT} for row in (rows if isinstance(rows, list) else [])
    ):
        return _fail("Not all jobs could be finished. Each says why; then resume again.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"{Path(sys.argv[0]).name} --online-mode --command antekirt",
        description="Artist-made generative images, vectors and videos.",
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    def add(name: str, verb: Any, text: str, columns: str = "") -> argparse.ArgumentParser:  # noqa: ANN401 - a function of this file
        command = verbs.add_parser(name, help=text, description=text)
        command.add_argument("--json", action="store_true", help="print everything, as JSON")
        command.set_defaults(verb=verb, columns=columns.split())
        return command

    add("account", _account, "Show who the key belongs to, and the balance")
    artists = add("artists", _artists, "List the artists", "id name tags models")
    models = add("models", _models, "List the trained models", "id name artist_name service_type")
    history = add(
        "history",
        _history,
        "List your generations, newest first",
        "id created_at status outputs artist_name prompt",
    )
    for command in (artists, models, history):
        command.add_argument("--limit", type=_whole(1), default=25, help="(default: %(default)s)")
    for command in (artists, models):
        command.add_argument("--search", default="", help="part of the name")
    for command in (models, history):
        command.add_argument("--artist", default="", metavar="ID", help="only of this artist")

    image = add("image", _image, "Generate an image, for 3 credits")
    image.add_argument("--artist", required=True, metavar="ID")
    image.add_argument("prompt")
    _add_import(image, IMAGE_IMPORTS)
    svg = add("svg", _svg, "Vectorize an image, for 5 credits")
    _add_source(svg)
    _add_import(svg, SVG_IMPORTS)
    svg.add_argument("--size", type=float, default=2.0, help="of the longer side (default: %(default)s)")
    svg.add_argument("--align", choices=[item[0] for item in ALIGNS], default="FLAT")
    video = add("video", _video, "Animate an image, for 25 credits")
    _add_source(video)
    video.add_argument("prompt", help="how the picture should move")
    video.add_argument(
        "--duration", type=_whole(*DURATIONS), default=4, help="seconds (default: %(default)s)"
    )
    video.add_argument("--fps", type=_whole(*FRAME_RATES), default=24, help="(default: %(default)s)")
    video.add_argument("--resolution", choices=RESOLUTIONS, default="480p")
    video.add_argument("--aspect-ratio", choices=ASPECT_RATIOS, default="16:9")
    video.add_argument("--camera-fixed", action="store_true", help="keep the camera still")
    _add_import(video, VIDEO_IMPORTS)

    add("resume", _resume, "Finish all unfinished jobs", "generation_id kind state prompt problem")
    add("credits", _credits, "Report whose works the open file uses", "artist_name works")
    return parser


def _add_source(command: argparse.ArgumentParser) -> None:
    command.add_argument("generation", metavar="GENERATION", help="id of the image's generation")
    command.add_argument(
        "--image-index", type=_whole(0), default=0, help="which image (default: %(default)s)"
    )


def _add_import(command: argparse.ArgumentParser, items: Sequence[tuple[str, str, str]]) -> None:
    names = [item[0] for item in items]
    command.add_argument("--import-as", choices=names, default="NONE", help="what it becomes in the file")
    command.add_argument(
        "--output", metavar="FILE.blend", help="save the file with the result under this name"
    )


def _whole(low: int, high: float = math.inf) -> Callable[[str], int]:
    """A type for argparse: a whole number in a range."""

    def whole(text: str) -> int:
        if not text.lstrip("-").isdecimal() or not low <= int(text) <= high:
            allowed = f"from {low} to {high}" if high < math.inf else f"{low} or more"
            raise argparse.ArgumentTypeError(f"must be a whole number {allowed}, not {text}")
        return int(text)

    return whole


# One function for each verb, in the order of the parser. Each returns what to print: one row or several.


def _account(_arguments: argparse.Namespace) -> Row:
    return asdict(_session().client.account())


def _artists(arguments: argparse.Namespace) -> list[Row]:
    client = _session().client
    found = every_page(
        lambda page: client.artists(
            page=page, limit=100, search=arguments.search, order="name", direction="ASC"
        )
    )
    return [asdict(artist) for artist, _ in zip(found, range(arguments.limit), strict=False)]


def _models(arguments: argparse.Namespace) -> list[Row]:
    client = _session().client
    found = every_page(
        lambda page: client.models(page=page, limit=100, search=arguments.search, artist_id=arguments.artist)
    )
    return [asdict(model) for model, _ in zip(found, range(arguments.limit), strict=False)]


def _history(arguments: argparse.Namespace) -> list[Row]:
    client = _session().client
    found = every_page(lambda page: client.generations(page=page, limit=100, artist_id=arguments.artist))
    return [asdict(generation) for generation, _ in zip(found, range(arguments.limit), strict=False)]


def _image(arguments: argparse.Namespace) -> Row:
    return _paid(arguments, OPERATORS.generate_image, artist_id=arguments.artist, prompt=arguments.prompt)


def _svg(arguments: argparse.Namespace) -> Row:
    return _paid(
        arguments,
        OPERATORS.convert_svg,
        generation_id=arguments.generation,
        image_index=arguments.image_index,
        size=arguments.size,
        align=arguments.align,
    )


def _video(arguments: argparse.Namespace) -> Row:
    return _paid(
        arguments,
        OPERATORS.generate_video,
        generation_id=arguments.generation,
        image_index=arguments.image_index,
        prompt=arguments.prompt,
        duration=arguments.duration,
        fps=arguments.fps,
        resolution=arguments.resolution,
        aspect_ratio=arguments.aspect_ratio,
        camera_fixed=arguments.camera_fixed,
    )


def _resume(_arguments: argparse.Namespace) -> list[Row]:
    session = _session()
    OPERATORS.resume_jobs()
    return [_job_row(session, job) for job in session.jobs.values() if not job.dismissed]


def _credits(_arguments: argparse.Namespace) -> list[Row]:
    return [asdict(artist) for artist in attribution_report.report(bpy.data)]


def _session() -> Session:
    """The session, if it can be used, telling of every step."""
    session = runtime.session()
    check_connection(session)
    session.on_job = _Progress().show
    return session


def _paid(arguments: argparse.Namespace, operator: Any, **properties: Any) -> Row:  # noqa: ANN401 - bpy.ops
    """Run a paying operator to its end; save the file before, so that results lie beside it, and after."""
    session = _session()
    known = set(session.jobs)
    output = arguments.output and str(Path(arguments.output).absolute())
    if output:
        bpy.ops.wm.save_as_mainfile(filepath=output)
    operator(import_as=arguments.import_as, **properties)
    if output:
        bpy.ops.wm.save_mainfile()
    new = next(job for job in session.jobs.values() if job.id not in known and job.state is State.READY)
    return _job_row(session, new)


def _job_row(session: Session, job: Job) -> Row:
    return {
        "generation_id": job.generation_id,
        "kind": job.kind,
        "state": job.state,
        "prompt": job.prompt,
        "artist_name": job.artist_name,
        "credits_used": job.credits_used,
        "credits_remaining": job.credits_remaining,
        "files": [str(session.results_folder.path(file)) for file in job.files],
        "problem": job.problem.sentence() if job.problem else None,
    }


class _Progress:
    """A line on standard error for each new state of a job."""

    def __init__(self) -> None:
        self._shown: dict[str, State] = {}

    def show(self, job: Job) -> None:
        if self._shown.get(job.id) is not job.state:
            self._shown[job.id] = job.state
            print(f"{job.kind} {job.generation_id or job.id}: {job.state}", file=sys.stderr)  # noqa: T201


@contextmanager
def _standard_output_to_error() -> Iterator[None]:
    """Blender itself prints to standard output, through Python and below it; it is not the answer."""
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        with redirect_stdout(sys.stderr):
            yield
    finally:
        ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None).fflush(None)  # C buffers a pipe
        os.dup2(kept, 1)
        os.close(kept)


def _table(rows: Row | list[Row], columns: list[str]) -> str:
    """Rows as aligned columns, a single one as lines; what is left out is in --json."""
    if isinstance(rows, dict):
        lines = [[name.replace("_", " "), _cell(value)] for name, value in rows.items()]
    else:
        lines = [[name.replace("_", " ") for name in columns]]
        lines += [[_cell(row[name]) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _cell(value: Any) -> str:  # noqa: ANN401 - of a row
    match value:
        case None | () | []:
            text = ""
        case {"images": images, "svg": svg, "video": video}:
            text = (
                f"{len(images)} image{'s' * (len(images) != 1)}{', SVG' * bool(svg)}{', video' * bool(video)}"
            )
        case list() | tuple():
            text = ", ".join(_cell(item) for item in value)
        case dict():
            text = str(value.get("name") or value.get("prompt") or "")
        case _:
            text = str(value)
    text = " ".join(text.split())
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _fail(sentence: str) -> int:
    print(f"antekirt: {sentence}", file=sys.stderr)  # noqa: T201
    return 1

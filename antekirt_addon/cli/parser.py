# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be written on the command line, and what --help says of it."""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..api.request import ASPECT_RATIOS, DURATIONS, FRAME_RATES, RESOLUTIONS
from ..operators.artist_selection import MOST_ARTISTS
from ..operators.scene_properties import (
    ALIGNS,
    COUNTS,
    EVERY_IMPORT,
    IMAGE_IMPORTS,
    KINDS,
    SVG_IMPORTS,
    VIDEO_IMPORTS,
)
from . import verb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments. What is no text, as a terminal with another encoding sends it, is wrong use."""
    made = parser()
    arguments = made.parse_args(argv)
    for name, value in vars(arguments).items():
        if isinstance(value, str) and name != "output" and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                made.error(f"argument {name}: not in UTF-8")
    return arguments


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"{Path(sys.argv[0]).name} --online-mode --command antekirt",
        description="Artist-made generative images, vectors and videos.",
    )
    verbs = made.add_subparsers(required=True, metavar="VERB")

    def add(name: str, carry_out: Any, text: str, columns: str = "") -> argparse.ArgumentParser:  # noqa: ANN401 - a function of verb.py
        command = verbs.add_parser(name, help=text, description=text)
        command.add_argument("--json", action="store_true", help="print everything, as JSON")
        command.set_defaults(verb=carry_out, columns=columns.split(), timeout=None, left_over="")
        return command

    add("account", verb.account, "Show who the key belongs to, and the balance")
    artists = add("artists", verb.artists, "List the artists", "id name tags models")
    models = add("models", verb.models, "List the trained models", "id name artist_name service_type")
    history = add(
        "history",
        verb.history,
        "List your generations, newest first",
        "id created_at status outputs artist_name prompt",
    )
    for command in (artists, models, history):
        command.add_argument("--limit", type=_whole(1), default=25, help="(default: %(default)s)")
    for command in (artists, models):
        command.add_argument("--search", default="", help="part of the name")
    for command in (models, history):
        command.add_argument("--artist", default="", metavar="ID", help="only of this artist")

    image = add(
        "image", verb.image, "Generate images, for 3 credits each", "generation_id artist_name state problem"
    )
    image.add_argument(
        "--artist",
        required=True,
        action="append",
        metavar="ID",
        help=f"may be given up to {MOST_ARTISTS} times: each artist is asked for the same",
    )
    image.add_argument("prompt")
    image.add_argument(
        "--count", type=_whole(*COUNTS), default=1, help="pictures of each artist (default: %(default)s)"
    )
    _add_import(image, IMAGE_IMPORTS)
    svg = add("svg", verb.svg, "Vectorize an image, for 5 credits")
    _add_source(svg)
    _add_import(svg, SVG_IMPORTS)
    svg.add_argument("--size", type=float, default=2.0, help="of the longer side (default: %(default)s)")
    svg.add_argument("--align", choices=[item[0] for item in ALIGNS], default="FLAT")
    video = add("video", verb.video, "Animate an image, for 25 credits")
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

    fetched = add("import", verb.import_generation, "Bring a finished result into the file, for nothing")
    _add_source(fetched)
    fetched.add_argument("--kind", choices=[kind.lower() for kind, _, _ in KINDS], default="image")
    _add_import(fetched, EVERY_IMPORT)

    columns = "generation_id kind state prompt problem"
    resume = add("resume", verb.resume, "Finish all jobs that were paid", columns)
    resume.add_argument(
        "--submit-unsent", action="store_true", help="send, and pay, also what was never sent"
    )
    for command in (image, svg, video, fetched, resume):
        command.add_argument(
            "--timeout",
            type=_seconds,
            metavar="SECONDS",
            help="wait no longer; what was sent goes on with the verb resume (default: until it is done)",
        )
    add("credits", verb.attribution_credits, "Report whose works the open file uses", "artist_name works")
    return made


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


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"must be a number of seconds above 0, not {text}")
    return seconds

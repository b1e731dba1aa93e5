# SPDX-License-Identifier: GPL-3.0-or-later
"""The arguments that several verbs take, and the numbers that argparse lets through."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING

from ..request_limit import ASPECT_RATIOS, DURATIONS, FRAME_RATES, RESOLUTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FILM = ("duration", "fps", "resolution", "aspect_ratio", "camera_fixed")  # of a request, too


def add_source(command: argparse.ArgumentParser) -> None:
    """Which image of which generation."""
    command.add_argument("generation", metavar="GENERATION", help="id of the image's generation")
    command.add_argument("--image-index", type=whole(0), default=0, help="which image (default: %(default)s)")


def add_import(command: argparse.ArgumentParser, items: Sequence[tuple[str, str, str]]) -> None:
    """What the result becomes, and where the file is saved."""
    names = [item[0] for item in items]
    command.add_argument("--import-as", choices=names, default="NONE", help="what it becomes in the file")
    command.add_argument(
        "--output", metavar="FILE.blend", help="save the file with the result under this name"
    )
    command.add_argument("--force", action="store_true", help="let --output replace another file")


def add_film(command: argparse.ArgumentParser) -> None:
    """How a video is made; what is not given is as the operator has it."""
    command.add_argument("--duration", type=whole(*DURATIONS), metavar="SECONDS", help="(default: 4)")
    command.add_argument("--fps", type=whole(*FRAME_RATES), metavar="N", help="(default: 24)")
    command.add_argument("--resolution", choices=RESOLUTIONS, help="(default: 480p)")
    command.add_argument("--aspect-ratio", choices=ASPECT_RATIOS)
    command.add_argument("--camera-fixed", action="store_true", default=None, help="keep the camera still")


def add_timeout(command: argparse.ArgumentParser) -> None:
    """How long the verb waits for jobs."""
    command.add_argument(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        help="wait no longer; what was sent goes on with the verb resume (default: until it is done)",
    )


def whole(low: int, high: float = math.inf) -> Callable[[str], int]:
    """A type for argparse: a whole number in a range."""

    def read(text: str) -> int:
        if not text.lstrip("-").isdecimal() or not low <= int(text) <= high:
            allowed = f"from {low} to {high}" if high < math.inf else f"{low} or more"
            raise argparse.ArgumentTypeError(f"must be a whole number {allowed}, not {text}")
        return int(text)

    return read


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"must be a number of seconds above 0, not {text}")
    return seconds

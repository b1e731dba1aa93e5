# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs that make something of a picture: its vectors, its video."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.request import ASPECT_RATIOS, DURATIONS, FRAME_RATES, RESOLUTIONS
from ...operators.scene_properties import ALIGNS, SVG_IMPORTS, VIDEO_IMPORTS
from .. import argument, progress
from ..operator_call import OPERATORS, bring

if TYPE_CHECKING:
    import argparse

    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    command = commands.add("svg", svg, "Vectorize an image, for 5 credits")
    argument.add_source(command)
    argument.add_import(command, SVG_IMPORTS)
    command.add_argument("--size", type=float, default=2.0, help="of the longer side (default: %(default)s)")
    command.add_argument("--align", choices=[item[0] for item in ALIGNS], default="FLAT")
    argument.add_timeout(command)
    command = commands.add("video", video, "Animate an image, for 25 credits")
    argument.add_source(command)
    command.add_argument("prompt", help="how the picture should move")
    command.add_argument(
        "--duration", type=argument.whole(*DURATIONS), default=4, help="seconds (default: %(default)s)"
    )
    command.add_argument(
        "--fps", type=argument.whole(*FRAME_RATES), default=24, help="(default: %(default)s)"
    )
    command.add_argument("--resolution", choices=RESOLUTIONS, default="480p")
    command.add_argument("--aspect-ratio", choices=ASPECT_RATIOS, default="16:9")
    command.add_argument("--camera-fixed", action="store_true", help="keep the camera still")
    argument.add_import(command, VIDEO_IMPORTS)
    argument.add_timeout(command)


def svg(arguments: argparse.Namespace) -> Row:
    return bring(
        progress.connected(arguments),
        arguments,
        OPERATORS.convert_svg,
        generation_id=arguments.generation,
        image_index=arguments.image_index,
        size=arguments.size,
        align=arguments.align,
    )


def video(arguments: argparse.Namespace) -> Row:
    return bring(
        progress.connected(arguments),
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

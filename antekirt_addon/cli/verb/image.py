# SPDX-License-Identifier: GPL-3.0-or-later
"""The verb that generates pictures, and with --then what is made of them, in one go."""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy

from ...api.request import ImageRequest, VideoRequest
from ...jobs.job import Kind, State
from ...operators import artist_selection, generate_image
from ...operators.artist_selection import MOST_ARTISTS
from ...operators.press_outcome import PressOutcome
from ...operators.scene_properties import (
    CHAIN,
    COUNTS,
    FILM_CHOICES,
    IMAGE_IMPORTS,
    SVG_IMPORTS,
    VIDEO_IMPORTS,
)
from ...operators.vector_options import VECTOR_OPTIONS
from .. import argument, artist_argument, operator_option, output_file, payment, progress
from ..operator_call import OPERATORS, carry_out
from ..row import Row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...operators.scene_properties import AntekirtSceneProperties
    from ..command import Commands

ASKED_BESIDES = {"artist_id", "artist_ids", "prompt", "count", "then", "import_as"}
OF_FILM = ("motion", *argument.FILM)  # also their names in Scene.antekirt
NOUNS = {"SVG": "vectors", "VIDEO": "video"}


def add(commands: Commands) -> None:
    columns = "generation_id kind artist_name state problem"
    command = commands.add("image", image, "Generate images, for 3 credits each", columns)
    command.add_argument(
        "--artist",
        required=True,
        action="append",
        metavar="ARTIST",
        help="an id, a name, or @N for a row of the last list of artists;"
        f" may be given up to {MOST_ARTISTS} times: each artist is asked for the same",
    )
    command.add_argument("prompt")
    command.add_argument(
        "--count",
        type=argument.whole(*COUNTS),
        default=1,
        help="pictures of each artist (default: %(default)s)",
    )
    argument.add_import(command, IMAGE_IMPORTS)
    operator_option.add_options(command, OPERATORS.generate_image, ASKED_BESIDES)
    command.add_argument(
        "--then",
        type=_chain,
        default=set(),
        metavar="svg,video",
        help="also vectorize each image, for 5 credits, or animate it, for 25, or both",
    )
    command.add_argument("--motion", help="with --then video: how the picture should move")
    argument.add_film(command)
    command.add_argument("--svg-import-as", choices=[item[0] for item in SVG_IMPORTS], default="NONE")
    command.add_argument("--video-import-as", choices=[item[0] for item in VIDEO_IMPORTS], default="NONE")
    payment.add_options(command)
    argument.add_timeout(command)


def image(arguments: argparse.Namespace) -> Row | list[Row]:
    """One picture as a row; several as rows, also those that did not come."""
    _check_chain(arguments)
    output_file.check(arguments)
    session = progress.connected(arguments)
    artists = artist_selection.asked("", ",".join(artist_argument.artist_ids(session, arguments.artist)))
    count = len(artists) * arguments.count
    for artist in artists:
        ImageRequest(artist, arguments.prompt)
    if "VIDEO" in arguments.then:
        VideoRequest(artists[0], _chosen().motion if arguments.motion is None else arguments.motion)
    things = f"{count} image{'s' * (count > 1)}"
    if arguments.then:
        made = " and ".join(NOUNS[name] for name in sorted(arguments.then))
        things += f", with {made}{' of each' * (count > 1)}"
    price = generate_image.price_of(arguments.then, count)
    if told := payment.agreed(session, arguments, things, price):
        return told
    new = carry_out(
        session,
        arguments,
        OPERATORS.generate_image,
        _chosen_in_scene(arguments),
        artist_ids=",".join(artists),
        count=arguments.count,
        prompt=arguments.prompt,
        then=arguments.then,
    )
    if any(job.state is not State.READY for job in new):
        arguments.left_over = PressOutcome.of(new).sentence()
    rows = [row_of(session, job) for job in new]
    return rows if len(rows) > 1 else rows[0]


def _chain(text: str) -> set[str]:
    words = {name.lower(): name for name, _, _ in CHAIN}
    parts = {part.strip().lower() for part in text.split(",")}
    if not parts <= words.keys():
        raise argparse.ArgumentTypeError(f"must be {', '.join(words)} or both with a comma, not {text}")
    return {words[part] for part in parts}


def _check_chain(arguments: argparse.Namespace) -> None:
    """Raise for options of what is not asked for: somebody believes to get it."""
    needed = dict.fromkeys((*OF_FILM, *FILM_CHOICES, "video_import_as"), "VIDEO")
    needed |= dict.fromkeys((*VECTOR_OPTIONS, "svg_import_as"), "SVG")
    for name, made in needed.items():
        if getattr(arguments, name) not in {None, "NONE"} and made not in arguments.then:
            option = name.replace("_", "-")
            raise argparse.ArgumentTypeError(f"argument --{option}: only with --then {made.lower()}")


@contextmanager
def _chosen_in_scene(arguments: argparse.Namespace) -> Iterator[None]:
    """What the operator takes from the scene, while it runs: the choices of the file stay as they are."""
    chosen = _chosen()
    said = {name: getattr(arguments, name) for name in OF_FILM}
    said = {name: value for name, value in said.items() if value is not None}
    said |= {f"{kind}_import_as": getattr(arguments, f"{kind}_import_as") for kind in (Kind.SVG, Kind.VIDEO)}
    before = {name: (chosen.is_property_set(name), getattr(chosen, name)) for name in said}
    for name, value in said.items():
        setattr(chosen, name, value)
    try:
        yield
    finally:
        for name, (is_set, value) in before.items():
            if is_set:
                setattr(chosen, name, value)
            else:
                chosen.property_unset(name)


def _chosen() -> AntekirtSceneProperties:
    chosen: AntekirtSceneProperties = bpy.context.scene.antekirt  # type: ignore[union-attr]  # there is a scene
    return chosen

# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs that make something of a picture: its vectors, its video. What the account has costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...jobs.job import Job, Kind
from ...operators import owned_output
from ...operators.scene_properties import SVG_IMPORTS, VIDEO_IMPORTS
from .. import argument, operator_option, output_file, payment, progress
from ..operator_call import OPERATORS, bring

if TYPE_CHECKING:
    import argparse

    from ...jobs.session import Session
    from ..command import Commands
    from ..row import Row

ASKED_BESIDES = {"image_index", "import_as", "prompt", *argument.FILM}
NOUNS = {Kind.SVG: "vectors", Kind.VIDEO: "video"}


def add(commands: Commands) -> None:
    command = commands.add("svg", svg, "Vectorize an image, for 5 credits")
    argument.add_source(command)
    argument.add_import(command, SVG_IMPORTS)
    operator_option.add_options(command, OPERATORS.convert_svg, ASKED_BESIDES)
    _add_payment(command, "vectors")
    command = commands.add("video", video, "Animate an image, for 25 credits")
    argument.add_source(command)
    command.add_argument("prompt", help="how the picture should move")
    argument.add_film(command)
    argument.add_import(command, VIDEO_IMPORTS)
    operator_option.add_options(command, OPERATORS.generate_video, ASKED_BESIDES)
    _add_payment(command, "this very video")


def svg(arguments: argparse.Namespace) -> Row:
    return _convert(arguments, Kind.SVG, OPERATORS.convert_svg)


def video(arguments: argparse.Namespace) -> Row:
    said = {name: getattr(arguments, name) for name in argument.FILM}
    settings = {name: value for name, value in said.items() if value is not None}
    return _convert(arguments, Kind.VIDEO, OPERATORS.generate_video, prompt=arguments.prompt, **settings)


def _add_payment(command: argparse.ArgumentParser, things: str) -> None:
    command.add_argument(
        "--again", action="store_true", help=f"pay also where the account has {things} of the image already"
    )
    payment.add_options(command)
    argument.add_timeout(command)


def _convert(arguments: argparse.Namespace, kind: Kind, operator: Any, **request: Any) -> Row:  # noqa: ANN401 - bpy.ops
    output_file.check(arguments)
    session = progress.followed(arguments)
    request |= {"image_index": arguments.image_index}
    job = Job(kind, request, session.service, generation_id=arguments.generation.lower())
    things = NOUNS[kind]
    if arguments.again:
        job.request()
        things, price = f"new {things}", job.price
    else:
        things, price = _had(session, arguments, job)
    if told := payment.agreed(session, arguments, things, price):
        return told
    return bring(session, arguments, operator, kind, again=arguments.again, **request)


def _had(session: Session, arguments: argparse.Namespace, job: Job) -> tuple[str, int]:
    """What is to be sent, in words, and its price: nothing for what the account has, or what is under way."""
    try:
        decided = owned_output.decided(session, job)
    except owned_output.NotKnown as error:
        told = f"{error} That is: import {arguments.generation} --kind {job.kind}, or --again."
        raise payment.NotPaid(told) from error
    if decided.id != job.id:
        return f"{NOUNS[job.kind]}, under way already", 0
    if decided.free:
        new = f"--again asks for new ones, for {job.price} credits"
        return f"{NOUNS[job.kind]} that the account has already ({new})", 0
    return NOUNS[job.kind], job.price

# SPDX-License-Identifier: GPL-3.0-or-later
"""One function for each verb, in the order of the parser. Each gives what to print: one row or several."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeAlias

import bpy

from ..api.client import every_page
from ..jobs.job import Job, State
from ..jobs.unsent_job import price_of
from ..operators import artist_selection, generate_image, runtime
from ..operators.preflight import check_connection
from ..operators.press_outcome import PressOutcome
from ..scene import attribution_report
from .output_file import output_file

if TYPE_CHECKING:
    import argparse

    from ..jobs.session import Session

Row: TypeAlias = dict[str, Any]
OPERATORS: Any = bpy.ops.antekirt  # type: ignore[attr-defined]  # ours


def account(arguments: argparse.Namespace) -> Row:
    return asdict(_session(arguments).client.account())


def artists(arguments: argparse.Namespace) -> list[Row]:
    client = _session(arguments).client
    found = every_page(
        lambda page: client.artists(
            page=page, limit=100, search=arguments.search, order="name", direction="ASC"
        )
    )
    return [asdict(artist) for artist, _ in zip(found, range(arguments.limit), strict=False)]


def models(arguments: argparse.Namespace) -> list[Row]:
    client = _session(arguments).client
    found = every_page(
        lambda page: client.models(page=page, limit=100, search=arguments.search, artist_id=arguments.artist)
    )
    return [asdict(model) for model, _ in zip(found, range(arguments.limit), strict=False)]


def history(arguments: argparse.Namespace) -> list[Row]:
    client = _session(arguments).client
    found = every_page(lambda page: client.generations(page=page, limit=100, artist_id=arguments.artist))
    return [asdict(generation) for generation, _ in zip(found, range(arguments.limit), strict=False)]


def image(arguments: argparse.Namespace) -> Row | list[Row]:
    """One picture as a row; several as rows, also those that did not come."""
    artists = artist_selection.asked("", ",".join(arguments.artist))
    count = len(artists) * arguments.count
    session = _session(arguments)
    _show_notice(f"{count} image{'s' * (count > 1)}: {generate_image.price_of(set(), count)} credits")
    new = _carry_out(
        session,
        arguments,
        OPERATORS.generate_image,
        artist_ids=",".join(artists),
        count=arguments.count,
        prompt=arguments.prompt,
    )
    if any(job.state is not State.READY for job in new):
        arguments.left_over = PressOutcome.of(new).sentence()
    rows = [_row_of(session, job) for job in new]
    return rows if count > 1 else rows[0]


def svg(arguments: argparse.Namespace) -> Row:
    return _paid(
        arguments,
        OPERATORS.convert_svg,
        generation_id=arguments.generation,
        image_index=arguments.image_index,
        size=arguments.size,
        align=arguments.align,
    )


def video(arguments: argparse.Namespace) -> Row:
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


def import_generation(arguments: argparse.Namespace) -> Row:
    """What is on the disk needs neither key nor network."""
    return _bring(
        _followed(arguments),
        arguments,
        OPERATORS.import_generation,
        generation_id=arguments.generation,
        kind=arguments.kind.upper(),
        image_index=arguments.image_index,
    )


def resume(arguments: argparse.Namespace) -> list[Row]:
    session = _session(arguments)
    OPERATORS.resume_jobs(submit_unsent=arguments.submit_unsent)
    unsent = session.unsent
    if unsent:
        price = price_of(unsent)
        arguments.left_over = (
            f"Never sent: {len(unsent)}. Send with resume --submit-unsent for {price} credits."
        )
    elif session.has_left_over:
        arguments.left_over = "Not all jobs could be finished. Each says why; then resume again."
    return [_row_of(session, job) for job in session.jobs.values() if not job.dismissed]


def attribution_credits(_arguments: argparse.Namespace) -> list[Row]:
    return [asdict(artist) for artist in attribution_report.report(bpy.data)]


def _session(arguments: argparse.Namespace) -> Session:
    """The session, if it can ask the service."""
    session = _followed(arguments)
    check_connection(session)
    return session


def _followed(arguments: argparse.Namespace) -> Session:
    """The session, telling of every step and waiting as long as asked."""
    session = runtime.session()
    session.on_job = _Progress().show
    session.on_notice = _show_notice
    session.check_wait = arguments.wait_limit.check
    return session


def _paid(arguments: argparse.Namespace, operator: Any, **properties: Any) -> Row:  # noqa: ANN401 - bpy.ops
    return _bring(_session(arguments), arguments, operator, **properties)


def _bring(session: Session, arguments: argparse.Namespace, operator: Any, **properties: Any) -> Row:  # noqa: ANN401 - bpy.ops
    """Run an operator to its end, and save the file with the result."""
    new = _carry_out(session, arguments, operator, **properties)
    return _row_of(session, next(job for job in new if job.state is State.READY))


def _carry_out(
    session: Session,
    arguments: argparse.Namespace,
    operator: Any,  # noqa: ANN401 - bpy.ops
    **properties: Any,  # noqa: ANN401 - of that operator
) -> list[Job]:
    """Run an operator to its end and save the file; gives the jobs that it has begun, in their order."""
    known = set(session.jobs)
    with output_file(arguments.output):
        operator(import_as=arguments.import_as, **properties)
    return [job for job in session.jobs.values() if job.id not in known]


def _row_of(session: Session, job: Job) -> Row:
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


def _show_notice(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201


class _Progress:
    """A line on standard error for each new state of a job."""

    def __init__(self) -> None:
        self._shown: dict[str, State] = {}

    def show(self, job: Job) -> None:
        if self._shown.get(job.id) is not job.state:
            self._shown[job.id] = job.state
            print(f"{job.kind} {job.generation_id or job.id}: {job.state}", file=sys.stderr)  # noqa: T201

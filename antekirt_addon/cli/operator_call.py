# SPDX-License-Identifier: GPL-3.0-or-later
"""A verb that calls an operator, as a script does, and saves the file with what that brings."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import bpy

from ..jobs.job import Job, Kind, State
from . import operator_option
from .output_file import output_file
from .row import Row, row_of

if TYPE_CHECKING:
    import argparse

    from ..jobs.session import Session

OPERATORS: Any = bpy.ops.antekirt  # type: ignore[attr-defined]  # ours


def bring(
    session: Session,
    arguments: argparse.Namespace,
    operator: Any,  # noqa: ANN401 - bpy.ops
    kind: Kind,
    /,
    **properties: Any,  # noqa: ANN401 - of that operator
) -> Row:
    """Run an operator to its end, and save the file with the result of a generation."""
    jobs = carry_out(session, arguments, operator, generation_id=arguments.generation, **properties)
    generation_id = arguments.generation.lower()  # what was under way already was not begun now
    others = [job for job in session.jobs.values() if (job.generation_id, job.kind) == (generation_id, kind)]
    return row_of(session, next(job for job in (*jobs, *reversed(others)) if job.state is State.READY))


def carry_out(
    session: Session,
    arguments: argparse.Namespace,
    operator: Any,  # noqa: ANN401 - bpy.ops
    /,
    chosen: AbstractContextManager[None] | None = None,
    **properties: Any,  # noqa: ANN401 - of that operator
) -> list[Job]:
    """Run an operator to its end and save the file; gives the jobs that it has begun, in their order.

    chosen: what the scene is to hold meanwhile, and not in the file.
    What has come of a chain is saved although something that was to be made of it has not.
    """
    before = len(session.begun)
    properties |= operator_option.given(arguments)
    with output_file(arguments):
        try:
            with chosen or nullcontext():
                operator(import_as=arguments.import_as, **properties)
        except RuntimeError:
            jobs = _begun(session, before)
            if arguments.wait_limit.exit_code or len(jobs) == 1 or State.READY not in {j.state for j in jobs}:
                raise
    return _begun(session, before)


def _begun(session: Session, before: int) -> list[Job]:
    return [session.jobs[job_id] for job_id in session.begun[before:]]

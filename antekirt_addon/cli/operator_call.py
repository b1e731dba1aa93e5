# SPDX-License-Identifier: GPL-3.0-or-later
"""A verb that calls an operator, as a script does, and saves the file with what that brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..jobs.job import Job, State
from .output_file import output_file
from .row import Row, row_of

if TYPE_CHECKING:
    import argparse

    from ..jobs.session import Session

OPERATORS: Any = bpy.ops.antekirt  # type: ignore[attr-defined]  # ours


def bring(session: Session, arguments: argparse.Namespace, operator: Any, **properties: Any) -> Row:  # noqa: ANN401 - bpy.ops
    """Run an operator to its end, and save the file with the result."""
    new = carry_out(session, arguments, operator, **properties)
    return row_of(session, next(job for job in new if job.state is State.READY))


def carry_out(
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

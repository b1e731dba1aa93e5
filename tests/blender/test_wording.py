# SPDX-License-Identifier: GPL-3.0-or-later
"""The words for a job's state: they promise no more than is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.one_blender
SENT, NOW = 1000.0, 8200.0


def made(part: Callable[[str], Any], **fields: Any) -> Any:
    jobs = part("jobs.job")
    return jobs.Job(jobs.Kind.IMAGE, {}, "https://example.org", submitted_at=SENT, **fields)


def test_how_long_another_accounts_job_has_taken_is_not_claimed(part: Callable[[str], Any]) -> None:
    running, progress = part("jobs.job").State.RUNNING, part("ui.wording").progress
    assert progress(made(part, state=running), None, NOW)[0] == "Generating · 120 min"
    assert progress(made(part, state=running, elsewhere=True), None, NOW)[0] == "Elsewhere: Generating"


def test_what_the_service_does_not_show_is_not_called_unsaved(part: Callable[[str], Any]) -> None:
    held, problem, outcome = part("jobs.job").State.HELD, part("jobs.problem"), part("ui.wording").outcome
    for told in (problem.NOTHING_NEW, problem.MISNAMED_ABSENT):
        read = problem.Problem.from_json(told.to_json())  # as the journal gives it back
        assert outcome(made(part, state=held, problem=read)) == "No Result Yet"
    full = problem.Problem("The disk is full.", charged=True, remedy=problem.Remedy.RETRY_DOWNLOAD)
    assert outcome(made(part, state=held, problem=full)) == "Not Saved Yet"

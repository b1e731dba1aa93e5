# SPDX-License-Identifier: GPL-3.0-or-later
"""The words for a job's state: they promise no more than is known."""

from __future__ import annotations

from types import SimpleNamespace
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
    told = "Generating · longer than usual · 120 min"
    assert progress(made(part, state=running), None, NOW)[0] == told
    assert progress(made(part, state=running, elsewhere=True), None, NOW)[0] == "Elsewhere: Generating"


def test_what_the_service_does_not_show_is_not_called_unsaved(part: Callable[[str], Any]) -> None:
    held, problem, outcome = part("jobs.job").State.HELD, part("jobs.problem"), part("ui.wording").outcome
    for told in (problem.NOTHING_NEW, problem.MISNAMED_ABSENT):
        read = problem.Problem.from_json(told.to_json())  # as the journal gives it back
        assert outcome(made(part, state=held, problem=read)) == "No Result Yet"
    full = problem.Problem("The disk is full.", charged=True, remedy=problem.Remedy.RETRY_DOWNLOAD)
    assert outcome(made(part, state=held, problem=full)) == "Not Saved Yet"


def test_a_job_that_takes_longer_than_any_is_not_called_nearly_done(part: Callable[[str], Any]) -> None:
    running, progress = part("jobs.job").State.RUNNING, part("ui.wording").progress
    job = made(part, state=running, expected_seconds=20.0, late_seconds=60.0)
    told = [progress(job, None, SENT + seconds)[0] for seconds in (5, 20, 45, 61, 240)]
    assert told == [
        "Generating · 15 s left",
        "Generating · nearly done",
        "Generating · 45 s",
        "Generating · longer than usual · 61 s",
        "Generating · longer than usual · 4 min",
    ]
    assert part("ui.wording").without_verb(told[-1]) == "longer than usual · 4 min"


def test_what_waits_for_the_account_is_not_called_the_next(part: Callable[[str], Any]) -> None:
    queued, progress = part("jobs.job").State.QUEUED, part("ui.wording").progress
    assert progress(made(part, state=queued), None, NOW)[0] == "Next to be sent"
    waiting = made(part, state=queued, problem=part("jobs.problem").ACCOUNT_UNKNOWN)
    assert progress(waiting, None, NOW)[0] == "Not sent yet"


def test_the_status_bar_says_what_is_left(
    part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    running, module = part("jobs.job").State.RUNNING, part("operators.job_status")
    short, long = (made(part, state=running, expected_seconds=seconds) for seconds in (20.0, 40.0))
    status = module.JobStatus()
    for seconds, jobs, told in (
        (10, [short, long], "Antekirt: 2 jobs under way · 30 s left"),
        (50, [short], "Antekirt: 1 job under way"),
        (700, [short], "Antekirt: 1 job under way · longer than usual"),
        (700, [], ""),
    ):
        now = SENT + seconds
        monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda now=now: now, monotonic=lambda: 0.0))
        assert status.told(jobs, set()) == told

# SPDX-License-Identifier: GPL-3.0-or-later
"""What an ended Blender had not sent: resumed without it, or sent by the operators, within the limits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

pytestmark = pytest.mark.one_blender  # nothing is imported


@pytest.fixture
def left(service: Sandbox, artist_id: str, part: Callable[[str], Any]) -> list[Any]:
    """Two images, and the vectors of the first, that an ended Blender has left."""
    jobs = part("jobs.job")
    images = [
        jobs.Job(jobs.Kind.IMAGE, {"artist_id": artist_id, "prompt": prompt}, service.base_url, prompt=prompt)
        for prompt in ("one", "two")
    ]
    svg = jobs.Job(
        jobs.Kind.SVG,
        {"image_index": 0},
        service.base_url,
        parent_id=images[0].id,
        state=jobs.State.WAITING,
    )
    folder = part("jobs.results_folder").ResultsFolder(Path.home() / "Antekirt")
    folder.prepare()
    journal = part("jobs.journal").Journal(folder.journal_path)
    for job in (*images, svg):
        journal.save(job, "gone")
    journal.close()
    return [*images, svg]


def states(part: Callable[[str], Any], left: list[Any]) -> list[str]:
    session = part("operators.job_session").session()
    return [session.jobs[job.id].state.value for job in left]


def test_resuming_sends_nothing_that_was_never_sent(
    service: Sandbox, part: Callable[[str], Any], left: list[Any]
) -> None:
    bpy.ops.antekirt.resume_jobs()
    assert states(part, left) == ["unsent"] * 3
    assert service.ledger() == []


def test_all_of_it_is_sent_when_asked_for(
    service: Sandbox, part: Callable[[str], Any], left: list[Any]
) -> None:
    assert bpy.ops.antekirt.submit_unsent() == {"FINISHED"}
    assert states(part, left) == ["ready"] * 3
    assert sorted(charge["credits"] for charge in service.ledger()) == [3, 3, 5]
    assert bpy.ops.antekirt.submit_unsent() == {"FINISHED"}  # nothing is left
    assert len(service.ledger()) == 3


def test_it_is_sent_with_what_was_paid_when_resuming_says_so(
    service: Sandbox, part: Callable[[str], Any], left: list[Any]
) -> None:
    assert bpy.ops.antekirt.resume_jobs(submit_unsent=True) == {"FINISHED"}
    assert states(part, left) == ["ready"] * 3
    assert len(service.ledger()) == 3


def test_one_is_sent_with_what_it_is_made_from(
    service: Sandbox, part: Callable[[str], Any], left: list[Any]
) -> None:
    assert bpy.ops.antekirt.submit_unsent(job_id=left[2].id) == {"FINISHED"}
    assert states(part, left) == ["ready", "unsent", "ready"]
    assert sorted(charge["credits"] for charge in service.ledger()) == [3, 5]


@pytest.mark.parametrize(
    ("operator", "properties"), [("submit_unsent", {}), ("resume_jobs", {"submit_unsent": True})]
)
def test_the_session_limit_holds(
    service: Sandbox,
    part: Callable[[str], Any],
    left: list[Any],
    operator: str,
    properties: dict[str, bool],
) -> None:
    chosen = part("operators.chosen_preferences").preferences()
    chosen.spending_limit = 10
    try:
        with pytest.raises(RuntimeError, match="limit for this session is 10 credits"):
            getattr(bpy.ops.antekirt, operator)(**properties)
    finally:
        chosen.spending_limit = 0
    assert states(part, left) == ["unsent"] * 3
    assert service.ledger() == []


def test_what_fails_is_said(service: Sandbox, part: Callable[[str], Any], left: list[Any]) -> None:
    service.settings(fail=["svg"])
    with pytest.raises(RuntimeError, match="could not make this"):
        bpy.ops.antekirt.submit_unsent()
    assert states(part, left) == ["ready", "ready", "failed"]

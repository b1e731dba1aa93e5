# SPDX-License-Identifier: GPL-3.0-or-later
"""A job is cancelled: what the panel and the report say at once, and what they say when more is known."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

pytestmark = pytest.mark.one_blender
SOON = 10.0  # seconds, in which a cancel must count, also on a busy machine: what is silent is so for longer


@pytest.fixture(autouse=True)
def patience(part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine take longer until the report knows more than *Cancelling*."""
    monkeypatch.setattr(part("operators.control_job"), "VERDICT_SECONDS", 0.9 * SOON)


@pytest.fixture
def begin(artist_id: str, part: Callable[[str], Any]) -> Callable[[], str]:
    """Begin an image as a click does, without waiting for it; gives the job's id."""

    def begun() -> str:
        jobs = part("jobs.job")
        session = part("operators.job_session").session()
        parameters = {"artist_id": artist_id, "prompt": "a fox"}
        job = jobs.Job(jobs.Kind.IMAGE, parameters, session.service, prompt="a fox")
        session.start([job])
        return str(job.id)

    return begun


def shown(part: Callable[[str], Any]) -> Any:
    """What the panel draws now."""
    return part("ui.snapshot").make(part("operators.job_session").session())


def cancel(part: Callable[[str], Any], job_id: str) -> None:
    began = time.monotonic()
    assert bpy.ops.antekirt.cancel_job(job_id=job_id) == {"FINISHED"}
    part("operators.job_session").session().pump()
    assert time.monotonic() - began < SOON
    assert not shown(part).running


def test_while_the_service_is_silent_the_card_says_what_may_be_and_later_what_is(
    service: Sandbox, begin: Callable[[], str], part: Callable[[str], Any], capfd: pytest.CaptureFixture[str]
) -> None:
    service.fault({"kind": "delay", "held": True}, method="POST")
    job_id, session = begin(), part("operators.job_session").session()
    session.wait_until(lambda: any(asked["method"] == "POST" for asked in service.requests()))
    cancel(part, job_id)
    assert "Info: Cancelled; it may have been charged." in capfd.readouterr().out
    (card,) = shown(part).problems
    assert part("ui.wording").outcome(card) == "Cancelled"
    assert card.problem.text.startswith("Cancelled; it may have been charged")
    assert part("ui.wording").charge_text(card.problem) == "Not known whether credits were taken"
    service.clear_faults()
    session.wait_until(lambda: session.jobs[job_id].state == "cancelled")
    (card,) = shown(part).problems
    assert part("ui.wording").charge_text(card.problem) == "Its credits were taken"
    assert (session.spent, len(service.ledger())) == (3, 1)


def test_what_never_left_is_free(
    service: Sandbox, begin: Callable[[], str], part: Callable[[str], Any], capfd: pytest.CaptureFixture[str]
) -> None:
    service.fault({"kind": "hang"}, origin="api", method="GET", times=None)
    job_id = begin()
    cancel(part, job_id)
    assert "Info: Cancelled before it was sent." in capfd.readouterr().out
    assert not shown(part).problems
    assert service.ledger() == []


def test_a_script_that_waits_for_it_is_told(
    service: Sandbox, artist_id: str, part: Callable[[str], Any]
) -> None:
    """Cancelled by another hand, here a timer's, while the operator blocks."""
    service.fault({"kind": "hang", "after": True}, method="POST")
    session = part("operators.job_session").session()

    def cancel_when_sent(job: Any) -> None:
        if job.state == "submitting":
            session.wait_until(lambda: bool(service.ledger()))
            session.engine.cancel(job.id)

    session.on_job = cancel_when_sent
    began = time.monotonic()
    with pytest.raises(RuntimeError, match="it may have been charged"):
        bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox")
    assert time.monotonic() - began < 10


def test_a_status_that_nobody_documented_is_offered_to_be_waited_for_no_longer(
    service: Sandbox, begin: Callable[[], str], part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    poll_policy = part("jobs.poll_policy")
    session = part("operators.job_session").session()
    monkeypatch.setattr(session, "poll_policy", poll_policy.PollPolicy(shortest=0.1, grace_seconds=0.3))
    service.settings(status_word="queued")
    job_id = begin()
    session.wait_until(lambda: session.jobs[job_id].problem is not None)
    (job,) = shown(part).running
    assert "“queued”" in job.problem.text
    assert job.problem.remedy == "stop_waiting"
    cancel(part, job_id)


def test_what_was_cancelled_is_waited_for_again_for_nothing(
    service: Sandbox, begin: Callable[[], str], part: Callable[[str], Any]
) -> None:
    service.settings(image_delay=600)
    job_id, session = begin(), part("operators.job_session").session()
    session.wait_until(lambda: session.jobs[job_id].state == "running")
    cancel(part, job_id)
    session.wait_until(lambda: session.jobs[job_id].state == "cancelled")
    assert bpy.ops.antekirt.wait_again(job_id=job_id) == {"FINISHED"}
    session.wait_until(lambda: session.jobs[job_id].state == "running")
    assert (len(shown(part).running), shown(part).problems) == (1, ())
    service.skip(600)
    assert session.wait(job_id).waits_for_import
    assert len(service.ledger()) == 1
    with pytest.raises(RuntimeError, match="There is nothing to wait for"):
        bpy.ops.antekirt.wait_again(job_id=job_id)


def test_what_may_have_been_taken_is_looked_for_again(
    service: Sandbox, begin: Callable[[], str], part: Callable[[str], Any]
) -> None:
    service.fault({"kind": "delay", "held": True}, method="POST")
    job_id, session = begin(), part("operators.job_session").session()
    session.wait_until(lambda: any(asked["method"] == "POST" for asked in service.requests()))
    cancel(part, job_id)
    bpy.ops.antekirt.wait_again(job_id=job_id)
    service.clear_faults()
    session.wait_until(lambda: not session.jobs[job_id].cancelled)
    assert session.wait(job_id).waits_for_import
    assert (session.spent, len(service.ledger())) == (3, 1)


def test_all_are_cancelled_and_all_cards_put_aside(
    service: Sandbox, begin: Callable[[], str], part: Callable[[str], Any], capfd: pytest.CaptureFixture[str]
) -> None:
    done, session = begin(), part("operators.job_session").session()
    session.wait(done)
    service.settings(image_delay=600)
    ids = [begin(), begin()]
    session.wait_until(lambda: all(session.jobs[job_id].state == "running" for job_id in ids))
    bpy.ops.antekirt.cancel_all()
    session.wait_until(lambda: all(session.jobs[job_id].state == "cancelled" for job_id in ids))
    assert "No longer waited for: 2" in capfd.readouterr().out
    assert shown(part).counts == (0, 2, 1)
    bpy.ops.antekirt.dismiss_all(cards="PROBLEMS")
    session.wait_until(lambda: shown(part).counts == (0, 0, 1))
    bpy.ops.antekirt.dismiss_all()
    session.wait_until(lambda: shown(part).counts == (0, 0, 0))
    assert session.results_folder.holds(session.jobs[done])
    capfd.readouterr()
    bpy.ops.antekirt.cancel_all()
    bpy.ops.antekirt.dismiss_all()
    assert capfd.readouterr().out.count("There is nothing to do") == 2

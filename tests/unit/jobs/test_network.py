# SPDX-License-Identifier: GPL-3.0-or-later
"""The network goes away and comes back, whatever a job was at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from antekirt_addon.jobs import download_attempts
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.poll_policy import PollPolicy
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from tests.unit.jobs.cuttable_relay import CuttableRelay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sandbox.client import Sandbox

QUICK = PollPolicy(shortest=0.02, longest=0.05, longest_after_errors=0.05, grace_seconds=0.3)


@pytest.fixture
def relay(quick: Sandbox) -> Iterator[CuttableRelay]:
    made = CuttableRelay(urlsplit(quick.base_url).port or 0)
    yield made
    made.down()


@pytest.fixture
def session(relay: CuttableRelay, quick: Sandbox, tmp_path: Path) -> Iterator[Session]:
    """A session that reaches the service through the relay."""
    made = Session(Settings(relay.url, quick.api_key, tmp_path / "Antekirt", "antekirt-tests"), QUICK)
    yield made
    assert made.close()


@pytest.fixture
def job(relay: CuttableRelay, artist_id: str) -> Job:
    return Job(Kind.IMAGE, {"artist_id": artist_id, "prompt": "a fox"}, relay.url, prompt="a fox")


def test_a_long_absence_of_the_network_is_waited_for(
    session: Session, relay: CuttableRelay, job: Job, quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    problems: list[str] = []
    session.on_job = lambda told: problems.append(told.problem.text if told.problem else "")
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    relay.down()
    session.wait_until(
        lambda: sum("cannot be reached" in text for text in problems) > 3 * download_attempts.FAILURES
    )
    assert session.jobs[job.id].state is State.RUNNING
    assert session.jobs[job.id].problem.charged is True
    quick.skip(600)
    relay.up()
    done = session.wait(job.id)
    assert (done.state, done.problem) == (State.READY, None)
    assert len(quick.ledger()) == 1


def test_without_a_network_nothing_is_charged(
    session: Session, relay: CuttableRelay, job: Job, quick: Sandbox
) -> None:
    relay.down()
    session.start([job])
    done = session.wait(job.id)
    assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert "cannot be reached" in done.problem.text
    relay.up()
    session.engine.submit_again(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_the_network_goes_with_the_answer_on_its_way(
    session: Session, relay: CuttableRelay, job: Job, quick: Sandbox
) -> None:
    quick.fault({"kind": "delay", "held": True}, method="POST")
    session.start([job])
    session.wait_until(lambda: len(quick.ledger()) == 1)
    relay.down()
    session.wait_until(lambda: session.jobs[job.id].state is State.UNCONFIRMED)
    session.wait_until(lambda: "cannot be reached" in session.jobs[job.id].problem.text)
    assert session.jobs[job.id].problem.charged is None
    relay.up()
    assert session.wait(job.id).state is State.READY
    assert len(quick.ledger()) == 1


def test_online_access_is_taken_away_in_the_middle(quick: Sandbox, tmp_path: Path, artist_id: str) -> None:
    """Offline keeps requests from leaving; they are not failures of the service, and the job waits."""
    session = Session(Settings("https://api.antekirt.test", "ak", tmp_path / "Antekirt", "tests"), QUICK)
    job = Job(
        Kind.IMAGE, {}, session.settings.base_url, free=True, state=State.RUNNING, generation_id=artist_id
    )
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].problem is not None)
    assert "online access is off" in session.jobs[job.id].problem.text
    assert session.jobs[job.id].state is State.RUNNING
    assert session.close()
    assert quick.ledger() == []

# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions that speak to the sandbox, with short waits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.api import connection, transport
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.poll_policy import PollPolicy
from antekirt_addon.jobs.session import Session
from antekirt_addon.jobs.session_settings import Settings
from sandbox.client import fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sandbox.client import Sandbox

QUICK = PollPolicy(shortest=0.05, longest=0.1, longest_after_errors=0.3, grace_seconds=0.6)
LONG_GRACE = replace(QUICK, grace_seconds=60.0)  # a slow machine is not taken for a service that means it


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(transport, "ATTEMPTS", 1)  # a failed request is the engine's to try again
    monkeypatch.setattr(transport, "BODY_SECONDS", 1.0)
    monkeypatch.setattr(connection, "READ_TIMEOUT", 2.0)  # more than the sandbox needs for a picture


@pytest.fixture
def slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no reason to ask for a picture twice, nor to take an answer for lost."""
    monkeypatch.setattr(connection, "READ_TIMEOUT", 20.0)


@pytest.fixture(scope="session")
def running_sandbox(running_sandbox: Sandbox) -> Sandbox:
    """With its renderers at work: on a busy machine their start alone takes longer than READ_TIMEOUT."""
    running_sandbox.reset()  # whatever other tests have made of it
    running_sandbox.settings(image_delay=0)
    artist = running_sandbox.call("GET", "/artists?limit=1").json["data"][0]["id"]
    made = running_sandbox.call("POST", "/generations/image", {"artistId": artist, "prompt": "the first"})
    path = f"/generations/{made.json['generationId']}"
    fetch("GET", running_sandbox.call("GET", path).json["data"]["outputs"]["images"][0]["url"])
    return running_sandbox


@pytest.fixture
def quick(sandbox: Sandbox) -> Sandbox:
    """A service that needs hardly any time."""
    sandbox.settings(image_delay=0.1, svg_delay=0.1, video_delay=0.1)
    return sandbox


@pytest.fixture
def open_session(quick: Sandbox, tmp_path: Path) -> Iterator[Callable[..., Session]]:
    """Sessions on one folder, one after the other or at once, as several Blenders have them."""
    opened: list[Session] = []

    def open_one(
        key: str = quick.api_key, folder: Path = tmp_path / "Antekirt", policy: PollPolicy = QUICK
    ) -> Session:
        session = Session(Settings(quick.base_url, key, folder, "antekirt-tests"), policy)
        opened.append(session)
        return session

    yield open_one
    assert all([session.close() for session in opened]), "a thread survived"  # noqa: C419 - close them all


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    return open_session()


@pytest.fixture
def artist_id(quick: Sandbox) -> str:
    return str(quick.call("GET", "/artists?limit=1").json["data"][0]["id"])


@pytest.fixture
def image_job(quick: Sandbox, artist_id: str) -> Callable[..., Job]:
    def make(prompt: str = "a fox", **fields: Any) -> Job:
        parameters = {"artist_id": artist_id, "prompt": prompt}
        return Job(Kind.IMAGE, parameters, quick.base_url, artist_id=artist_id, prompt=prompt, **fields)

    return make


@pytest.fixture
def follow() -> Callable[[Job, Kind], Job]:
    """A job chained to an image job."""

    def make(image: Job, kind: Kind) -> Job:
        motion = {"prompt": "slowly", "duration": 2, "fps": 12} if kind is Kind.VIDEO else {}
        return Job(kind, {"image_index": 0, **motion}, image.service, parent_id=image.id, state=State.WAITING)

    return make


@pytest.fixture
def run(session: Session) -> Callable[..., Job]:
    """Begin a job and wait for its end."""

    def to_end(job: Job) -> Job:
        session.start([job])
        return session.wait(job.id)

    return to_end

# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can go wrong with the service while a paid job is under way: nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.api import connection, transport
from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.problem import Remedy
from tests.unit.jobs.conftest import LONG_GRACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox

ONE = "*/generations/*"  # what a job that is alone asks for
TROUBLE: dict[str, dict[str, Any]] = {
    "429": {"kind": "answer", "status": 429, "headers": {"Retry-After": "0"}},
    "503 with Retry-After": {"kind": "answer", "status": 503, "headers": {"Retry-After": "1"}},
    "500": {"kind": "answer", "status": 500},
    "HTML error page": {"kind": "answer", "status": 502, "body": "<html><h1>Bad Gateway</h1>"},
    "HTML": {"kind": "answer", "status": 200, "body": "<!doctype html>"},
    "empty": {"kind": "answer", "status": 200, "body": ""},
    "invalid JSON": {"kind": "answer", "status": 200, "body": '{"data": {'},
    "wrong type": {"kind": "answer", "status": 200, "body": '{"data": [1, "two"]}'},
    "data: null": {"kind": "answer", "status": 200, "body": '{"data": null}'},
    "no id": {"kind": "merge", "patch": {"data": {"id": None}}},
    "401": {"kind": "answer", "status": 401},
    "404": {"kind": "answer", "status": 404},
    "reset before": {"kind": "drop_before"},
    "half body": {"kind": "half_body"},
    "too long a length": {"kind": "content_length", "off": 50},
    "slow drip": {"kind": "drip", "bytes_per_second": 5},
    "hang": {"kind": "hang"},
    "gzip bomb": {"kind": "gzip_bomb", "megabytes": 9},
    "endless": {"kind": "endless"},
    "redirect": {"kind": "redirect", "to": "https://example.com/"},
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_poll_that_fails_is_said_and_is_not_the_end(
    open_session: Callable[..., Session],
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    trouble: str,
) -> None:
    if trouble not in {"hang", "slow drip"}:  # that a machine is busy would be another
        monkeypatch.setattr(connection, "READ_TIMEOUT", 20.0)
        monkeypatch.setattr(transport, "BODY_SECONDS", 60.0)
    told = []
    session = open_session(policy=LONG_GRACE)
    session.on_job = lambda job: told.append(job.problem)
    quick.fault(TROUBLE[trouble], origin="api", method="GET", path=ONE, times=2)
    job = image_job()
    session.start([job])
    job = session.wait(job.id)
    assert (job.state, job.problem) == (State.READY, None)
    assert len(quick.ledger()) == 1
    (problem,) = {problem for problem in told if problem}
    assert problem.charged is True
    assert problem.text.endswith(".")
    assert "Something went wrong inside" not in problem.text
    assert session.notices == []


HARMLESS: dict[str, dict[str, Any]] = {
    "wrong content type": {"kind": "content_type", "value": "text/html"},
    "a status never seen": {"kind": "merge", "patch": {"data": {"status": "dreaming"}}},
    "no status": {"kind": "merge", "patch": {"data": {"status": None}}},
    "completed without outputs": {
        "kind": "merge",
        "patch": {"data": {"status": "completed", "outputs": None}},
    },
    "completed, empty": {
        "kind": "merge",
        "patch": {"data": {"status": "completed", "outputs": {"images": []}}},
    },
    "outputs of a wrong type": {"kind": "merge", "patch": {"data": {"outputs": {"images": [None, 7, {}]}}}},
    "missing fields": {"kind": "merge", "patch": {"data": {"artist": None, "prompt": None, "createdAt": 7}}},
    "failed with images": {"kind": "merge", "patch": {"data": {"status": "failed"}}},
}


@pytest.mark.parametrize("oddity", HARMLESS)
def test_an_odd_answer_does_no_harm(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox, oddity: str
) -> None:
    delay, times = (0, 1) if oddity == "failed with images" else (600, 3)
    quick.settings(image_delay=delay)
    quick.fault(HARMLESS[oddity], origin="api", method="GET", path=ONE, times=times)
    session = open_session(policy=LONG_GRACE)
    job = image_job("an odd fox")
    session.start([job])
    session.wait_until(lambda: quick.control("GET", "faults")[0]["struck"] == times)
    quick.skip(delay)
    job = session.wait(job.id)
    assert (job.state, job.prompt, len(job.files)) == (State.READY, "an odd fox", 1)


def test_done_with_nothing_to_show_is_said_and_can_be_looked_at_again(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault(HARMLESS["completed, empty"], origin="api", method="GET", path=ONE, times=None)
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.HELD, True, Remedy.CHECK_AGAIN)
    quick.clear_faults()
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_a_conversion_that_fails_with_the_image_still_there_has_failed(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    quick.settings(fail=["video"])
    motion = {"image_index": 0, "prompt": "slowly", "duration": 2, "fps": 12}
    job = run(Job(Kind.VIDEO, motion, image.service, generation_id=image.generation_id))
    assert (job.state, job.problem.charged) == (State.FAILED, True)
    assert "support" in job.problem.text


def test_what_is_refused_again_and_again_is_held(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault(TROUBLE["404"], origin="api", method="GET", path=ONE, times=None)
    job = run(image_job())
    assert (job.state, job.problem.charged, job.problem.remedy) == (State.HELD, True, Remedy.CHECK_AGAIN)
    assert "another account" in job.problem.text
    quick.clear_faults()
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)


def test_a_generation_named_with_no_proper_id_is_found_by_the_list(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.fault({"kind": "merge", "patch": {"generationId": "../../etc/passwd"}}, method="POST")
    job = run(image_job())
    assert (job.state, job.generation_id) == (State.READY, quick.ledger()[0]["generationId"])

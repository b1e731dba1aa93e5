# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the key is after a whole run with successes and failures: nowhere but in its own file."""

from __future__ import annotations

import logging
import threading
import traceback
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.problem import describe
from antekirt_addon.jobs.support_report import report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


@pytest.fixture
def busy(
    session: Session, image_job: Callable[..., Job], follow: Callable[[Job, Kind], Job], quick: Sandbox
) -> Session:
    """A session that has seen good and bad: a chain, a lost answer, and a service that repeats the key."""
    echo = f'{{"messages": [{{"type": "ERROR", "message": "not with {quick.api_key} today"}}]}}'
    image = image_job("a fox")
    session.start([image, follow(image, Kind.SVG)])
    session.wait_until_settled()
    for fault in (
        {"kind": "drop_after"},
        {"kind": "answer", "status": 400, "body": echo},
        {"kind": "answer", "status": 401, "body": echo},
        {"kind": "answer", "status": 202, "body": echo},
    ):
        quick.fault(fault, method="POST")
        session.start([image_job("a hare")])
        session.wait_until_settled()
    states = {job.state for job in session.jobs.values()}
    assert {State.READY, State.FAILED} <= states
    return session


def test_the_key_goes_to_the_api_and_not_to_the_cdn(
    session: Session, image_job: Callable[..., Job], follow: Callable[[Job, Kind], Job], quick: Sandbox
) -> None:
    image = image_job()
    jobs = [image, follow(image, Kind.SVG), follow(image, Kind.VIDEO)]
    session.start(jobs)
    assert {session.wait(job.id).state for job in jobs} == {State.READY}
    carried = {
        (request["origin"], request["headers"].get("x-api-key") == quick.api_key)
        for request in quick.requests()
        if not request["path"].startswith("/sandbox")
    }
    assert carried == {("api", True), ("cdn", False)}
    assert quick.api_key not in str([request for request in quick.requests() if request["origin"] == "cdn"])


def test_no_file_holds_the_key(busy: Session, quick: Sandbox, tmp_path: Path) -> None:
    while_running = contents(tmp_path)
    assert busy.close()
    for found in (while_running, contents(tmp_path)):
        assert any(name.endswith("journal.sqlite") for name in found)
        assert [name for name, data in found.items() if quick.api_key.encode() in data] == []


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_log_and_no_output_holds_the_key(
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
    quick: Sandbox,
) -> None:
    caplog.set_level(logging.DEBUG)
    request.getfixturevalue("busy")
    said = capfd.readouterr()
    assert "urllib3" in {record.name.partition(".")[0] for record in caplog.records}
    assert quick.api_key not in caplog.text + said.out + said.err


def test_nothing_that_is_shown_holds_the_key(busy: Session, quick: Sandbox) -> None:
    jobs = list(busy.jobs.values())
    shown = [repr(busy.settings), repr(jobs), *busy.notices]
    shown += [job.problem.sentence() for job in jobs if job.problem]
    shown.append(report({"Server": quick.base_url}, jobs, notices=busy.notices, with_prompts=True))
    assert "today" in str(shown)  # the service's words are passed on, without the key in them
    assert quick.api_key not in str(shown)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "drop_before"},
        {"kind": "half_body"},
        {"kind": "redirect", "to": "https://example.com/?from=here"},
        {"kind": "answer", "status": 401},
        {"kind": "answer", "status": 500, "body": "<html>"},
        {"kind": "hang"},
    ],
    ids=lambda fault: fault["kind"],
)
def test_no_traceback_holds_the_key(session: Session, quick: Sandbox, fault: dict[str, Any]) -> None:
    quick.fault(fault, path="*/account/me", times=None)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whichever it is
        session.client.account()
    told = "".join(traceback.format_exception(caught.value)) + str(describe(caught.value))
    assert quick.api_key not in told


def test_a_key_with_a_line_break_is_no_second_header(open_session: Callable[..., Session]) -> None:
    session = open_session(key="ak_one\r\nx-other: two")
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whichever it is
        session.client.account()
    told = "".join(traceback.format_exception(caught.value)) + str(describe(caught.value))
    assert "ak_one" not in told
    assert "cannot be made in this form" in told


def test_no_thread_is_left(busy: Session) -> None:
    assert any(thread.name.startswith("antekirt") for thread in threading.enumerate())
    assert busy.close()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("antekirt")] == []

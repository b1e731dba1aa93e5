# SPDX-License-Identifier: GPL-3.0-or-later
"""A look-up of a name that does not end: no limit reaches it, so its worker is given up."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.api import connection
from antekirt_addon.api.error import Unreachable
from antekirt_addon.api.transport import Transport
from antekirt_addon.jobs import engine
from antekirt_addon.jobs.job import Job, State
from antekirt_addon.jobs.lookups import AT_ONCE
from antekirt_addon.jobs.problem import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


class Names:
    """The look-up of names, as the machine does it. stuck: how many of those to come hang until `go_on`."""

    def __init__(self) -> None:
        self.stuck = 0
        self.workers: list[threading.Thread] = []  # that have hung
        self.go_on = threading.Event()
        self._look_up = socket.getaddrinfo

    def look_up(self, *arguments: Any, **more: Any) -> Any:
        if self.stuck and threading.current_thread().name.startswith("antekirt-"):
            self.stuck -= 1
            self.workers.append(threading.current_thread())
            assert self.go_on.wait(20)
        return self._look_up(*arguments, **more)

    @property
    def hanging(self) -> int:
        return len(self.workers)

    def are_gone(self) -> bool:
        """Whether all workers that have hung are at their end. Any of a pool may be among them."""
        return not any(worker.is_alive() for worker in self.workers)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Names]:
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(connection, "STUCK_SECONDS", 0.1)
    monkeypatch.setattr(engine, "LONGEST_PAUSE", 0.1)
    made = Names()
    monkeypatch.setattr(socket, "getaddrinfo", made.look_up)
    yield made
    made.go_on.set()


@pytest.fixture
def patient(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - after it
    """No limit ends the wait of one that hangs."""
    monkeypatch.setattr(connection, "HEAD_SECONDS", 60.0)


@pytest.fixture
def paying_hangs(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-up hangs that a paid request makes, which has a connection of its own; no other does."""
    seconds, post = connection.HEAD_SECONDS, Transport.post
    monkeypatch.setattr(connection, "HEAD_SECONDS", 60.0)  # for what comes before it, on a busy machine

    def hang(transport: Transport, path: str, body: Any) -> Any:
        names.stuck = 1
        monkeypatch.setattr(connection, "HEAD_SECONDS", seconds)
        return post(transport, path, body)

    monkeypatch.setattr(Transport, "post", hang)


@pytest.fixture
def looking(names: Names, session: Session) -> Iterator[Session]:
    """Closed while nothing hangs any more."""
    yield session
    names.go_on.set()


def test_a_poll_whose_worker_hangs_is_made_by_another(
    names: Names,
    looking: Session,
    image_job: Callable[..., Job],
    quick: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick.settings(image_delay=600)
    job = image_job()
    with monkeypatch.context() as patch:
        patch.setattr(connection, "HEAD_SECONDS", 60.0)
        looking.start([job])
        looking.wait_until(lambda: looking.jobs[job.id].state is State.RUNNING)
    names.stuck = engine.REQUESTS_AT_ONCE
    # Each worker has a connection of its own, which is lost, so that the next poll needs a new one.
    quick.fault({"kind": "drop_before"}, method="GET", path="*/generations*", times=None)
    looking.wait_until(lambda: names.hanging == engine.REQUESTS_AT_ONCE)
    quick.clear_faults()
    quick.skip(600)
    assert looking.wait(job.id).state is State.READY


@pytest.mark.usefixtures("paying_hangs")
def test_a_request_that_could_not_leave_is_told_as_not_sent_and_never_is(
    names: Names, looking: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    job = image_job()
    looking.start([job])
    done = looking.wait(job.id)
    assert names.hanging == 1
    assert (done.state, done.problem.charged, done.problem.remedy) == (
        State.FAILED,
        False,
        Remedy.SUBMIT_AGAIN,
    )
    assert looking.promised == 0
    quick.forget_requests()
    names.go_on.set()
    looking.wait_until(names.are_gone)
    assert not any(request["method"] == "POST" for request in quick.requests())
    assert quick.ledger() == []


@pytest.mark.usefixtures("patient", "paying_hangs")
def test_a_cancel_while_it_hangs_is_free_and_final(
    names: Names, looking: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    job = image_job()
    looking.start([job])
    looking.wait_until(lambda: names.hanging == 1 and looking.jobs[job.id].state is State.SUBMITTING)
    looking.engine.cancel(job.id)
    done = looking.wait(job.id)
    assert (done.state, done.problem.charged) == (State.CANCELLED, False)
    names.go_on.set()
    other = image_job("a badger")
    looking.start([other])
    assert looking.wait(other.id).state is State.READY
    assert [charge["body"]["prompt"] for charge in quick.ledger()] == ["a badger"]


def test_a_look_up_that_hangs_is_answered_and_the_next_is_made(
    names: Names, looking: Session, quick: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    names.stuck = AT_ONCE
    answers: list[object] = []
    for _ in range(AT_ONCE):
        looking.ask(lambda client: client.artists(limit=1), answers.append)
    looking.wait_until(lambda: len(answers) == AT_ONCE)
    assert {type(answer) for answer in answers} == {Unreachable}
    monkeypatch.setattr(connection, "HEAD_SECONDS", 60.0)
    looking.refresh_account()
    looking.wait_until(lambda: looking.credits == 500)
    quick.forget_requests()
    names.go_on.set()
    looking.wait_until(names.are_gone)
    looking.pump()
    assert (len(answers), quick.requests()) == (AT_ONCE, [])

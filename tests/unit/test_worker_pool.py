# SPDX-License-Identifier: GPL-3.0-or-later
"""Workers: as many at once as are allowed, none that is counted on while it hangs, none left at the end."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.worker_pool import Task, WorkerPool

if TYPE_CHECKING:
    from collections.abc import Iterator


class Calls:
    """Calls that last until they are let go, each with a name."""

    def __init__(self, pool: WorkerPool) -> None:
        self.pool = pool
        self.begun: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.ended: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._gates: dict[str, threading.Event] = {}

    def start(self, name: str) -> Task:
        self._gates[name] = threading.Event()
        return self.pool.run(lambda: self._hang(name), self.ended.put)

    def let_go(self, *names: str) -> None:
        for name in names:
            self._gates[name].set()

    def let_all_go(self) -> None:
        self.let_go(*self._gates)

    def next_begun(self) -> str:
        return self.begun.get(timeout=5)

    def _hang(self, name: str) -> str:
        self.begun.put(name)
        assert self._gates[name].wait(5)
        return name


@pytest.fixture
def calls() -> Iterator[Calls]:
    made = Calls(WorkerPool("test", 2))
    yield made
    made.let_all_go()
    assert made.pool.stop(5)


def threads() -> int:
    return sum(thread.name.startswith("antekirt-test-") for thread in threading.enumerate())


def test_no_more_are_carried_out_at_once_than_are_allowed(calls: Calls) -> None:
    for name in "abc":
        calls.start(name)
    assert {calls.next_begun(), calls.next_begun()} == {"a", "b"}
    assert calls.begun.empty()
    assert threads() == 2
    calls.let_go("a")
    assert calls.next_begun() == "c"
    assert calls.ended.get(timeout=5) == "a"


def test_a_mistake_is_reported_and_ends_no_thread(calls: Calls) -> None:
    for _ in range(2):
        calls.pool.run(lambda: 1 // 0, calls.ended.put)
        assert isinstance(calls.ended.get(timeout=5), ZeroDivisionError)
    calls.start("a")
    assert calls.next_begun() == "a"


def test_one_that_hangs_is_given_up_and_another_takes_its_place(calls: Calls) -> None:
    hanging = [calls.start(name) for name in "ab"]
    calls.start("c")
    assert {calls.next_begun(), calls.next_begun()} == {"a", "b"}
    thread = calls.pool.give_up(hanging[0])
    assert thread is hanging[0].thread
    assert calls.next_begun() == "c"
    assert calls.pool.give_up(hanging[0]) is None
    calls.let_go("a")
    assert thread is not None
    thread.join(5)
    assert not thread.is_alive()
    assert threads() == 2
    calls.let_go("b")
    calls.start("d")
    assert calls.next_begun() == "d"


def test_one_that_waits_can_be_withdrawn(calls: Calls) -> None:
    tasks = {name: calls.start(name) for name in "abcd"}
    assert {calls.next_begun(), calls.next_begun()} == {"a", "b"}
    assert [calls.pool.withdraw(tasks[name]) for name in "acc"] == [False, True, True]
    assert calls.pool.give_up(tasks["c"]) is None
    calls.let_all_go()
    assert calls.next_begun() == "d"
    ended = {calls.ended.get(timeout=5) for _ in range(3)}
    assert ended == {"a", "b", "d"}
    assert not calls.pool.withdraw(tasks["d"])


def test_a_thread_that_has_gone_on_to_another_task_is_not_given_up(calls: Calls) -> None:
    first = calls.start("a")
    calls.let_go("a")
    assert calls.ended.get(timeout=5) == "a"
    calls.start("b")
    assert (calls.next_begun(), calls.next_begun()) == ("a", "b")
    assert calls.pool.give_up(first) is None


def test_the_end_waits_for_those_that_were_given_up_too(calls: Calls) -> None:
    task = calls.start("a")
    calls.next_begun()
    assert calls.pool.give_up(task)
    assert not calls.pool.stop(0.05)
    calls.pool.run(lambda: None, calls.ended.put)
    calls.let_go("a")
    assert calls.pool.stop(5)
    assert threads() == 0


def test_a_worker_that_is_at_the_next_task_is_not_held_back_for_the_one_before(calls: Calls) -> None:
    """What a thread is at is known by the thread: who asks late would stop another request."""
    tasks = [calls.start(name) for name in ("first", "second", "third")]
    begun = {calls.next_begun(), calls.next_begun()}
    assert begun == {"first", "second"}
    assert tasks[0].pool.hold_back(tasks[0], lambda _thread: True)
    calls.let_go("first")
    assert calls.next_begun() == "third"
    assert tasks[2].thread is tasks[0].thread
    assert not tasks[0].pool.hold_back(tasks[0], lambda _thread: True)
    assert tasks[2].pool.hold_back(tasks[2], lambda _thread: True)

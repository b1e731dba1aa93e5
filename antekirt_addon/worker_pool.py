# SPDX-License-Identifier: GPL-3.0-or-later
"""A few threads that carry out blocking calls, and report every end, also a bad one.

They are daemon threads of our own because concurrent.futures waits for its threads when Python exits,
and with them Blender would hang on quitting.
"""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Task:
    """A call on its way through a pool. thread: which carries it out, once one has taken it."""

    def __init__(self, pool: WorkerPool, carry_out: Callable[[], None]) -> None:
        self.pool = pool
        self.carry_out = carry_out
        self.thread: threading.Thread | None = None
        self.is_withdrawn = False
        self.is_over = False


class WorkerPool:
    """At most `size` threads, started as they are needed, besides those that were given up."""

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._size = size
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._given_up: list[threading.Thread] = []  # alive, as far as is known
        self._started = 0
        self._pending = 0  # tasks that wait, or that one of `_threads` is at
        self._closed = False
        self._lock = threading.Lock()

    def run(self, call: Callable[[], T], report: Callable[[T | Exception], None]) -> Task:
        """Carry out `call` in some thread; `report` gets its result or its exception there.

        After `stop` nothing is carried out, and nothing reported.
        """

        def carry_out() -> None:
            try:
                outcome: T | Exception = call()
            except Exception as error:  # noqa: BLE001 - whatever it is, who waits must be told
                outcome = error
            report(outcome)

        task = Task(self, carry_out)
        with self._lock:
            if self._closed:
                return task
            self._pending += 1
            self._start_thread_if_needed()
        self._tasks.put(task)
        return task

    def withdraw(self, task: Task) -> bool:
        """Have a task not carried out at all. False when a thread has taken it already."""
        with self._lock:
            if task.thread is not None:
                return False
            if not task.is_withdrawn:
                task.is_withdrawn = True
                self._pending -= 1
            return True

    def give_up(self, task: Task) -> threading.Thread | None:
        """Count no longer on the thread that is at a task, which may hang: others have its place.

        The thread takes no other task, and ends with this one. None when there is no such thread.
        """
        with self._lock:
            if task.is_over or task.thread not in self._threads:
                return None
            self._threads.remove(task.thread)
            self._given_up = [thread for thread in self._given_up if thread.is_alive()]
            self._given_up.append(task.thread)
            self._pending -= 1
            self._start_thread_if_needed()
            return task.thread

    def hold_back(self, task: Task, hold: Callable[[threading.Thread], bool]) -> bool:
        """Whether the thread that is at a task could be held back by `hold`.

        False, and it is left alone, when it is at none, or at another task by now.
        """
        with self._lock:
            return task.thread is not None and not task.is_over and hold(task.thread)

    def stop(self, seconds: float) -> bool:
        """Let the threads end; what they are at must be broken off by its owner. True when all have."""
        with self._lock:
            self._closed = True
            at_work, threads = len(self._threads), [*self._threads, *self._given_up]
        for _ in range(at_work):
            self._tasks.put(None)
        end = time.monotonic() + seconds
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _start_thread_if_needed(self) -> None:
        if not self._closed and self._pending > len(self._threads) < self._size:
            name = f"antekirt-{self._name}-{self._started}"
            self._started += 1
            thread = threading.Thread(target=self._work, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        thread = threading.current_thread()
        while task := self._tasks.get():
            with self._lock:
                if task.is_withdrawn:
                    continue
                task.thread = thread
            task.carry_out()
            with self._lock:
                task.is_over = True
                if thread not in self._threads:
                    return
                self._pending -= 1

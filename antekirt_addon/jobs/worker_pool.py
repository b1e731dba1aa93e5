# SPDX-License-Identifier: GPL-3.0-or-later
"""A few threads that carry out blocking calls, and report every end, also a bad one.

They are daemon threads of our own because concurrent.futures waits for its threads when Python exits,
and with them Blender would hang on quitting.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
Task = Callable[[], None]


class WorkerPool:
    """At most `size` threads, started as they are needed."""

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._size = size
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._pending = 0
        self._closed = False
        self._lock = threading.Lock()

    def run(self, call: Callable[[], T], report: Callable[[T | Exception], None]) -> None:
        """Carry out `call` in some thread; `report` gets its result or its exception there.

        After `stop` nothing is carried out, and nothing reported.
        """

        def task() -> None:
            try:
                outcome: T | Exception = call()
            except Exception as error:  # noqa: BLE001 - whatever it is, who waits must be told
                outcome = error
            report(outcome)

        with self._lock:
            if self._closed:
                return
            self._pending += 1
            if self._pending > len(self._threads) < self._size:
                self._start_thread()
        self._tasks.put(task)

    def stop(self, seconds: float) -> bool:
        """Let the threads end; what they are at must be broken off by its owner. True when all have."""
        with self._lock:
            self._closed = True
        for _ in self._threads:
            self._tasks.put(None)
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _start_thread(self) -> None:
        thread = threading.Thread(
            target=self._work, name=f"antekirt-{self._name}-{len(self._threads)}", daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        while task := self._tasks.get():
            task()
            with self._lock:
                self._pending -= 1

# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs no Blender, worked out beside it in a thread while an import or export waits in steps."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

T = TypeVar("T")
WAIT_SECONDS = 0.005  # for the thread, at one go


def worked_out(
    name: str, work: Callable[[Callable[[], bool]], T], answer: Callable[[], None] = lambda: None
) -> Generator[None, None, T]:
    """What work(stop) gives or raises, done in a thread; yields None while it is under way.

    name: of what is done. stop: says in the thread that nobody waits any more. answer: called here at each
    turn, for what only the main thread can tell it.
    """
    thread = _SideThread(name, work)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(WAIT_SECONDS)
            answer()
            yield
    finally:
        thread.stop.set()
    return thread.result()


class _SideThread(threading.Thread, Generic[T]):
    """A daemon: Blender does not wait for it when it quits."""

    def __init__(self, name: str, work: Callable[[Callable[[], bool]], T]) -> None:
        super().__init__(name=f"Antekirt {name}", daemon=True)
        self.stop = threading.Event()
        self._work = work
        self._done: list[T] = []
        self._problem: Exception | None = None

    def run(self) -> None:
        try:
            self._done.append(self._work(self.stop.is_set))
        except Exception as problem:  # noqa: BLE001 - raised again where the result is asked for
            self._problem = problem

    def result(self) -> T:
        """What was worked out, once the thread has ended."""
        if self._problem:
            raise self._problem
        return self._done[0]

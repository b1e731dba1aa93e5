# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions to the service beside the jobs: artists, history, balance. Answered on the main thread."""

from __future__ import annotations

import queue
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ..api.address import parse
from ..api.error import Unreachable
from ..message import Message
from ..worker_pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..api.client import Client
    from ..worker_pool import Task

AT_ONCE = 4

T = TypeVar("T")


class Question:
    """Of whom, and who gets the answer."""

    task: Task

    def __init__(self, client: Client, then: Callable[[Any], None]) -> None:
        self.client = client
        self.then = then

    @property
    def is_stuck(self) -> bool:
        """Whether its worker hangs where nothing of ours can end it."""
        connections, thread = self.client.transport.connections, self.task.thread
        return thread is not None and connections.is_stuck(thread)


class Lookups:
    """Belongs to the main thread. `pump` hands out one answer that has come."""

    def __init__(self) -> None:
        self._workers = WorkerPool("ask", AT_ONCE)
        self._answers: queue.SimpleQueue[tuple[Question, Any]] = queue.SimpleQueue()
        self._open: list[Question] = []

    def ask(self, client: Client, call: Callable[[Client], T], then: Callable[[T | Exception], None]) -> None:
        """Make a call in the background; `then` gets its outcome."""
        question = Question(client, then)
        self._open.append(question)
        question.task = self._workers.run(
            partial(call, client), lambda outcome: self._answers.put((question, outcome))
        )

    def pump(self) -> bool:
        """Hand out an answer. False when there is none."""
        self._give_up_stuck()
        try:
            question, outcome = self._answers.get_nowait()
        except queue.Empty:
            return False
        if question in self._open:
            self._open.remove(question)
            question.then(outcome)
        return True

    def stop(self, seconds: float) -> bool:
        """End the threads; what they are at must be broken off by its owner. True when they have ended."""
        return self._workers.stop(seconds)

    def _give_up_stuck(self) -> None:
        """What hangs, say in the look-up of a name, has failed, and another worker takes its place."""
        for question in [question for question in self._open if question.is_stuck]:
            if thread := self._workers.give_up(question.task):
                question.client.transport.connections.give_up(thread)
                host = parse(question.client.transport.base_url).hostname
                told = Unreachable(Message("{host} cannot be reached", host=host))
                self._answers.put((question, told))

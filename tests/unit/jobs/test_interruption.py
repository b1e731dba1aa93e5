# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl-C ends a wait, also under a handler in C that Python knows nothing of."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.jobs.interruption import ctrl_c_raises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from antekirt_addon.jobs.session import Session

presses: list[int] = []


# Like that of a Blender without a window: it takes note, and that is all.
in_c = ctypes.CFUNCTYPE(None, ctypes.c_int)(presses.append)


@pytest.fixture(autouse=True)
def handler_in_c() -> Iterator[None]:
    """In place of Python's."""
    before = signal.getsignal(signal.SIGINT)
    libc = ctypes.CDLL(None)
    libc.signal.argtypes = [ctypes.c_int, ctypes.c_void_p]
    libc.signal(signal.SIGINT, ctypes.cast(in_c, ctypes.c_void_p))
    presses.clear()
    yield
    signal.signal(signal.SIGINT, before)


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_handler_in_c_is_there_again_afterwards() -> None:
    press()
    for count in (1, 2):
        with pytest.raises(KeyboardInterrupt), ctrl_c_raises():
            press()
        assert len(presses) == count
        press()
        assert len(presses) == count + 1


def test_an_inner_wait_leaves_the_handler_of_the_outer() -> None:
    mine: list[int] = []
    with ctrl_c_raises(lambda number, _frame: mine.append(number)):
        with ctrl_c_raises():
            press()
        press()
    assert (mine, presses) == ([signal.SIGINT] * 2, [])


def test_what_a_session_waits_for_can_be_interrupted(session: Session) -> None:
    waits = threading.Event()

    def press_then() -> None:
        assert waits.wait(20)
        press()

    def go_on() -> bool:
        waits.set()
        return False

    thread = threading.Thread(target=press_then)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        session.wait_until(go_on)
    thread.join()


def test_another_thread_waits_as_ever(session: Session) -> None:
    waiting = threading.Thread(target=session.wait_until, args=[lambda: True])
    waiting.start()
    waiting.join(5)
    assert not waiting.is_alive()

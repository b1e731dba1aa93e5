# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl-C ends what waits, as everywhere in Python.

A Blender without a window has a handler of its own, in C: at the first Ctrl-C it sets a flag that Python
never sees, at the second it ends the process where it stands.
"""

from __future__ import annotations

import ctypes
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

STOPPED_WAITING = Message("No longer waiting. What was sent goes on; Resume Jobs brings its result")


@contextmanager
def ctrl_c_raises(handler: Callable[[int, FrameType | None], object] | None = None) -> Iterator[None]:
    """Let Ctrl-C call a handler, or Python's, which raises KeyboardInterrupt; afterwards all is as before."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is told of signals
        return
    beneath = _handler_in_c()
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, handler or (before if callable(before) else signal.default_int_handler))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler if before is None else before)
        _set_handler_in_c(beneath)


def _handler_in_c() -> int | None:
    get = ctypes.pythonapi.PyOS_getsig
    get.argtypes, get.restype = [ctypes.c_int], ctypes.c_void_p
    found: int | None = get(signal.SIGINT)
    return found


def _set_handler_in_c(handler: int | None) -> None:
    restore = ctypes.pythonapi.PyOS_setsig
    restore.argtypes, restore.restype = [ctypes.c_int, ctypes.c_void_p], ctypes.c_void_p
    restore(signal.SIGINT, handler)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels of JPEG and WebP files for the thread that draws effects on them.

Only Blender can decode these, and only on its main thread: so the thread asks, and waits until it is answered
between two steps of the import.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import bpy

from ..media.probe import ProbeError, probe_bytes
from . import packed_image

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..media.arrays import Bytes

WAIT_SECONDS = 0.05  # until it is seen that nobody will answer any more


class PictureDecoder:
    """Decodes on the main thread for another one."""

    def __init__(self) -> None:
        self._asked: SimpleQueue[_Question] = SimpleQueue()

    def pixels(self, stop: Callable[[], bool], data: bytes) -> Bytes | None:
        """The pixels of a file, None if there are none; called in the thread. Raises Stopped.

        stop: says that nobody will answer any more.
        """
        from ..media.svg.error import Stopped

        question = _Question(data)
        self._asked.put(question)
        while not question.answered.wait(WAIT_SECONDS):
            if stop():
                raise Stopped
        return question.pixels

    def answer(self) -> None:
        """Answer what has been asked; called on the main thread."""
        try:
            question = self._asked.get_nowait()
        except Empty:
            return
        try:
            with suppress(ProbeError, RuntimeError):
                question.pixels = _decoded(question.data)
        finally:
            question.answered.set()


class _Question:
    """A file, and its pixels once they are known."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.answered = threading.Event()
        self.pixels: Bytes | None = None


def _decoded(data: bytes) -> Bytes:
    image = packed_image.new("Picture", data, probe_bytes(data))
    try:
        return packed_image.pixels(image)
    finally:
        bpy.data.images.remove(image)

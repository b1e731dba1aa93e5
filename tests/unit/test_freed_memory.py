# SPDX-License-Identifier: GPL-3.0-or-later
"""What a drawing took to be read is there again for Blender."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from pathlib import Path

import pytest

from antekirt_addon.media.freed_memory import give_back

SCATTERED = 64 << 20  # bytes


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="of Linux's C library"
)
def test_what_a_thread_freed_goes_back_to_the_system() -> None:
    kept: list[bytearray] = []
    thread = threading.Thread(target=lambda: kept.extend(_scattered()))
    thread.start()
    thread.join()
    before = _resident()
    give_back()
    assert before - _resident() > SCATTERED / 2


def _scattered() -> list[bytearray]:
    """A few of many blocks, each of which holds the memory around it."""
    return [bytearray(2048) for _ in range(SCATTERED // 2048)][::100]


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

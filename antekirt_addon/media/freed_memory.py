# SPDX-License-Identifier: GPL-3.0-or-later
"""Freed memory goes back to the system, where Blender can have it.

The C library of Linux keeps what a thread has freed, for a later thread. What reading a large drawing took
would be missing while Blender fills it. Other systems, and allocators that Blender may bring, keep less.
"""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Have the C library give back what it can spare; it takes some milliseconds."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not in every C library
        if trim is not None:
            trim(0)

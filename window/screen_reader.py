# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads pixels from the screen, inside Blender: what the artist sees, from the X server in a millisecond.

Blender's own screenshots are black on a virtual screen with a software renderer.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

Z_PIXMAP, ALL_PLANES = 2, 0xFFFFFFFF


class _Image(ctypes.Structure):
    """The beginning of Xlib's XImage."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", ctypes.c_void_p),
        *((name, ctypes.c_int) for name in ("byte_order", "unit", "bit_order", "pad", "depth", "line")),
    )


@cache
def _xlib() -> tuple[Any, int, int]:
    """The library, a connection of our own, and the root window."""
    lib = ctypes.CDLL("libX11.so.6")
    lib.XOpenDisplay.restype = ctypes.c_void_p
    lib.XGetImage.restype = ctypes.POINTER(_Image)
    lib.XGetImage.argtypes = (
        *(ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int),
        *(ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int),
    )
    lib.XDisplayHeight.argtypes = (ctypes.c_void_p, ctypes.c_int)
    lib.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
    lib.XDefaultRootWindow.restype = ctypes.c_ulong
    lib.XDestroyImage.argtypes = (ctypes.POINTER(_Image),)
    display = lib.XOpenDisplay(None)
    assert display, "the screen cannot be read"
    return lib, display, lib.XDefaultRootWindow(display)


def read_pixels(x: int, y: int, width: int, height: int) -> bytes:
    """Give a rectangle's pixels, 4 bytes each, row by row from the top. x, y: its lower left corner, from
    the screen's own."""
    lib, display, root = _xlib()
    top = lib.XDisplayHeight(display, 0) - y - height
    image = lib.XGetImage(display, root, x, top, width, height, ALL_PLANES, Z_PIXMAP)
    assert image, f"there is no {width} x {height} at {x}, {y} on the screen"
    pixels = ctypes.string_at(image.contents.data, image.contents.line * height)  # 32 bits leave no padding
    lib.XDestroyImage(image)
    return pixels


def count_colors(pixels: bytes) -> int:
    """Count the colors: many mean a picture, few a plain surface."""
    return len({pixels[at : at + 4] for at in range(0, len(pixels), 4)})

# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen that nobody sees, for windows that a test opens."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = (1920, 1200)


@contextmanager
def virtual_screen() -> Iterator[str]:
    """Start one, and give its name; it picks a free number by itself."""
    if not shutil.which("Xvfb") or not shutil.which("import"):
        pytest.fail(
            "Xvfb and ImageMagick are needed: run scripts/get-blender, or apt-get install xvfb imagemagick"
        )
    reading, writing = os.pipe()
    screen = ["-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-dpi", "96"]  # at 96 dpi one pixel is one pixel
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *screen, "+extension", "GLX", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    number = os.read(reading, 16).decode().strip()
    assert number, "Xvfb did not start"
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()

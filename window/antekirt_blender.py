# SPDX-License-Identifier: GPL-3.0-or-later
"""A windowed Blender for this repository: scenarios get an `AntekirtUser`, shaders are kept in .cache/."""

from __future__ import annotations

from pathlib import Path

from window.windowed_blender import WindowedBlender, isolated_environment

SHADERS = Path(__file__).resolve().parents[1] / ".cache" / "mesa"
USER = "window.antekirt_user:AntekirtUser"


def antekirt_blender(executable: Path, display: str, home: Path, screenshots: Path) -> WindowedBlender:
    """home: an empty folder, or a copy of one in which the extension has been installed."""
    SHADERS.mkdir(parents=True, exist_ok=True)
    environment = isolated_environment(home, display, SHADERS, hidden=("ANTEKIRT_",))
    return WindowedBlender(executable, home, screenshots, environment, USER)

# SPDX-License-Identifier: GPL-3.0-or-later
"""A job in a real window, interrupted by what only a window has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


def test_a_job_in_a_window_is_interrupted(blender: WindowedBlender) -> None:
    blender.run("tests.gui.scenario_interruption", timeout=300)

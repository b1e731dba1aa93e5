# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


def test_the_gallery_in_its_own_window(blender: WindowedBlender) -> None:
    blender.run("tests.gui.scenario_gallery_window")

# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes by itself can be seen where it comes, in every view that an artist has before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender


def test_placement(blender: WindowedBlender, sandbox: Sandbox) -> None:
    sandbox.settings(image_delay=0.1, svg_delay=0.1, video_delay=0.1)
    blender.run("tests.gui.scenario_placement")

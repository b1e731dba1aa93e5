# SPDX-License-Identifier: GPL-3.0-or-later
"""An imported result is seen in the 3D view, in the picture's colors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender


def test_a_result_is_seen(blender: WindowedBlender, sandbox: Sandbox) -> None:
    sandbox.settings(image_delay=0.1)
    blender.run("tests.gui.scenario_show_in_view")

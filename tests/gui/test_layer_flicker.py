# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork that fills the 3D view does not flicker: no layer shines through another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


def test_no_layer_shines_through(blender: WindowedBlender) -> None:
    blender.run("tests.gui.scenario_layer_flicker", timeout=600)

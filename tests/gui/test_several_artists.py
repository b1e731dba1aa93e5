# SPDX-License-Identifier: GPL-3.0-or-later
"""The same prompt goes to several artists in one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender


@pytest.mark.one_blender
def test_several_artists_in_one_press(blender: WindowedBlender, sandbox: Sandbox) -> None:
    sandbox.settings(image_delay=0.1)
    blender.run("tests.gui.scenario_several_artists")

# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist sees and presses when a request was never answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


@pytest.mark.one_blender
def test_submit_again(blender: WindowedBlender) -> None:
    blender.run("tests.gui.scenario_submit_again")

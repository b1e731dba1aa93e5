# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is bought at a price that the artist has not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


@pytest.mark.one_blender
def test_the_artist_is_asked_before_credits_are_spent(blender: WindowedBlender) -> None:
    blender.run("tests.gui.scenario_price_confirmation")

# SPDX-License-Identifier: GPL-3.0-or-later
"""Other languages in the window: drawn, and complete as far as the tab shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


@pytest.mark.one_blender
def test_the_tab_is_drawn_in_every_language(blender: WindowedBlender) -> None:
    run = blender.run("tests.gui.scenario_language")
    if not run.out["known"]:
        pytest.skip("this Blender has no languages: remove .cache/blender and run scripts/get-blender")
    assert run.out["untranslated"] == []

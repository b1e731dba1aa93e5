# SPDX-License-Identifier: GPL-3.0-or-later
"""An import in slices is whole, and one undo step, whatever the artist presses meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


def test_an_import_stays_whole(blender: WindowedBlender) -> None:
    run = blender.run("tests.gui.scenario_sliced_import")
    assert "Nothing to copy" in run.log  # vectors are no file that the scene uses

# SPDX-License-Identifier: GPL-3.0-or-later
"""The add-on in all the editors and menus in which an artist may look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender


def test_it_is_where_it_is_looked_for(blender: WindowedBlender, sandbox: Sandbox) -> None:
    sandbox.settings(image_delay=0.1, svg_delay=0.1)
    blender.run("tests.gui.scenario_entry_point", timeout=300)
    assert len(sandbox.ledger()) == 6

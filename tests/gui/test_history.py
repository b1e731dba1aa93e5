# SPDX-License-Identifier: GPL-3.0-or-later
"""The history, chosen from by looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender


def test_an_entry_is_found_and_imported_by_its_picture(blender: WindowedBlender, sandbox: Sandbox) -> None:
    blender.run("tests.gui.scenario_history")
    assert sandbox.ledger() == []  # all of it was free

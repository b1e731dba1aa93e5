# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist sees when something is missing, and in a sidebar with little room; kept as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


def test_without_the_network(blender: WindowedBlender) -> None:
    blender.environment["ANTEKIRT_BASE_URL"] = "https://antekirt.invalid"  # not of this computer
    blender.run("tests.gui.scenario_panel_state", "offline", online=False)


def test_without_its_server(blender: WindowedBlender) -> None:
    blender.run("tests.gui.scenario_panel_state", "no_server")


def test_with_nothing_to_show(blender: WindowedBlender) -> None:
    blender.run("tests.gui.scenario_panel_state", "nothing_to_show")


def test_in_a_narrow_sidebar_and_a_light_theme(blender: WindowedBlender) -> None:
    blender.run("tests.gui.scenario_panel_state", "narrow_and_light")


def test_at_twice_the_size(blender: WindowedBlender) -> None:
    blender.run("tests.gui.scenario_panel_state", "large", ui_scale=2.0)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The card of a result in the window, from the picture that has just come to many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.client import Sandbox
    from window.windowed_blender import WindowedBlender


def test_a_result_and_its_card(blender: WindowedBlender, sandbox: Sandbox) -> None:
    sandbox.settings(image_delay=0.1)
    blender.run("tests.gui.scenario_result_card", *TESTS, timeout=300)


TESTS = (
    "test_a_picture_stays_on_screen_when_it_is_imported",
    "test_the_panel_artwork_leads_to_its_entry",
    "test_it_is_adjusted_and_repeated_for_nothing",
    "test_it_says_so_when_it_was_undone",
    "test_a_file_that_is_gone_is_found_again",
    "test_the_arrows_show_another_variant_in_its_place",
    "test_from_four_on_there_is_a_grid",
    "test_a_picture_is_looked_at_large",
    "test_what_was_cancelled_is_waited_for_again",
    "test_all_of_many_can_be_reached",
)

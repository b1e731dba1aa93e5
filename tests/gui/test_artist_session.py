# SPDX-License-Identifier: GPL-3.0-or-later
"""An artist works with the panel, quits in the middle of it, and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


def test_an_artist_at_work(blender: WindowedBlender) -> None:
    worked = blender.run("tests.gui.scenario_artist_session", *TESTS, "quit_in_the_middle", timeout=300)
    came_back = blender.run("tests.gui.scenario_artist_session", "resume_after_the_restart")
    assert came_back.out["generation_id"] == worked.out["generation_id"]


TESTS = (
    "test_the_gallery_shows_pictures",
    "test_a_click_on_a_picture_chooses_the_artist",
    "test_a_search_finds_an_artist",
    "test_a_prompt_is_typed",
    "test_the_view_turns_while_an_image_is_made",
    "test_another_one_is_cancelled",
    "test_the_picture_comes_as_one_step",
    "test_undo_takes_nothing_from_an_unsent_prompt",
    "test_a_former_prompt_comes_back",
    "test_another_file_is_loaded_in_the_middle",
)

# SPDX-License-Identifier: GPL-3.0-or-later
"""A new Blender with the extension installed: it shows itself, and Blender's log stays clean."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.gui.studio import Studio


def test_the_tab_is_there_when_connected(studio: Studio) -> None:
    run = studio.run("scenario_start", "test_it_is_enabled", "test_its_tab_opens_and_offers_to_generate")
    assert run.out["idname"] == "ANTEKIRT_OT_generate_image"


def test_the_tab_is_there_on_the_first_run(empty_studio: Studio) -> None:
    empty_studio.run("scenario_start", "test_without_a_key_its_tab_opens_too")

# SPDX-License-Identifier: GPL-3.0-or-later
"""The means by which the other tests drive the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from window.windowed_blender import Studio


def test_a_person_can_do_what_people_do(empty_studio: Studio) -> None:
    run = empty_studio.run("tests.gui.scenario_window_user")
    assert run.out["told"] == run.blender
    assert (empty_studio.screenshots / "filled.png").stat().st_size > 10_000


def test_a_failing_scenario_fails_the_test(empty_studio: Studio) -> None:
    with pytest.raises(AssertionError, match="fails on purpose"):
        empty_studio.run("tests.gui.scenario_window_user", "broken")


def test_a_killed_blender_leaves_what_was_known(empty_studio: Studio) -> None:
    run = empty_studio.run(
        "tests.gui.scenario_window_user", "test_what_a_scenario_tells_arrives", "crash", killed=True
    )
    assert run.out["told"] == run.blender

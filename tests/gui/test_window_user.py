# SPDX-License-Identifier: GPL-3.0-or-later
"""The means by which the other tests drive the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from window.windowed_blender import WindowedBlender


@pytest.mark.one_blender
def test_a_user_can_do_what_people_do(blender_without_key: WindowedBlender) -> None:
    run = blender_without_key.run("tests.gui.scenario_window_user")
    assert run.out["told"] == run.blender_version
    assert (blender_without_key.screenshots / "filled.png").stat().st_size > 10_000


@pytest.mark.one_blender
def test_a_failing_scenario_fails_the_test(blender_without_key: WindowedBlender) -> None:
    with pytest.raises(AssertionError, match="fails on purpose"):
        blender_without_key.run("tests.gui.scenario_window_user", "broken")


@pytest.mark.one_blender
def test_a_killed_blender_leaves_what_was_known(blender_without_key: WindowedBlender) -> None:
    run = blender_without_key.run(
        "tests.gui.scenario_window_user", "test_what_a_scenario_tells_arrives", "crash", killed=True
    )
    assert run.out["told"] == run.blender_version

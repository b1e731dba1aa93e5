# SPDX-License-Identifier: GPL-3.0-or-later
"""What the preferences find out by themselves about what was chosen in them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def chosen(tmp_path: Path) -> Iterator[Path]:
    """A results folder that was just chosen, in a Blender that has no job yet."""
    preferences = bpy.context.preferences.addons[PACKAGE].preferences
    before = preferences.folder
    preferences.folder = str(tmp_path)
    yield tmp_path
    preferences.folder = before


@pytest.mark.one_blender
def test_whether_several_can_use_the_folder_is_tried_when_it_is_chosen(
    chosen: Path, part: Callable[[str], Any]
) -> None:
    runtime, shown = part("operators.runtime"), part("ui.preferences_data")
    end = time.monotonic() + 10
    while not shown.current().sharing:
        assert time.monotonic() < end
        runtime.tick()
    problem = part("jobs.problem")
    assert shown.current().sharing in {problem.FOLDER_SHARED, problem.FOLDER_SHARED_HERE}
    assert not list(chosen.glob(".trial*"))


def test_they_survive_disabling(antekirt: object, part: Callable[[str], Any], tmp_path: Path) -> None:  # noqa: ARG001
    set_ = {"base_url": "http://127.0.0.1:9", "confirm_above": 7, "spending_limit": 50}
    set_["folder"] = str(tmp_path / "results")
    for name, value in set_.items():
        setattr(preferences(), name, value)
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    assert {name: getattr(preferences(), name) for name in set_} == set_
    settings = part("operators.addon_settings")
    assert settings.read().base_url != set_["base_url"], "the environment's word goes first"
    kept = settings.key_path().with_name("preferences.json")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "api_key" not in kept.read_text()


def test_what_blender_has_kept_of_them_counts(antekirt: object, part: Callable[[str], Any]) -> None:  # noqa: ARG001
    preferences().confirm_above = 7
    kept = part("operators.kept_preferences")
    kept.unregister()
    preferences().confirm_above, preferences().spending_limit = 20, 9
    kept.KeptPreferences().put_back(preferences())
    assert (preferences().confirm_above, preferences().spending_limit) == (20, 9)


@pytest.mark.one_blender
@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"confirm_above": "7", "spending_limit": true, "unknown": 1}',
        '{"confirm_above": 1000000000000000000000000000000}',  # or the add-on could not be enabled any more
    ],
)
def test_a_damaged_copy_is_none(antekirt: object, part: Callable[[str], Any], text: str) -> None:  # noqa: ARG001
    part("operators.addon_settings").key_path().with_name("preferences.json").write_text(text)
    part("operators.kept_preferences").KeptPreferences().put_back(preferences())
    assert (preferences().confirm_above, preferences().spending_limit) == (20, 0)


def preferences() -> Any:
    return bpy.context.preferences.addons[PACKAGE].preferences

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

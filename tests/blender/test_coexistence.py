# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole add-on beside its free part: whatever comes or goes, each name is there once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import bpy
import pytest

from scripts import build, free_part
from scripts.built_extension import built_extension

TARGET = Path(__file__).parent / "coexistence_target.py"
WHOLE, FREE = ["antekirt"], ["antekirt_import"]


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The whole and the free extension as they were built, or of the source tree."""
    if not os.environ.get("ANTEKIRT_TEST_SOURCE"):
        whole = built_extension()
        return [whole, whole.with_name(whole.name.replace("antekirt-", "antekirt_import-"))]
    folder = tmp_path_factory.mktemp("archives")
    staged = build.stage(folder / "whole")
    part = Path(shutil.copytree(staged, folder / "part"))
    free_part.cut(part)
    return [Path(shutil.make_archive(str(path), "zip", path)) for path in (staged, part)]


class Sessions:
    """Blenders that one artist starts one after the other, with both extensions installed."""

    def __init__(self, home: Path, archives: list[Path]) -> None:
        self._home, self._archives = home, archives
        for archive, (name,) in zip(archives, (WHOLE, FREE), strict=True):
            shutil.unpack_archive(archive, home / "user" / "extensions" / "user_default" / name)

    def owners(self, *steps: str, failure: str = "") -> list[list[str]]:
        """Who is registered after each step, once all of it is known to be there once."""
        states = self.states(*steps, failure=failure)
        for state in states:
            assert state["doubled"] == [], state
            assert state["ticks"] == len(state["owners"]), state
        sizes = {(str(state["owners"]), state["names"], state["called"]) for state in states}
        assert len(sizes) == len({owners for owners, *_ in sizes}), f"something stays, or is missing: {sizes}"
        return [state["owners"] for state in states]

    def states(self, *steps: str, failure: str = "") -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, str(TARGET), *map(str, self._archives), *steps],
            env=os.environ | {"HOME": str(self._home), "BLENDER_USER_RESOURCES": str(self._home / "user")},
            check=False,
            capture_output=True,
            text=True,
        )
        told = done.stdout + done.stderr
        assert done.returncode == 0, told
        assert "registered before" not in told
        assert ("Traceback" in told) == bool(failure), told
        assert failure in told
        lines = done.stdout.splitlines()
        return [json.loads(line.removeprefix("STATE ")) for line in lines if line.startswith("STATE ")]


@pytest.fixture
def sessions(tmp_path: Path, archives: list[Path]) -> Sessions:
    return Sessions(tmp_path, archives)


pytestmark = [
    pytest.mark.one_blender,
    pytest.mark.skipif(bpy.app.version < (4, 3, 0), reason="as a module, it dies of reading preferences"),
]


def test_the_free_part_first(sessions: Sessions) -> None:
    steps = ["enable:free", "enable:whole", "disable:whole", "enable:whole", "update:free", "save"]
    assert sessions.owners(*steps) == [FREE, WHOLE, FREE, WHOLE, WHOLE, WHOLE]
    assert sessions.owners("start", "disable:free", "remove:whole") == [WHOLE, WHOLE, []]


def test_the_whole_first(sessions: Sessions) -> None:
    steps = ["enable:whole", "enable:free", "disable:free", "enable:free", "update:whole", "save"]
    assert sessions.owners(*steps) == [WHOLE] * 6
    assert sessions.owners("start", "remove:whole", "remove:free") == [WHOLE, FREE, []]


def test_a_whole_one_that_cannot_start_gives_its_place_back(sessions: Sessions) -> None:
    steps = ["enable:free", "break:whole", "enable_broken:whole", "disable:free", "enable:free"]
    assert sessions.owners(*steps, failure="LookupError") == [FREE, FREE, FREE, [], FREE]


def test_what_was_chosen_stays_when_another_takes_over(sessions: Sessions) -> None:
    """Also what the free part shows no field of, such as the prompt."""
    steps = ["enable:free", "enable:whole", "choose", "disable:whole", "reopen", "enable:whole"]
    assert [state["chosen"] for state in sessions.states(*steps)[2:]] == [[3.5, "a fox"]] * 4

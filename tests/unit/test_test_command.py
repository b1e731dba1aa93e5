# SPDX-License-Identifier: GPL-3.0-or-later
"""``scripts/test`` runs the parts that are asked for, and says of a part that cannot run why."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from scripts.test import Outcome, Part, asked, modules, parse, provisioned, run, windows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_blender_of_the_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BLENDER_GUI", raising=False)


def parts(*arguments: str) -> list[Part]:
    options, others = parse([*arguments])
    return asked([*modules(options), *windows(options)], others)


def test_paths_without_a_window_need_no_windowed_blender() -> None:
    assert parts("tests/unit", "--all-blenders") == []
    assert not any(part.suite for part in parts("tests/blender", "--all-blenders"))


def test_a_windowed_blender_is_one_part() -> None:
    assert [part.suite for part in parts("tests/gui/test_language.py")] == ["trixie"]
    assert [part.suite for part in parts("tests/gui", "--all-blenders")] == ["trixie", "sid"]


def test_the_blenders_that_the_person_named_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLENDER_GUI", "/opt/blender/blender")
    (part,) = parts("tests/gui", "--all-blenders")
    assert provisioned(part) == part


def test_one_blender_runs_what_is_alike_in_all() -> None:
    able = [part for part in parts("tests/blender", "--all-blenders") if not part.skip_reason]
    assert [part.options for part in able if part.options != ("-m", "not one_blender")] == [()]
    assert able[0].options == ()


def test_where_no_windowed_blender_can_be_had_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "dpkg"  # not of Debian, as far as this one tells
    elsewhere.write_text("#!/bin/sh\nexit 1\n")
    elsewhere.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), os.environ["PATH"]]))
    (part,) = parts("tests/gui")
    reason = "not run: get-blender: this needs a Debian or Ubuntu host of the amd64 kind"
    assert run(provisioned(part), []) == Outcome(part.name, remark=reason)

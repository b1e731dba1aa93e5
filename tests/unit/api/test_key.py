# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that keeps the key: its owner's alone, from its first moment on."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from antekirt_addon.api import key_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "ak_2e1a9c97c684f8d6ccaeac7654a9035d853bbf18"


@pytest.fixture
def careless() -> Iterator[None]:
    """A system on which new files are open to all."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("careless")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "config" / "antekirt" / "api_key"
    for value in (KEY, f"{KEY}0"):
        key_file.write(path, f"  {value}\n")
        assert key_file.read(path) == value
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [stat.S_IMODE(folder.stat().st_mode) for folder in path.parents[:2]] == [0o700] * 2
        assert list(path.parent.iterdir()) == [path]


def test_a_file_that_was_open_to_all_is_not_so_any_more(tmp_path: Path) -> None:
    path = tmp_path / "api_key"
    path.write_text("old")
    path.chmod(0o666)
    key_file.write(path, KEY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    shared = tmp_path / "shared.txt"
    shared.write_text("theirs")
    path = tmp_path / "api_key"
    path.symlink_to(shared)
    key_file.write(path, KEY)
    assert shared.read_text() == "theirs"
    assert not path.is_symlink()


def test_an_empty_key_removes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "api_key"
    key_file.write(path, KEY)
    key_file.write(path, " ")
    assert not path.exists()
    assert key_file.read(path) == ""


def test_what_cannot_be_read_is_no_key(tmp_path: Path) -> None:
    path = tmp_path / "api_key"
    path.write_bytes(b"\xff\xfe\x00")
    assert key_file.read(path) == ""
    assert key_file.read(tmp_path) == ""


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "api_key"
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        key_file.write(path, KEY)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("value", "shown"), [(KEY, "ak_2e1a...bf18"), ("short", "..."), ("", "")])
def test_only_its_ends_are_shown(value: str, shown: str) -> None:
    assert key_file.masked(value) == shown

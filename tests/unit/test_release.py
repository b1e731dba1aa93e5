# SPDX-License-Identifier: GPL-3.0-or-later
"""What ``scripts/release`` refuses, and the notes it takes from the changelog."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from scripts.changelog import Section
from scripts.release import Refused, notes, released

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = """# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Added

- More.

## [0.1.0] - 2026-11-25

- All.
"""


def git(tree: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=tree, check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed tree that can be released."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Vera")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "vera@example.com")
    (tmp_path / "blender_manifest.toml").write_text('version = "0.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "All")
    return tmp_path


def commit(tree: Path, changelog: str) -> None:
    (tree / "CHANGELOG.md").write_text(changelog)
    git(tree, "commit", "-am", "More")


def test_the_notes_are_what_the_changelog_says_of_this_version(tree: Path) -> None:
    git(tree, "tag", "v0.2.0")  # once more, of the same commit
    assert notes(released(tree)) == "# Antekirt for Blender 0.2.0\n\n2026-12-01\n\n### Added\n\n- More.\n"


def test_the_notes_link_to_nothing_that_is_not_beside_them() -> None:
    written = "See [farms](docs/farm.md) and [it](https://example.com)."
    assert "See farms and [it](https://example.com)." in notes(Section("0.2.0", "2026-12-01", written))


def test_a_tree_that_is_not_clean_is_refused(tree: Path) -> None:
    (tree / "new.py").write_text("")
    with pytest.raises(Refused, match=r"not clean(?s:.*)new\.py"):
        released(tree)


def test_what_is_no_checkout_is_refused(tree: Path, tmp_path: Path) -> None:
    (tree / ".git").rename(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="git cannot tell"):
        released(tree)


def test_a_version_of_another_commit_is_refused(tree: Path) -> None:
    git(tree, "tag", "-a", "v0.2.0", "-m", "0.2.0")
    commit(tree, f"{CHANGES}- Indeed.\n")
    with pytest.raises(Refused, match=r"v0\.2\.0 is the name of another commit"):
        released(tree)


@pytest.mark.parametrize(
    ("written", "instead", "reason"),
    [
        ("[Unreleased]\n", "[Unreleased]\n\n- A change.\n", "an empty"),
        ("## [Unreleased]\n", "", "an empty"),
        ("0.2.0", "0.3.0", r"needs “## \[0\.2\.0\] - YEAR"),
        (" - 2026-12-01", "", r"needs “## \[0\.2\.0\] - YEAR"),
        ("### Added\n\n- More.\n\n", "", "says nothing of 0.2.0"),
    ],
)
def test_a_changelog_that_does_not_tell_of_the_version_is_refused(
    tree: Path, written: str, instead: str, reason: str
) -> None:
    assert written in CHANGES
    commit(tree, CHANGES.replace(written, instead, 1))
    with pytest.raises(Refused, match=reason):
        released(tree)

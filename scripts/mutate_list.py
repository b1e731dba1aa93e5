# SPDX-License-Identifier: GPL-3.0-or-later
"""What mutation testing knows beforehand: the tests for each folder, and the survivors that are accepted."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parents[1]
ACCEPTED = ROOT / "tests" / "mutants.toml"
PACKAGE = "antekirt_addon"
TESTS = {  # which tests speak of a folder; the longest that fits counts
    "jobs": ["tests/unit/jobs"],
    "api": ["tests/unit/api", "tests/unit/jobs"],
    "media/svg": ["tests/unit/svg"],
}
ARROW = " → "


def folders_for(file: PurePath) -> list[str]:
    """The test folders for a source file, relative to the repository like the file; none if nothing fits."""
    fitting = [folder for folder in TESTS if file.is_relative_to(PurePath(PACKAGE, folder))]
    return TESTS[max(fitting, key=len)] if fitting else []


def accepted() -> dict[str, dict[str, str]]:
    """Reasons of the survivors that may stay, by file, then by change (see `described`)."""
    with ACCEPTED.open("rb") as file:
        return tomllib.load(file)


def described(function: str, before: str, after: str) -> str:
    """A change in one line, without a line number: what stands above it may grow."""
    return f"{function}: {before}{ARROW}{after}"


def before(change: str) -> str:
    """The code that a described change starts from."""
    return change.partition(": ")[2].partition(ARROW)[0]

# SPDX-License-Identifier: GPL-3.0-or-later
"""One version, wherever it is told."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import date
from pathlib import Path

from scripts.changelog import UNRELEASED, sections

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = tomllib.loads((ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))
CHANGELOG = sections((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
NUMBER = re.compile(r"\d+\.\d+\.\d+")


def test_the_changelog_begins_with_what_is_not_released() -> None:
    assert (CHANGELOG[0].version, CHANGELOG[0].date) == (UNRELEASED, "")


def test_the_newest_release_in_the_changelog_is_the_manifests() -> None:
    assert CHANGELOG[1].version == MANIFEST["version"]


def test_releases_go_down_and_have_dates() -> None:
    versions = [tuple(map(int, section.version.split("."))) for section in CHANGELOG[1:]]
    dates = [date.fromisoformat(section.date) for section in CHANGELOG[1:]]
    assert versions == sorted(versions, reverse=True)
    assert dates == sorted(dates, reverse=True)


def test_the_code_names_no_version_of_its_own() -> None:
    """What needs it (the User-Agent, the report) reads it from the manifest."""
    named = [
        f"{path.relative_to(ROOT)}: {node.value}"
        for path in (ROOT / "antekirt_addon").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (NUMBER.fullmatch(node.value) or MANIFEST["version"] in node.value)
    ]
    assert named == []


def test_the_website_is_the_manifests() -> None:
    source = (ROOT / "antekirt_addon" / "addon_id.py").read_text(encoding="utf-8")
    assert f'WEBSITE = "{MANIFEST["website"]}"' in source

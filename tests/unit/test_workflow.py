# SPDX-License-Identifier: GPL-3.0-or-later
"""What the workflow for GitHub says of this tree is so. Its form is checked by hand, with a schema."""

from __future__ import annotations

import re

from scripts.test import BLENDERS, ROOT

TEXT = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
ENTRY = re.compile(r"- \{environment: (?P<name>[\w.-]+), python: \"(?P<python>[\d.]+)\", run: (?P<run>.+)\}")


def test_every_action_is_pinned() -> None:
    used = re.findall(r"uses: (\S+)", TEXT)
    assert used
    assert [action for action in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)] == []


def test_elsewhere_the_oldest_and_the_newest_blender_are_tested_beside_the_unit_tests() -> None:
    entries = {found["name"]: found for found in ENTRY.finditer(TEXT)}
    assert set(entries) == {"tools", f"blender-{BLENDERS[-1]}", f"blender-{BLENDERS[0]}"}
    assert entries["tools"]["run"] == "tests/unit tests/sandbox"
    assert entries[f"blender-{BLENDERS[0]}"]["run"] == "tests/blender"  # with what is alike in all


def test_each_environment_has_the_python_that_it_has_here() -> None:
    setup = (ROOT / "scripts" / "setup").read_text(encoding="utf-8")
    newer = re.search(r"blender-5\.\[1-9\]\) version=([\d.]+)", setup)
    assert newer is not None
    for found in ENTRY.finditer(TEXT):
        is_newer = re.fullmatch(r"blender-5\.[1-9]", found["name"])
        assert found["python"] == (newer[1] if is_newer else "3.11")


def test_the_files_that_it_names_are_there() -> None:
    named = {*re.findall(r"(?:requirements|scripts|tests|\.ci|docs)/[\w.-]+", TEXT)}
    named |= {f"requirements/{found['name']}.txt" for found in ENTRY.finditer(TEXT)}
    named |= {f"{name.replace('.', '/')}.py" for name in re.findall(r"-m (scripts\.\w+)", TEXT)}
    assert {"requirements/windows.txt", "scripts/build.py", ".ci/run"} <= named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_all_is_checked_on_linux() -> None:
    assert "run: .ci/run" in TEXT.partition("  linux:\n")[2].partition("\n\n")[0]


def test_windows_gets_what_pytest_needs_there() -> None:
    assert "colorama==" in (ROOT / "requirements" / "windows.txt").read_text(encoding="utf-8")

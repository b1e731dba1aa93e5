# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts/mutate knows beforehand: which tests speak of a file, and which survivors may stay."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from scripts.mutate_list import PACKAGE, ROOT, TESTS, accepted, before, described, folders_for


@pytest.mark.parametrize("folder", TESTS)
def test_every_file_of_a_folder_that_is_named_has_tests_that_are_there(folder: str) -> None:
    files = list((ROOT / PACKAGE / folder).rglob("*.py"))
    assert files
    for file in files:
        tests = folders_for(file.relative_to(ROOT))
        assert tests == TESTS[folder]
        assert all(list((ROOT / test).rglob("test_*.py")) for test in tests)


def test_other_files_have_none() -> None:
    assert folders_for(PurePath(PACKAGE, "ui", "card.py")) == []
    assert folders_for(PurePath("sandbox", "jobs", "card.py")) == []


def test_a_described_change_tells_what_it_starts_from() -> None:
    assert before(described("Job.retry", "if a: b(c)", "if not a: b(c)")) == "if a: b(c)"


def test_every_accepted_survivor_has_a_reason_and_speaks_of_code_that_is_there() -> None:
    wrong = []
    for name, changes in accepted().items():
        file = ROOT / name
        code = " ".join(file.read_text(encoding="utf-8").split()) if file.is_file() else ""
        wrong += [
            f"{name}: {change}"
            for change, reason in changes.items()
            if not reason.strip() or not code or before(change) not in code or not folders_for(PurePath(name))
        ]
    assert wrong == []

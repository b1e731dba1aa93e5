# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents name the tests that prove them: each of those must be there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("document", ["SECURITY.md", "docs/reliability.md", "docs/platform.md"])
def test_every_test_that_a_document_names_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    files = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "tests").rglob("*.py")}
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
    assert named
    for name, function in named:
        assert name in files, f"{document} names {name}"
        code = files[name].read_text(encoding="utf-8")
        assert not function or f"def {function}(" in code, f"{document} names {name}::{function}"


def test_every_path_of_tests_that_the_guide_names_is_there() -> None:
    guide = (ROOT / "docs" / "developing.md").read_text(encoding="utf-8")
    named = re.findall(r"tests/[\w/*.]*\w", guide)
    assert named
    assert [path for path in named if not list(ROOT.glob(path))] == []

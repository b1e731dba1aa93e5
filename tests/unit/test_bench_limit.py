# SPDX-License-Identifier: GPL-3.0-or-later
"""A benchmark says what went beyond its limits, and ends so that a program knows."""

from __future__ import annotations

import pytest

from scripts.bench_limit import Limits


def test_what_keeps_its_limit_is_not_spoken_of() -> None:
    limits = Limits()
    assert limits.check("a turn", 16.0, 16.0) == "limit 16.0"
    limits.judge()


def test_what_does_not_is_marked_named_and_ends_it() -> None:
    limits = Limits()
    limits.check("a turn", 3.0, 16.0)
    assert "(!)" in limits.check("a redraw", 16.1, 16.0)
    with pytest.raises(SystemExit) as ended:
        limits.judge()
    assert "a redraw: 16.10, limit 16.00" in str(ended.value)
    assert "a turn" not in str(ended.value)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of running text, in languages that put no spaces between words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.one_blender
TEXT = "残り 2 クレジット、必要数 3。マテリアルを付けるオブジェクトを選択してください。"


def test_no_line_begins_with_a_mark_that_ends_a_part(part: Callable[[str], Any]) -> None:
    lines = [part("ui.wrapped_text").wrapped(TEXT, width, 11.0) for width in range(30, 300)]
    assert all(line[0] not in "、。" for found in lines for line in found)
    assert all("".join(found).replace(" ", "") == TEXT.replace(" ", "") for found in lines)


def test_marks_without_end_are_broken_as_well(part: Callable[[str], Any]) -> None:
    assert len(part("ui.wrapped_text").wrapped("。" * 60, 100, 11.0)) > 1

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by its type, an object may have data of any kind
"""The data of an artwork that it shares with a copy becomes its own, and follows its own values."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..palette.color_use import drawn_objects
from .live_value import SPACING, read


def make_own(root: Any) -> int:
    """Give an artwork alone the data that others use too; gives how much of it there was."""
    objects = [obj for obj in drawn_objects(root) if not obj.library]
    owners: Counter[Any] = Counter(obj.data for obj in objects)
    copies: dict[Any, Any] = {}
    for obj in objects:
        shared = obj.data
        if shared.users - bool(shared.use_fake_user) <= owners[shared] and not shared.library:
            continue
        if shared not in copies:
            copies[shared] = shared.copy()
            _follow(copies[shared], root)
        obj.data = copies[shared]
    return len(copies)


def _follow(data: Any, root: Any) -> None:
    """Have what followed the values of one artwork follow those of another."""
    for curve in data.animation_data.drivers if data.animation_data else ():
        for variable in curve.driver.variables:
            for target in variable.targets:
                if target.id and read(target.id, SPACING) is not None:
                    target.id = root

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties
"""An artwork flat as paper, or a relief whose layers stand on each other; what it was is kept."""

from __future__ import annotations

from typing import Any

from .connection import connect_thickness
from .former_artwork import revive
from .live_value import VALUES, write

FORMER = "antekirt_relief"  # on the root of a flat artwork: its values before
STEP = 1 / 25  # of a new relief: the height of a layer, as a part of the empty's display size


def flatten(root: Any) -> bool:
    """Lay all of an artwork in one plane; whether it was not so before."""
    revive(root)
    values = [float(root[value.key]) for value in VALUES]
    if not any(values[:2]):
        return False
    root[FORMER] = values
    _set(root, (0.0, 0.0, values[2]))
    return True


def raise_up(root: Any) -> None:
    """Give an artwork the depth that it had, or layers that each reach down to the next."""
    revive(root)
    connect_thickness(root)
    former = list(root.pop(FORMER, ()))
    step = STEP * root.empty_display_size
    _set(root, former if former and former[1] else (step, step, 0.0))


def _set(root: Any, numbers: Any) -> None:
    for value, number in zip(VALUES, numbers, strict=True):
        write(root, value, number)

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties
"""An artwork flat as paper, or a relief whose layers stand on each other."""

from __future__ import annotations

from typing import Any

from .connection import connect_thickness
from .former_artwork import revive
from .live_value import RELIEF, SPACING, THICKNESS, write

STEP = 1 / 25  # of a new relief: the height of a layer, as a part of the empty's display size


def flatten(root: Any) -> None:
    """Lay all of an artwork in one plane; its other values stay."""
    revive(root)
    write(root, RELIEF, 0.0)


def raise_up(root: Any) -> None:
    """Give an artwork all of its depth, and one without thickness layers that each reach down to the next."""
    revive(root)
    connect_thickness(root)
    write(root, RELIEF, RELIEF.usual)
    if not root[THICKNESS.key]:
        for value in (SPACING, THICKNESS):
            write(root, value, STEP * root.empty_display_size)

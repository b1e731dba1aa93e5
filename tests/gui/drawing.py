# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches which panels are drawn: Blender does not tell otherwise whether a panel is open."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def watched(space: str, region: str = "UI") -> Iterator[set[str]]:
    """Give a set to which the name of each panel of an editor's region is added when its inside is drawn."""
    drawn: set[str] = set()
    originals: dict[Any, Any] = {}
    for panel in bpy.types.Panel.__subclasses__():
        if getattr(panel, "bl_space_type", "") == space and getattr(panel, "bl_region_type", "") == region:
            originals[panel] = panel.draw
            panel.draw = _noting(panel, drawn)  # type: ignore[method-assign] # and taken back below
    try:
        yield drawn
    finally:
        for panel, draw in originals.items():
            panel.draw = draw


def _noting(panel: Any, drawn: set[str]) -> Any:
    original = panel.draw

    def draw(self: Any, context: bpy.types.Context) -> None:
        drawn.add(panel.__name__)
        original(self, context)

    return draw

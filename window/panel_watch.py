# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches what panels draw: Blender does not tell otherwise whether a panel is open, or what it says."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def drawn_panels(space: str, region: str = "UI") -> Iterator[set[str]]:
    """Give a set to which the name of each panel of an editor's region is added when its inside is drawn."""
    drawn: set[str] = set()
    with _noting(space, region, lambda panel: drawn.add(type(panel).__name__)):
        yield drawn


# Blender 5 is not safe to ask for the words that a panel draws.
CAN_READ_TEXTS = bpy.app.version < (5, 0, 0)


@contextmanager
def drawn_texts(prefix: str, space: str, region: str = "UI") -> Iterator[set[str]]:
    """Give a set to which each text is added that a panel in an editor's region draws.

    prefix: how the names of the panels begin.
    """
    drawn: set[str] = set()

    def note(panel: Any) -> None:
        if type(panel).__name__.startswith(prefix):
            drawn.update(_texts(panel.layout.introspect()))

    with _noting(space, region, note):
        yield drawn


@contextmanager
def _noting(space: str, region: str, note: Callable[[Any], None]) -> Iterator[None]:
    originals: dict[Any, Any] = {}
    for panel in bpy.types.Panel.__subclasses__():
        if getattr(panel, "bl_space_type", "") == space and getattr(panel, "bl_region_type", "") == region:
            originals[panel] = panel.draw
            panel.draw = _with_note(panel, note)  # type: ignore[method-assign] # and taken back below
    try:
        yield
    finally:
        for panel, draw in originals.items():
            panel.draw = draw


def _with_note(panel: Any, note: Callable[[Any], None]) -> Any:
    original = panel.draw

    def draw(self: Any, context: bpy.types.Context) -> None:
        original(self, context)
        note(self)

    return draw


def _texts(drawn: Any) -> Iterator[str]:
    """Find the texts in what Blender tells of a layout: lists of rows, columns and buttons."""
    for part in drawn if isinstance(drawn, list) else [drawn]:
        if text := part.get("draw_string"):
            yield text
        yield from _texts(part.get("items", []))

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - whatever has a switch
"""What counts: all that the scenes of a file hold, or what of it a scene renders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from .keyed_value import RenderedFrames

if TYPE_CHECKING:
    import bpy


class Sight(Protocol):
    """everything: whether also what is switched off, hidden or not linked to any output counts."""

    everything: bool
    engine: str

    def is_ever(self, owner: Any, name: str, value: bool) -> bool:
        """Whether a switch has a value at any time that counts."""

    def overlap(self, first: int, after: int) -> bool:
        """Whether any time that counts is in a span of frames."""


class FileSight:
    """All that is in use, be it switched off."""

    everything = True
    engine = ""

    def is_ever(self, _owner: Any, _name: str, _value: bool) -> bool:
        return True

    def overlap(self, _first: int, _after: int) -> bool:
        return True


class RenderSight(RenderedFrames):
    """What a scene renders, in any of its frames."""

    everything = False

    def __init__(self, scene: bpy.types.Scene) -> None:
        super().__init__(scene)
        self.engine: str = scene.render.engine

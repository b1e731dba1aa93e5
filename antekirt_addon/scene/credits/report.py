# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose works a render or a file shows, written down in one of the formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import uses
from .credit import credits_of
from .formats import FORMATS

if TYPE_CHECKING:
    import bpy

    from .credit import Credit

SCOPES = ("RENDER", "FILE")


@dataclass(frozen=True, slots=True)
class Report:
    """text: what was written. credits_: of whom it tells, nobody's works being in it if it is empty."""

    text: str
    credits_: list[Credit]


def report(data: bpy.types.BlendData, scene: bpy.types.Scene, scope: str, format_: str) -> Report:  # noqa: ARG001
    """What the render of a scene can see, or else all that a file uses."""
    found = credits_of(uses.in_file(data))
    return Report(FORMATS[format_](found), found)

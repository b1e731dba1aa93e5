# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast a film plays and how long it is, as Blender counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy

from ..message import Message
from .error import SceneError
from .image_datablock import size

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FilmTiming:
    """frame_rate: frames per second."""

    frame_rate: float
    frame_count: int


def measure(path: Path) -> FilmTiming:
    """The timing of a film, by way of a movie clip, as nothing else tells. Raises SceneError."""
    clip = bpy.data.movieclips.load(str(path))
    timing = FilmTiming(float(clip.fps), clip.frame_duration)
    readable = 0 not in size(clip)
    bpy.data.movieclips.remove(clip)
    if not readable or timing.frame_rate <= 0:
        raise SceneError(Message("{file} is broken: this Blender cannot play it", file=path.name))
    return timing

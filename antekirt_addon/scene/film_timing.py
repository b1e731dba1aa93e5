# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast a film plays and how long it is, as Blender counts it, and which frame is due when."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

import bpy

from ..message import Message
from .error import SceneError
from .image_datablock import size

if TYPE_CHECKING:
    from pathlib import Path

    from .import_target import AfterEnd

NTSC = Fraction(1000, 1001)  # of the whole number that such a rate is called by


@dataclass(frozen=True, slots=True)
class FilmTiming:
    """frame_rate: frames per second."""

    frame_rate: Fraction
    frame_count: int

    def scene_frames(self, scene: bpy.types.Scene) -> int:
        """How many frames of a scene it takes."""
        return max(1, ceil(self.frame_count * scene_rate(scene) / self.frame_rate))


def measure(path: Path) -> FilmTiming:
    """The timing of a film, by way of a movie clip, as nothing else tells. Raises SceneError."""
    clip = bpy.data.movieclips.load(str(path))
    frame_rate, frame_count = float(clip.fps), clip.frame_duration
    readable = 0 not in size(clip)
    bpy.data.movieclips.remove(clip)
    if not readable or frame_rate <= 0:
        raise SceneError(Message("{file} is broken: this Blender cannot play it", file=path.name))
    return FilmTiming(exact_rate(frame_rate), frame_count)


def exact_rate(frame_rate: float) -> Fraction:
    """What a rate in single precision stands for: it is off by a frame after some ten thousand."""
    for unit in (Fraction(1), NTSC):
        near = unit * round(frame_rate / unit)
        if abs(near - Fraction(frame_rate)) < Fraction(frame_rate) / 1_000_000:
            return near
    return Fraction(frame_rate).limit_denominator(10_000)


def scene_rate(scene: bpy.types.Scene) -> Fraction:
    """The frames per second of a scene."""
    return scene.render.fps / Fraction(round(scene.render.fps_base * 100_000), 100_000)


def due_frame(
    timing: FilmTiming, elapsed: str, after_end: AfterEnd = "HOLD", *, each_frame: bool = False
) -> str:
    """The frame of a film that is due, as an expression of drivers in `fps` and `base`, those of the scene.

    elapsed: an expression for the frames of the scene since the film's first.
    each_frame: each frame of the scene shows the next of the film, whatever their rates.
    The functions are those of a "simple expression", which runs where Python in files is not trusted.
    """
    rate, count = timing.frame_rate, timing.frame_count
    by_clock = f"floor({elapsed}*{rate}*floor(base*100000+0.5)/100000/fps+0.0001)"
    passed = f"max({elapsed if each_frame else by_clock},0)"
    if after_end == "LOOP":
        return f"fmod({passed},{count})"
    if after_end == "PING_PONG":
        return f"({count - 1}-fabs({count - 1}-fmod({passed},{max(1, 2 * count - 2)})))"
    return f"min({passed},{count - 1})"

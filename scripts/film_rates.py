# SPDX-License-Identifier: GPL-3.0-or-later
"""Films of all common rates in a scene of each: which of their 36 frames is shown when, and which is due.

One render shows all films beside each other.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

RATES = {  # by the names of the films: frames per second, as a scene has them
    "12": (12, 1.0),
    "23.976": (24, 1.001),
    "24": (24, 1.0),
    "25": (25, 1.0),
    "29.97": (30, 1.001),
    "30": (30, 1.0),
    "50": (50, 1.0),
    "60": (60, 1.0),
}
DATA = Path(__file__).parent.parent / "tests" / "data"
START, COUNT = 5, 36
WIDE = 16  # pixels
NARROW = WIDE // len(RATES)  # pixels of each film


def exact(name: str) -> Fraction:
    fps, base = RATES[name]
    return fps / Fraction(str(base))


@dataclass(frozen=True)
class Lane:
    """One film's strips in the sequencer. rate: frames of the film for each of the scene."""

    name: str
    movie: Any
    control: Any
    span: range
    rate: Fraction
    column: int

    def due(self, frame: int) -> int:
        return min(floor((frame - START) * self.rate), COUNT - 1)

    def evaluated(self, frame: int) -> float:
        """What Blender is told to show, as it evaluates that; a film without control goes frame by frame."""
        if self.control is None:
            return frame - START
        number: float = self.control.speed_frame_number
        return number


def lay_all(part: Callable[[str], Any], scene_rate: str) -> list[Lane]:
    """Put a film of each rate into the sequencer of a scene, each into a column of the picture."""
    scene: Any = bpy.context.scene
    scene.render.fps, scene.render.fps_base = RATES[scene_rate]
    lanes = []
    for column, name in enumerate(RATES):
        made = part("scene.sequencer_strip").add(scene, DATA / f"ramp-{name}.mp4", name, START)
        for strip in made:
            strip.blend_type = "ALPHA_OVER"
        made[0].crop.min_x = made[0].crop.max_x = (64 - NARROW) // 2
        made[0].transform.offset_x = (column + 0.5) * NARROW - WIDE / 2
        span = range(*part("scene.compat").strip_span(made[0]))
        control = made[1] if len(made) > 1 else None
        lanes.append(Lane(name, made[0], control, span, exact(name) / exact(scene_rate), column))
    return lanes


def shown(frame: int) -> list[int]:
    """The number of the frame that a render shows of each film."""
    scene: Any = bpy.context.scene
    scene.frame_set(frame)
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = WIDE, 8, 100
    scene.view_settings.view_transform = "Standard"
    scene.render.image_settings.file_format = "PNG"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "frame.png")
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(scene.render.filepath)
        values = np.empty(WIDE * 8 * 4, dtype=np.float32)
        image.pixels.foreach_get(values)
        bpy.data.images.remove(image)
    greys = values.reshape(8, WIDE, 4)[:, :, 0] * 255
    columns = np.split(greys, len(RATES), axis=1)
    return [round(float(column.mean()) / 7) for column in columns]

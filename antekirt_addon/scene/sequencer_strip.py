# SPDX-License-Identifier: GPL-3.0-or-later
"""A film as strips in the sequencer, in step with the timeline."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..message import Message
from . import compat, file_location, film_shape, film_timing, strip_speed
from .error import SceneError
from .file_format import examine, has_sound

if TYPE_CHECKING:
    from pathlib import Path

    import bpy

    from .import_target import AfterEnd

CHANNELS = 128  # as many as Blender has


def add(
    scene: bpy.types.Scene,
    path: Path,
    name: str,
    start: int,
    after_end: AfterEnd = "HOLD",
    *,
    each_frame: bool = False,
    sound: bool = True,
) -> list[Any]:
    """Add a film from a frame on, in the first channels that are free for its length; gives its strips.

    Those are the movie, a speed control if it is not played frame by frame and once, and its sound if it has
    any and this Blender can play sound. One that begins again goes on to the scene's end.
    each_frame: each frame of the scene shows the next of the film, whatever their rates; then without sound.
    Raises SceneError.
    """
    found = examine(path, "VIDEO")
    timing = film_timing.measure(path)
    same_rate = each_frame or timing.frame_rate == film_timing.scene_rate(scene)
    played = timing.frame_count if same_rate else timing.scene_frames(scene)
    length = played if after_end == "HOLD" else max(played, scene.frame_end + 1 - start)
    needs_speed = not same_rate or length > played
    needs_sound = sound and not each_frame and has_sound(path, found)
    channel = free_channel(scene, start, start + length, 1 + needs_speed + needs_sound)

    strips = compat.strips(scene)
    filepath = file_location.relative(path)
    movie = strips.new_movie(name, filepath, channel + needs_sound, start)
    film_shape.set_right(movie, film_shape.of(found, (1, 1)))
    made = [movie]
    if needs_speed:
        compat.set_strip_end(movie, start + length)
        made.append(strip_speed.lay_over(movie, scene, timing, after_end, each_frame=each_frame))
    if needs_sound:
        with suppress(RuntimeError):  # a sound unknown to this Blender: the picture plays all the same
            made.append(strips.new_sound(name, filepath, channel, start))
            compat.set_strip_end(made[-1], start + played)  # some sounds are longer by a few samples
    compat.show_in_sequencer(scene)
    return made


def free_channel(scene: bpy.types.Scene, start: int, end: int, count: int) -> int:
    """The lowest of `count` channels above each other without a strip between two frames."""
    spans = [(strip.channel, *compat.strip_span(strip)) for strip in compat.strips(scene)]
    taken = {channel for channel, first, after in spans if first < end and after > start}
    for channel in range(1, CHANNELS - count + 2):
        if taken.isdisjoint(range(channel, channel + count)):
            return channel
    raise SceneError(
        Message("All channels of the sequencer are taken at frame {frame}: move a strip away", frame=start)
    )

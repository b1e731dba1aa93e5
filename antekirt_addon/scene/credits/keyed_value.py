# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - what is keyed, its animation, curves and strips of actions
"""Whether a switch, such as an object's for renders, is ever on or off in the frames that a scene renders."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..keyframes import channels_in, channels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import bpy

ON = 1.0 - 1e-6  # at which value of a curve Blender takes a switch for on


class RenderedFrames:
    """The frames from which a scene's animation is rendered."""

    def __init__(self, scene: bpy.types.Scene) -> None:
        self._all = range(scene.frame_start, scene.frame_end + 1, scene.frame_step)

    def is_ever(self, owner: Any, name: str, value: bool) -> bool:
        """Whether a switch has a value in any of them."""
        now: bool = getattr(owner, name) == value
        animation = getattr(owner.id_data, "animation_data", None)
        if animation is None:
            return now
        path = owner.path_from_id(name)
        driver = animation.drivers.find(path)
        if driver and not driver.mute:
            return now or _can_change(driver.driver)
        curve = _curve(channels_in(animation), path)
        if curve:
            return any((curve.evaluate(frame) >= ON) == value for frame in self._turning_points(curve))
        if not animation.use_nla or not any(_curve([one], path) for one in channels_of(animation)):
            return now
        tracks = _active_tracks(animation)
        return any(_stacked(tracks, path, frame, now=now, value=value) for frame in self._all)

    def overlap(self, first: int, after: int) -> bool:
        """Whether any of them is in a span."""
        inside = self._all[max(0, math.ceil((first - self._all.start) / self._all.step)) :]
        return bool(inside) and inside[0] < after

    def _turning_points(self, curve: Any) -> Iterable[int]:
        """The frames in which the value of a curve can be another than in the one before."""
        if curve.modifiers or not curve.keyframe_points or not self._all:
            return self._all
        start, step = self._all.start, self._all.step
        due = (start + step * math.ceil((key.co.x - start) / step) for key in curve.keyframe_points)
        return sorted({start, self._all[-1], *(frame for frame in due if frame in self._all)})


def _curve(several: Iterable[Any], path: str) -> Any:
    """The curve of a path, unless it is muted; None if there is none."""
    for channels in several:
        curve = channels.find(path)
        if curve and not curve.mute and not (curve.group and curve.group.mute):
            return curve
    return None


def _can_change(driver: Any) -> bool:
    """Whether a driver can give another value in another frame: that of now is known, no other."""
    if "frame" in driver.expression:
        return True
    targets = [target for variable in driver.variables for target in variable.targets]
    return any(target.data_path.startswith("frame_") or _moves(target.id) for target in targets)


def _moves(datablock: Any) -> bool:
    return bool(getattr(datablock, "animation_data", None))


def _active_tracks(animation: Any) -> list[Any]:
    """The tracks of strips that are played, the uppermost first."""
    tracks = list(animation.nla_tracks)
    solo = [track for track in tracks if track.is_solo]
    return [track for track in reversed(solo or tracks) if not track.mute]


def _stacked(tracks: list[Any], path: str, frame: int, *, now: bool, value: bool) -> bool:
    """Whether strips give a switch a value in a frame. now: whether it has it where none does."""
    for track in tracks:
        for strip, at in _playing(track, frame):
            curve = _curve(channels_in(strip), path)
            if curve:
                return bool((curve.evaluate(at) >= ON) == value)
    return now


def _playing(track: Any, frame: int) -> Iterator[tuple[Any, float]]:
    """The strip of a track that counts in a frame, if there is one, and the frame of its action."""
    strips = [strip for strip in track.strips if not strip.mute and strip.action]
    before = [strip for strip in strips if strip.frame_start <= frame]
    if before:
        last = before[-1]
        if frame <= last.frame_end or last.extrapolation != "NOTHING":
            yield last, _action_frame(last, min(frame, last.frame_end))
    elif strips and strips[0].extrapolation == "HOLD":
        yield strips[0], _action_frame(strips[0], strips[0].frame_start)


def _action_frame(strip: Any, frame: float) -> float:
    """Which frame of its action a strip plays."""
    length = strip.action_frame_end - strip.action_frame_start
    along = (frame - strip.frame_start) / (strip.scale or 1.0)
    if length > 0 and along > length:
        along = along % length or length
    return float(strip.action_frame_end - along if strip.use_reverse else strip.action_frame_start + along)

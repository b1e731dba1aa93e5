# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - what is keyed, its animation, curves and strips of actions
"""Whether a switch, such as an object's for renders, is ever on or off in the frames that a scene renders."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..keyframes import channels_in

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
        strips = [
            track for track in _stacked(animation) if any(_curve(channels_in(one), path) for one in track)
        ]
        if not strips:
            return now
        default = owner.bl_rna.properties[name].default  # which Blender takes where no strip is played
        values = (_played_value(strips, path, frame, default) for frame in self._all)
        return any(played == value for played in values)

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
    return any(_moves(variable, target) for variable in driver.variables for target in variable.targets)


def _moves(variable: Any, target: Any) -> bool:
    """Whether what a driver reads can be another in another frame."""
    animation = getattr(target.id, "animation_data", None)
    if variable.type != "SINGLE_PROP":
        return True
    if animation is None:
        return bool(target.data_path.startswith("frame_"))
    return bool(animation.action or animation.nla_tracks or animation.drivers.find(target.data_path))


def _stacked(animation: Any) -> list[list[Any]]:
    """The strips of the tracks that are played, the uppermost track first."""
    tracks = list(animation.nla_tracks) if animation.use_nla else []
    solo = [track for track in tracks if track.is_solo]
    played = [track for track in reversed(solo or tracks) if not track.mute]
    return [[strip for strip in track.strips if not strip.mute and strip.action] for track in played]


def _played_value(tracks: list[list[Any]], path: str, frame: int, default: bool) -> bool:
    """The value that strips give a switch in a frame."""
    for strips in tracks:
        for strip, at in _playing(strips, frame):
            curve = _curve(channels_in(strip), path)
            if curve:
                return bool(curve.evaluate(at) >= ON)
    return default


def _playing(strips: list[Any], frame: int) -> Iterator[tuple[Any, float]]:
    """The strip of a track that counts in a frame, if there is one, and the frame of its action."""
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

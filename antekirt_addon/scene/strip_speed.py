# SPDX-License-Identifier: GPL-3.0-or-later
"""A speed control that has a film's strip show what is due by the clock, frame by frame.

Blender's own speeds are rounded from 4.5 on, so half of the frames come early; only a frame's number is taken
as it is. A driver gives that: it follows the scene's frame rate by itself, but cannot ask where the strip
lies, as Blender finds a strip that depends on another a dependency cycle. So that is written into it, and
written again when the strips have been moved or cut.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

from . import compat
from .film_timing import FilmTiming, due_frame, scene_rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    import bpy

    from .import_target import AfterEnd

NUMBER = "speed_frame_number"
# On the speed control, what it plays and how.
RATE = "antekirt_frame_rate"
COUNT = "antekirt_frame_count"
AFTER_END = "antekirt_after_end"
EACH_FRAME = "antekirt_each_frame"
LATER = "antekirt_later"  # how many frames after the film's beginning its strip has the first of it


def lay_over(
    movie: Any,  # noqa: ANN401 # see compat.strips
    scene: bpy.types.Scene,
    timing: FilmTiming,
    after_end: AfterEnd,
    *,
    each_frame: bool,
) -> Any:  # noqa: ANN401 # see compat.strips
    """Lay a speed control over a film's strip, in the channel above."""
    control = compat.new_speed_strip(movie, scene, movie.channel + 1)
    control.speed_control = "FRAME_NUMBER"
    control.use_frame_interpolate = False
    control[RATE], control[COUNT] = str(timing.frame_rate), timing.frame_count
    control[AFTER_END], control[EACH_FRAME] = after_end, each_frame
    keep_in_step(scene)
    return control


def keep_in_step(scene: bpy.types.Scene) -> None:
    """Tell each speed control of ours where its film begins by now."""
    drivers = _drivers(scene)
    for control in _controls(scene):
        _slip_within_reach(scene, control)
        expression = _expression(control)
        driver = drivers.get(control.path_from_id(NUMBER)) or _new_driver(scene, control)
        if _aim(driver, scene) or driver.expression != expression:
            driver.expression = expression


def _controls(scene: bpy.types.Scene) -> Iterator[Any]:
    for strip in compat.every_strip(scene):
        if strip.type == "SPEED" and RATE in strip and strip.input_1 and strip.input_1.type == "MOVIE":
            yield strip


def _timing(control: Any) -> FilmTiming:  # noqa: ANN401 # see compat.strips
    return FilmTiming(Fraction(control[RATE]), control[COUNT])


def _slip_within_reach(scene: bpy.types.Scene, control: Any) -> None:  # noqa: ANN401 # see compat.strips
    """Slip a film so that all its frames can be shown from where its strip was cut.

    A control reaches from its own beginning on as many frames as the film has, and none before. What a hard
    cut has taken cannot be shown anyway.
    """
    movie, first = control.input_1, compat.strip_span(control)[0]
    late = compat.film_start(movie) - first
    if not late or compat.lacks_frames(movie):
        return
    begun = control.get(LATER, 0) - late
    timing = _timing(control)
    pace = 1 if control[EACH_FRAME] else timing.frame_rate / scene_rate(scene)
    is_in_reach = floor(max(begun, 0) * pace) >= -late >= 0
    if not is_in_reach or control[AFTER_END] != "HOLD":
        control[LATER] = control.get(LATER, 0) + compat.slip_strip(movie, -late)


def _expression(control: Any) -> str:  # noqa: ANN401 # see compat.strips
    """Blender counts from where the control begins, be that before or after the film's own first frame."""
    content = compat.film_start(control.input_1)
    start = content - control.get(LATER, 0)
    late = content - compat.strip_span(control)[0]
    due = due_frame(_timing(control), f"(frame-{start})", control[AFTER_END], each_frame=control[EACH_FRAME])
    return f"{due}+{late}".replace("--", "+").replace("+-", "-")


def _drivers(scene: bpy.types.Scene) -> dict[str, bpy.types.Driver]:
    """All drivers of a scene by what they drive; a control that was copied may lack one."""
    curves = scene.animation_data.drivers if scene.animation_data else ()
    return {curve.data_path: curve.driver for curve in curves if curve.driver}


def _new_driver(scene: bpy.types.Scene, control: Any) -> bpy.types.Driver:  # noqa: ANN401 # see compat.strips
    """A driver for a control's frame number."""
    driver: bpy.types.Driver = control.driver_add(NUMBER).driver
    driver.type = "SCRIPTED"
    for name, data_path in (("fps", "render.fps"), ("base", "render.fps_base")):
        variable = driver.variables.new()
        variable.name = name
        variable.targets[0].id_type = "SCENE"
        variable.targets[0].id = scene
        variable.targets[0].data_path = data_path
    return driver


def _aim(driver: bpy.types.Driver, scene: bpy.types.Scene) -> bool:
    """Have a driver read the rate of its own scene: one that was pasted reads none. False if it does."""
    astray = [variable.targets[0] for variable in driver.variables if variable.targets[0].id != scene]
    for target in astray:
        target.id = scene
    return bool(astray)

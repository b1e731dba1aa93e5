# SPDX-License-Identifier: GPL-3.0-or-later
"""What is only seen in some frames, held against what Blender itself makes of each frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.credit_works import Works

if TYPE_CHECKING:
    from collections.abc import Callable

PATH = "hide_render"


@pytest.fixture
def works(part: Any) -> Works:
    return Works(part)


def keyed(obj: Any, *keys: tuple[float, bool]) -> Any:
    for frame, hidden in keys:
        obj.hide_render = hidden
        obj.keyframe_insert(PATH, frame=frame)
    return obj.animation_data


def as_strip(obj: Any, start: int, *keys: tuple[float, bool]) -> Any:
    """Give the strip of an action that holds its keys, which no longer is the active one."""
    animation = keyed(obj, *keys)
    action, slot = animation.action, getattr(animation, "action_slot", None)
    animation.action = None
    strip = animation.nla_tracks.new().strips.new("Strip", start, action)
    if slot:
        strip.action_slot = slot
    strip.extrapolation = "NOTHING"
    return strip


def driven(obj: Any, expression: str, target: Any = None, path: str = "") -> None:
    driver = obj.driver_add(PATH).driver
    driver.type, driver.expression = "SCRIPTED", expression
    if target:
        variable = driver.variables.new()
        variable.name = "value"
        variable.targets[0].id_type = target.id_type
        variable.targets[0].id, variable.targets[0].data_path = target, path


def seen_later(obj: Any) -> None:
    keyed(obj, (1, True), (15, False), (16, True))


def seen_between_frames(obj: Any) -> None:
    keyed(obj, (1, True), (16, False), (19, True))


def seen_before_the_range(obj: Any) -> None:
    keyed(obj, (1, False), (9, True))


def seen_after_the_range(obj: Any) -> None:
    keyed(obj, (1, True), (26, False))


def seen_from_before(obj: Any) -> None:
    keyed(obj, (1, False), (12, True))


def curve_of(obj: Any) -> Any:
    action = obj.animation_data.action
    channels = action.layers[0].strips[0].channelbags[0] if hasattr(action, "layers") else action
    return channels.fcurves[0]


def hidden_as_the_curve_is_muted(obj: Any) -> None:
    keyed(obj, (1, False), (15, True))
    curve_of(obj).mute = True
    obj.hide_render = True


def seen_again_and_again(obj: Any) -> None:
    keyed(obj, (1, True), (3, False), (4, True), (5, True))
    curve_of(obj).modifiers.new("CYCLES")


def seen_in_a_strip(obj: Any) -> None:
    as_strip(obj, 10, (1, True), (6, False), (8, True))
    obj.hide_render = True


def seen_in_a_strip_that_is_over(obj: Any) -> None:
    as_strip(obj, 1, (1, False), (6, False))
    obj.hide_render = True


def seen_where_no_strip_is_played(obj: Any) -> None:
    """Blender takes the property's default there, and not the value that it has."""
    as_strip(obj, 12, (1, True), (30, True))
    obj.hide_render = True


def hidden_as_a_strip_holds(obj: Any) -> None:
    as_strip(obj, 12, (1, True), (3, True)).extrapolation = "HOLD"


def seen_as_a_strip_holds(obj: Any) -> None:
    as_strip(obj, 1, (1, True), (6, False)).extrapolation = "HOLD"
    obj.hide_render = True


def seen_in_a_slow_strip(obj: Any) -> None:
    strip = as_strip(obj, 5, (1, True), (8, False), (9, True), (25, True))
    strip.scale = 2.0
    obj.hide_render = True


def hidden_in_a_muted_strip(obj: Any) -> None:
    as_strip(obj, 1, (1, True), (30, True)).mute = True
    obj.hide_render = False


def hidden_in_a_muted_track(obj: Any) -> None:
    as_strip(obj, 1, (1, False), (30, False))
    obj.animation_data.nla_tracks[0].mute = True
    obj.hide_render = True


def hidden_beneath_an_upper_strip(obj: Any) -> None:
    as_strip(obj, 1, (1, False), (30, False))
    as_strip(obj, 1, (1, True), (30, True))


def driven_by_the_frame(obj: Any) -> None:
    driven(obj, "frame < 20")


def driven_by_what_stands_still(obj: Any) -> None:
    obj["off"] = 1
    driven(obj, "value", obj, '["off"]')
    obj.hide_render = True


def driven_by_what_moves(obj: Any) -> None:
    other = bpy.data.objects.new("Other", None)
    bpy.context.scene.collection.objects.link(other)
    other.location.x = 1.0
    other.keyframe_insert("location", index=0, frame=1)
    other.location.x = 0.0
    other.keyframe_insert("location", index=0, frame=20)
    driven(obj, "value > 0.1", other, "location.x")


@pytest.mark.parametrize(
    "animate",
    [
        seen_later,
        seen_between_frames,
        seen_before_the_range,
        seen_after_the_range,
        seen_from_before,
        hidden_as_the_curve_is_muted,
        seen_again_and_again,
        seen_in_a_strip,
        seen_in_a_strip_that_is_over,
        seen_where_no_strip_is_played,
        hidden_as_a_strip_holds,
        seen_as_a_strip_holds,
        seen_in_a_slow_strip,
        hidden_in_a_muted_strip,
        hidden_in_a_muted_track,
        hidden_beneath_an_upper_strip,
        driven_by_the_frame,
        driven_by_what_stands_still,
        driven_by_what_moves,
    ],
)
def test_what_any_rendered_frame_shows_is_seen(works: Works, animate: Callable[[Any], None]) -> None:
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end, scene.frame_step = 10, 25, 5
    obj = works.plane("animated")
    animate(obj)
    bpy.context.view_layer.update()
    said = "animated" in works.rendered()
    shown = []
    for frame in (10, 15, 20, 25):
        scene.frame_set(frame)
        shown.append(not obj.evaluated_get(bpy.context.evaluated_depsgraph_get()).hide_render)
    assert said == any(shown)


def test_a_modifier_and_a_strip_count_when_they_are_ever_on(works: Works) -> None:
    bpy.context.scene.frame_end = 20
    obj = works.plane("plane")
    modifier = obj.modifiers.new("Lift", "DISPLACE")
    modifier.texture = works.stamp(bpy.data.textures.new("Texture", "CLOUDS"), "texture")
    strip = works.strip("strip", 1, 20)
    for owner, name, off in ((modifier, "show_render", False), (strip, "mute", True)):
        setattr(owner, name, off)
    assert works.rendered() == {"plane"}
    for owner, name, off in ((modifier, "show_render", False), (strip, "mute", True)):
        owner.keyframe_insert(name, frame=1)
        setattr(owner, name, not off)
        owner.keyframe_insert(name, frame=20)
        setattr(owner, name, off)
    assert works.rendered() == {"plane", "texture", "strip"}

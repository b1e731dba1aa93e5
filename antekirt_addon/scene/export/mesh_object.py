# SPDX-License-Identifier: GPL-3.0-or-later
"""An object in all like another, whose data is a mesh instead."""

from __future__ import annotations

from functools import cache
from typing import Any

import bpy

NOT_COPIED = {  # and what follows from what is
    "name",
    "data",
    "parent",
    "matrix_world",
    "matrix_local",
    "matrix_basis",
    "matrix_parent_inverse",
    "dimensions",
    "active_material",
}
ANIMATION = ("action", "action_blend_type", "action_extrapolation", "action_influence", "use_nla")
STRIP = (
    "action_frame_start",
    "action_frame_end",
    "repeat",
    "scale",
    "blend_in",
    "blend_out",
    "blend_type",
    "extrapolation",
    "mute",
    "use_animated_influence",
    "influence",
    "use_reverse",
)


def like(obj: bpy.types.Object, mesh: bpy.types.Mesh) -> bpy.types.Object:
    """A new object of a mesh with the place, parent, constraints, animation and properties of another.

    What the mesh has been made with already, modifiers, is left out. It is in no collection.
    """
    made = bpy.data.objects.new(obj.name, mesh)
    made.parent = obj.parent  # first: it resets how it is parented
    _assign(obj, made)
    made.matrix_parent_inverse = obj.matrix_parent_inverse
    for constraint in obj.constraints:
        made.constraints.copy(constraint)
    _animate(obj, made)
    copy_properties(obj, made)
    return made


def drives_modifier(curve: bpy.types.FCurve) -> bool:
    """Whether a driver is for a modifier of its object."""
    return curve.data_path.startswith(("modifiers[", "grease_pencil_modifiers["))


def copy_properties(source: Any, made: Any) -> None:  # noqa: ANN401 - IDs of any kind
    """Copy the custom properties, attribution among them."""
    own = source.bl_rna.properties  # before 5.0 what add-ons register, Cycles among them, is among the keys
    for key in source.keys():  # noqa: SIM118 - an ID is no mapping
        if key not in own:
            made[key] = source[key]


def _assign(obj: Any, made: Any) -> None:  # noqa: ANN401 - by their types, each property has its own
    made.rotation_mode = obj.rotation_mode  # first: to change it converts the rotation
    for name in _plain():
        if getattr(made, name, None) != getattr(obj, name):
            setattr(made, name, getattr(obj, name))


@cache
def _plain() -> tuple[str, ...]:
    """The names of what can be assigned to an object; properties of add-ons are not for a mesh."""
    every: Any = bpy.types.Object.bl_rna.properties
    return tuple(
        known.identifier
        for known in every
        if not (known.is_readonly or known.is_runtime or known.identifier in NOT_COPIED)
    )


def _animate(obj: Any, made: Any) -> None:  # noqa: ANN401 - see above
    source = obj.animation_data
    if not source:
        return
    animation = made.animation_data_create()
    for name in ANIMATION:
        if getattr(source, name) is not None:
            setattr(animation, name, getattr(source, name))
    if getattr(source, "action_slot", None):  # from 4.4 on
        animation.action_slot = source.action_slot
    for curve in source.drivers:
        if not drives_modifier(curve):
            animation.drivers.from_existing(src_driver=curve)
    for track in source.nla_tracks:
        _copy_track(track, animation.nla_tracks.new())


def _copy_track(track: Any, made: Any) -> None:  # noqa: ANN401 - see above
    made.name = track.name
    for strip in track.strips:
        if strip.action is None:
            continue
        copy = made.strips.new(strip.name, int(strip.frame_start), strip.action)
        if getattr(strip, "action_slot", None):  # from 4.4 on
            copy.action_slot = strip.action_slot
        for name in STRIP:
            setattr(copy, name, getattr(strip, name))
        copy.frame_start, copy.frame_end = strip.frame_start, strip.frame_end
    made.mute, made.is_solo = track.mute, track.is_solo

# SPDX-License-Identifier: GPL-3.0-or-later
"""The curves that give the value of an input, wherever this Blender keeps them, and copies of them.

Up to 4.3 an action has curves itself; from 4.4 each user of an action has those of a slot of it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VALUE = "default_value"  # the property of an input that is keyed
KEY = (
    *("co", "handle_left", "handle_right", "handle_left_type", "handle_right_type", "interpolation", "type"),
    *("easing", "back", "amplitude", "period"),
)
CURVE = ("extrapolation", "auto_smoothing", "mute", "color_mode", "color")
ASIDE = {"active", "show_expanded"}  # of a modifier


def is_keyed(socket: Any) -> bool:  # noqa: ANN401 - a socket
    """Whether curves give the value of an input."""
    return any(True for _ in _curves(socket, VALUE))


def copy(source: Any, target: Any, mark: str, shift: float = 0.0) -> None:  # noqa: ANN401 - sockets
    """Have an input move as another one of the same nodes does; nothing is done if that stands still.

    Blender removes the curves with the node of the target. mark: ends its name, as the copies of a material
    share an action, in which a node is known by nothing but its name.
    shift: of a number from 0 to 1, by how much more it is.
    """
    curves = [(channels, curve) for channels, curve in _curves(source, VALUE) if not curve.id_data.library]
    if not curves:
        return
    node = target.node
    if not node.name.endswith(mark):
        node.name = f"{node.label or node.bl_label} {mark}"
    path = target.path_from_id(VALUE)
    is_gray = isinstance(source.default_value, float) and not isinstance(target.default_value, float)
    for channels, curve in curves:
        for index in range(3) if is_gray else [curve.array_index]:
            if not channels.find(path, index=index):
                made = channels.new(path, index=index)
                _fill(made, curve)
                if shift:
                    _shift(made, shift)


def copy_from_material(material: bpy.types.Material, name: str, target: Any) -> None:  # noqa: ANN401 - a socket
    """Have an input of its nodes move as a property of the material itself does."""
    curves = {curve.array_index: curve for _, curve in _curves(material, name)}
    for index in curves:
        target.keyframe_insert(VALUE, index=index if hasattr(target.default_value, "__len__") else -1)
    for _, made in _curves(target, VALUE):
        if made.array_index in curves:
            made.keyframe_points.clear()
            _fill(made, curves[made.array_index])


def have_own(tree: Any) -> None:  # noqa: ANN401 - a node tree
    """Give nodes of this file, which another file animates, the same animation in this one."""
    animation = tree.animation_data
    if animation and animation.action and animation.action.library:
        slot = getattr(animation, "action_slot", None)
        animation.action = animation.action.copy()
        if slot:
            animation.action_slot = animation.action.slots[slot.identifier]


@contextmanager
def kept_for_others(tree: Any, nodes: Iterable[Any]) -> Iterator[None]:  # noqa: ANN401 - a node tree; nodes
    """While nodes are removed, keep their curves if another tree that shares the action has such nodes."""
    animation, names = tree.animation_data, [node.name for node in nodes]
    action = animation.action if animation else None
    slot = getattr(animation, "action_slot", None)
    if action and any(name in other.nodes for other in _sharers(tree, action) for name in names):
        animation.action = None
        try:
            yield
        finally:
            animation.action = action
            if slot:
                animation.action_slot = slot
    else:
        yield


def _sharers(tree: Any, action: Any) -> Iterator[Any]:  # noqa: ANN401 - node trees; an action
    if action.users < 2:  # the tree itself, and another
        return
    for other in (*(material.node_tree for material in bpy.data.materials), *bpy.data.node_groups):
        if other and other != tree and other.animation_data and other.animation_data.action == action:
            yield other


def _curves(owner: Any, name: str) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - a socket or an ID; curves, and one
    path = owner.path_from_id(name)
    for channels in channels_of(owner.id_data.animation_data):
        for curve in channels:
            if curve.data_path == path:
                yield channels, curve


def channels_of(animation: Any) -> Iterator[Any]:  # noqa: ANN401 - what animates an ID, or None; curves
    """The curves of an action, and of those that are stacked with it."""
    strips = [strip for track in animation.nla_tracks for strip in track.strips] if animation else []
    seen = set()
    for user in (animation, *strips):
        key = getattr(user, "action", None), getattr(user, "action_slot", None)
        if key not in seen:
            seen.add(key)
            yield from channels_in(user)


def channels_in(user: Any) -> Iterator[Any]:  # noqa: ANN401 - what has an action, or None; curves
    """The curves of the one action of an animation or of a strip that is stacked with others."""
    action, slot = getattr(user, "action", None), getattr(user, "action_slot", None)
    if action and not hasattr(action, "layers"):  # up to 4.3
        yield action.fcurves
    elif action:
        for part in (part for layer in action.layers for part in layer.strips if slot):
            if channels := part.channelbag(slot):
                yield channels.fcurves


def _fill(made: Any, curve: Any) -> None:  # noqa: ANN401 - curves
    points = curve.keyframe_points or curve.sampled_points
    made.keyframe_points.add(len(points))
    for key, point in zip(made.keyframe_points, points, strict=True):
        for name in KEY if curve.keyframe_points else ["co"]:
            setattr(key, name, getattr(point, name))
    for name in CURVE:
        setattr(made, name, getattr(curve, name))
    for modifier in curve.modifiers:
        _fill_modifier(made.modifiers.new(modifier.type), modifier)
    made.update()


def _fill_modifier(made: Any, modifier: Any) -> None:  # noqa: ANN401 - modifiers of curves
    for known in modifier.bl_rna.properties:
        if not known.is_readonly and known.identifier not in ASIDE:
            setattr(made, known.identifier, getattr(modifier, known.identifier))
    for point in getattr(modifier, "control_points", ()):
        point_made = made.control_points.add(point.frame)
        point_made.min, point_made.max = point.min, point.max


def _shift(curve: Any, shift: float) -> None:  # noqa: ANN401 - a curve
    more: Any = curve.modifiers.new("GENERATOR")
    more.use_additive, more.coefficients = True, (shift, 0.0)
    limits: Any = curve.modifiers.new("LIMITS")
    limits.use_min_y, limits.use_max_y, limits.min_y, limits.max_y = True, True, 0.0, 1.0

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - sockets and nodes are of many types
"""Shader nodes computed with NumPy, for many points at once: exact, quick, and in any render engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

Values: TypeAlias = "NDArray[np.float64]"  # (n, 1) numbers, (n, 3) vectors, (n, 4) colours; n is 1 if alike
# What is known at the points: for the type of a node and the name of its output, the values.
Known: TypeAlias = "Mapping[tuple[str, str], Values]"
OBJECT = ("TEX_COORD", "Object")
PLACE = ("OBJECT", "World")  # what leads from the object's coordinates into the world, (4, 4)

LUMINANCE = np.array([[0.2126], [0.7152], [0.0722], [0.0]])
TABLE = 4096  # steps of a colour ramp that is not linear


class NotComputable(Exception):
    """A node that is not known here."""


def evaluate(socket: Any, known: Known) -> Values:
    """The values that a socket takes in. Raises NotComputable."""
    while socket.is_linked:
        link = socket.links[0]
        if link.from_node.type != "REROUTE":
            return _convert(_output(link.from_node, link.from_socket, known), socket)
        socket = link.from_node.inputs[0]
    value = np.atleast_1d(np.asarray(socket.default_value, np.float64))
    return _convert(value[None, :], socket)


def _convert(values: Values, socket: Any) -> Values:
    """To the kind of a socket, as Blender converts between them."""
    width = {"VALUE": 1, "VECTOR": 3, "RGBA": 4}.get(socket.type)
    if width is None:
        raise NotComputable(socket.type)
    have = values.shape[1]
    if width == have:
        return values
    if width == 1:
        single: Values = values @ LUMINANCE if have == 4 else values.mean(1, keepdims=True)
        return single
    rgb = np.repeat(values, 3, axis=1) if have == 1 else values[:, :3]
    return rgb if width == 3 else np.column_stack([rgb, np.ones(len(rgb))])


def output(node: Any, name: str, known: Known) -> Values:
    """The values that a node gives out. Raises NotComputable."""
    return _output(node, node.outputs[name], known)


def _output(node: Any, socket: Any, known: Known) -> Values:
    at = (node.type, socket.identifier)
    if at == OBJECT and node.object:
        return _seen_from(node.object, known)
    if at in known:
        return known[at]
    compute = NODES.get(node.type)
    if compute is None or node.mute:
        raise NotComputable(node.name)
    return compute(node, socket, Evaluator(known))


def _seen_from(obj: Any, known: Known) -> Values:
    """The points in the coordinates of another object."""
    if PLACE not in known or OBJECT not in known:
        raise NotComputable(obj.name)
    leading = np.linalg.inv(np.array(obj.matrix_world)) @ known[PLACE]
    return known[OBJECT] @ leading[:3, :3].T + leading[:3, 3]


@dataclass(frozen=True)
class Evaluator:
    """Gives the values of sockets, by what is known at the points."""

    known: Known

    def __call__(self, socket: Any) -> Values:
        return evaluate(socket, self.known)


def _math(node: Any, _socket: Any, value: Evaluator) -> Values:
    if node.operation not in MATH:
        raise NotComputable(node.name)
    with np.errstate(all="ignore"):
        result = np.nan_to_num(MATH[node.operation](*(value(one) for one in node.inputs)))
    return np.clip(result, 0, 1) if node.use_clamp else result


def _vector_math(node: Any, _socket: Any, value: Evaluator) -> Values:
    a, b, *_ = (value(one) for one in node.inputs)
    match node.operation:
        case "DOT_PRODUCT":
            return np.asarray((a * b).sum(1, keepdims=True))
        case "ADD":
            return a + b
        case "SUBTRACT":
            return a - b
        case "MULTIPLY":
            return a * b
        case "SCALE":
            return a * value(node.inputs["Scale"])
        case "LENGTH":
            return np.asarray(np.linalg.norm(a, axis=1, keepdims=True))
    raise NotComputable(node.name)


def _ramp(node: Any, socket: Any, value: Evaluator) -> Values:
    ramp = node.color_ramp
    along = value(node.inputs[0])[:, 0]
    if ramp.color_mode == "RGB" and ramp.interpolation == "LINEAR":
        at = np.array([element.position for element in ramp.elements])
        colors = np.array([tuple(element.color) for element in ramp.elements], np.float64)
    else:
        at = np.linspace(0, 1, TABLE)
        colors = np.array([tuple(ramp.evaluate(step)) for step in at.tolist()], np.float64)
    result = np.column_stack([np.interp(along, at, channel) for channel in colors.T])
    return result if socket.identifier == "Color" else result[:, 3:]


def _constant(node: Any, _socket: Any, _value: Evaluator) -> Values:
    return np.atleast_1d(np.asarray(node.outputs[0].default_value, np.float64))[None, :]


def _mix(node: Any, _socket: Any, value: Evaluator) -> Values:
    kind = {"RGBA": "Color", "VECTOR": "Vector", "FLOAT": "Float"}.get(node.data_type)
    is_plain = node.data_type != "RGBA" and getattr(node, "factor_mode", "") != "NON_UNIFORM"
    if kind is None or not (is_plain or node.blend_type in BLENDS):
        raise NotComputable(node.name)
    inputs = {one.identifier: one for one in node.inputs}
    part = np.clip(value(inputs["Factor_Float"]), 0, 1)
    a, b = value(inputs[f"A_{kind}"]), value(inputs[f"B_{kind}"])
    if kind != "Color":
        return a * (1 - part) + b * part
    mixed = a * (1 - part) + BLENDS[node.blend_type](a, b) * part
    if node.blend_type != "MIX":
        mixed[:, 3] = np.broadcast_to(a[:, 3], len(mixed))
    return np.clip(mixed, 0, 1) if node.clamp_result else mixed


def _separate(node: Any, socket: Any, value: Evaluator) -> Values:
    if getattr(node, "mode", "RGB") != "RGB":
        raise NotComputable(node.name)
    channel = list(node.outputs).index(socket)
    return value(node.inputs[0])[:, channel : channel + 1]


def _combine(node: Any, _socket: Any, value: Evaluator) -> Values:
    if getattr(node, "mode", "RGB") != "RGB":
        raise NotComputable(node.name)
    parts = np.broadcast_arrays(*(value(one)[:, 0] for one in node.inputs[:3]))
    return (
        np.column_stack([*parts, np.ones(len(parts[0]))])
        if node.type == "COMBINE_COLOR"
        else np.column_stack(parts)
    )


def _gamma(node: Any, _socket: Any, value: Evaluator) -> Values:
    color, power = value(node.inputs["Color"]), value(node.inputs["Gamma"])
    return np.column_stack(
        [
            np.maximum(color[:, :3], 0) ** power,
            np.broadcast_to(color[:, 3], np.broadcast_shapes((len(color),), (len(power),))),
        ]
    )


def _clamp(node: Any, _socket: Any, value: Evaluator) -> Values:
    at, low, high = (value(one) for one in node.inputs)
    return np.minimum(np.maximum(at, low), high)


def _mapping(node: Any, _socket: Any, value: Evaluator) -> Values:
    from mathutils import Euler

    vector, move, turn, scale = (
        value(node.inputs[name]) for name in ("Vector", "Location", "Rotation", "Scale")
    )
    matrix = np.array(Euler(turn[0].tolist()).to_matrix())
    if node.vector_type == "TEXTURE":
        return np.asarray(((vector - move) @ matrix) / np.where(scale == 0, 1, scale))
    if node.vector_type != "POINT":
        raise NotComputable(node.name)
    return np.asarray((vector * scale) @ matrix.T + move)


def _transform(node: Any, _socket: Any, value: Evaluator) -> Values:
    way = (node.vector_type, node.convert_from, node.convert_to)
    if PLACE not in value.known:
        raise NotComputable(node.name)
    axes = value.known[PLACE][:3, :3]
    vector = value(node.inputs["Vector"])
    if way == ("VECTOR", "OBJECT", "WORLD"):
        return vector @ axes.T
    if way == ("NORMAL", "WORLD", "OBJECT"):
        led = vector @ axes
        length = np.linalg.norm(led, axis=1, keepdims=True)
        return np.asarray(led / np.where(length == 0, 1, length))
    raise NotComputable(node.name)


def _group(node: Any, socket: Any, value: Evaluator) -> Values:
    outputs = [one for one in node.node_tree.nodes if one.type == "GROUP_OUTPUT" and one.is_active_output]
    given = {("GROUP_INPUT", one.identifier): value(one) for one in node.inputs}
    inner = next(one for one in outputs[0].inputs if one.identifier == socket.identifier)
    return evaluate(inner, {**value.known, **given})


def _pingpong(a: Values, b: Values, *_: Values) -> Values:
    return np.where(b == 0, 0.0, np.abs(a - 2 * b * np.round(a / np.where(b == 0, 1, 2 * b))))


MATH: dict[str, Callable[..., Values]] = {
    "ADD": lambda a, b, _: a + b,
    "SUBTRACT": lambda a, b, _: a - b,
    "MULTIPLY": lambda a, b, _: a * b,
    "DIVIDE": lambda a, b, _: np.where(b == 0, 0.0, a / np.where(b == 0, 1, b)),
    "MULTIPLY_ADD": lambda a, b, c: a * b + c,
    "POWER": lambda a, b, _: np.power(a, b),
    "SQRT": lambda a, *_: np.sqrt(np.maximum(a, 0)),
    "ABSOLUTE": lambda a, *_: np.abs(a),
    "SIGN": lambda a, *_: np.sign(a),
    "MINIMUM": lambda a, b, _: np.minimum(a, b),
    "MAXIMUM": lambda a, b, _: np.maximum(a, b),
    "LESS_THAN": lambda a, b, _: (a < b).astype(np.float64),
    "GREATER_THAN": lambda a, b, _: (a > b).astype(np.float64),
    "FLOOR": lambda a, *_: np.floor(a),
    "FRACT": lambda a, *_: a - np.floor(a),
    "MODULO": lambda a, b, _: np.where(b == 0, 0.0, np.fmod(a, np.where(b == 0, 1, b))),
    "PINGPONG": _pingpong,
}
BLENDS: dict[str, Callable[[Values, Values], Values]] = {
    "MIX": lambda _a, b: b,
    "ADD": lambda a, b: a + b,
    "MULTIPLY": lambda a, b: a * b,
    "SUBTRACT": lambda a, b: a - b,
}
NODES: dict[str, Callable[[Any, Any, Evaluator], Values]] = {
    "MATH": _math,
    "VECT_MATH": _vector_math,
    "VALTORGB": _ramp,
    "VALUE": _constant,
    "RGB": _constant,
    "MIX": _mix,
    "SEPARATE_COLOR": _separate,
    "COMBINE_COLOR": _combine,
    "SEPXYZ": _separate,
    "COMBXYZ": _combine,
    "GAMMA": _gamma,
    "CLAMP": _clamp,
    "MAPPING": _mapping,
    "VECT_TRANSFORM": _transform,
    "GROUP": _group,
}

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties, and data of any kind
"""What is drawn of an artwork follows the values of its root.

A layer that is an object of its own is moved as an object. Meshes and Grease Pencil hold all layers: their
data stays as it was imported, and a modifier of each object lifts the layers to where they are meant. Curves
have a thickness and a bevel themselves; meshes and flat lines get them by modifiers, which rest while these
are flat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..vector.layer_spacing import ATTRIBUTE, LAYER
from . import layer_nodes
from .live_driver import LiveDrivers
from .live_value import THICKNESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
OF_CURVES = {  # half the thickness lies on each side, the bevel within it and within the outline
    "extrude": "max(thickness * relief / 2 - bevel, 0)",
    "bevel_depth": "min(bevel, thickness * relief / 2)",
    "offset": "-min(bevel, thickness * relief / 2)",
}
SOLID, EDGES = "Thickness", "Bevel"
THIN = "antekirt_thin"  # on the root of an artwork whose curves are too many to follow what is likely unused
LIFT = "Spacing {}"  # in 4.2 a modifier for each layer but the first
# More curves, or more points in them, do not follow a thickness that nobody has asked for: where they do,
# Blender fills all of them anew whenever the root is but moved.
MOST_SOLID, MOST_POINTS = 1000, 10_000
# Between two layers of a flat artwork, as a part of its empty's display size: in one plane Cycles shows now
# the one and now the other, also at a tenth of it from afar.
HAIR = 4e-5


def connect(root: Any, objects: Iterable[Any], spacing: float) -> Iterator[None]:
    """Have objects below a root follow its values; yields after each.

    spacing: that in which the layers within the data of objects lie.
    """
    drivers, drawn, step = LiveDrivers(root), list(objects), _step(root)
    thin = not root[THICKNESS.key] and _are_many(filter(_has_thickness, drawn))
    if thin:
        root[THIN] = True
    for obj in drawn:
        if obj.get(LAYER):
            drivers.add(obj, "location", f"{obj[LAYER]} * {step}", 2)
        if _has_thickness(obj):
            if not thin:
                _thicken_curve(obj, drivers)
        elif obj.type == "MESH" and ATTRIBUTE in obj.data.attributes:
            drivers.add(obj, layer_nodes.add(obj), f"{step} - {spacing!r}")
            thicken(obj, drivers)
        elif obj.type == "GREASEPENCIL":
            drivers.add(obj, layer_nodes.add(obj), f"{step} - {spacing!r}")
        elif obj.type == "GPENCIL":  # of 4.2, which has no nodes for it
            _lift_each_layer(root, obj, drivers, spacing)
        yield


def _step(root: Any) -> str:
    """The expression of the depth between two layers."""
    return f"max(spacing * relief, min(spacing, {HAIR * root.empty_display_size:.8f}))"


def is_thin(root: Any) -> bool:
    """Whether the curves of an artwork do not follow its thickness and bevel yet."""
    return THIN in root


def connect_thickness(root: Any) -> None:
    """Have the curves of an artwork follow its thickness and bevel if they do not yet."""
    if root.pop(THIN, False):
        thicken_curves(root)


def thicken_curves(root: Any) -> None:
    """Have those curves of an artwork follow its thickness and bevel that do not."""
    drivers = LiveDrivers(root)
    for obj in filter(_has_thickness, root.children_recursive):
        animated = obj.data.animation_data
        if not (SOLID in obj.modifiers or (animated and animated.drivers.find("extrude"))):
            _thicken_curve(obj, drivers)


def _are_many(curves: Iterable[Any]) -> bool:
    points = 0
    for count, obj in enumerate(curves, start=1):
        points += sum(len(spline.bezier_points) for spline in obj.data.splines)
        if count > MOST_SOLID or points > MOST_POINTS:
            return True
    return False


def _thicken_curve(obj: Any, drivers: LiveDrivers) -> None:
    if _is_ribbon(obj):
        thicken(obj, drivers)
        return
    for name, expression in OF_CURVES.items():
        drivers.add(obj.data, name, expression)


def _has_thickness(obj: Any) -> bool:
    return LAYER in obj and obj.type in {"FONT", "CURVE"}


def _is_ribbon(obj: Any) -> bool:
    """Whether an object is a flat line: a curve whose extrusion, lying on its side, is its width."""
    return bool(obj.type == "CURVE" and obj.data.dimensions == "3D")


def thicken(obj: Any, drivers: LiveDrivers) -> None:
    """Give a mesh or a flat line the thickness and the bevel that filled curves have."""
    solid: Any = obj.modifiers.new(SOLID, "SOLIDIFY")
    solid.offset = 0.0
    edges: Any = obj.modifiers.new(EDGES, "BEVEL")
    edges.segments, edges.limit_method = 3, "ANGLE"
    drivers.add(obj, f'modifiers["{SOLID}"].thickness', "thickness * relief")
    drivers.add(obj, f'modifiers["{EDGES}"].width', "min(bevel, thickness * relief / 2)")
    for modifier, condition in (
        (solid, "thickness * relief > 0"),
        (edges, "min(bevel, thickness * relief) > 0"),
    ):
        modifier.show_expanded = False
        for where in ("show_viewport", "show_render"):
            drivers.add(obj, f'modifiers["{modifier.name}"].{where}', condition)


def lifts_layers(obj: Any) -> bool:
    """Whether the layers within an object of 4.2 follow the spacing, or would if there were several."""
    return obj.type == "GPENCIL" and (
        len(obj.data.layers) < 2 or LIFT.format(2) in obj.grease_pencil_modifiers
    )


def lift_new_layers(root: Any, obj: Any, spacing: float) -> None:
    """Have the layers follow that such an object has got since."""
    _lift_each_layer(root, obj, LiveDrivers(root), spacing)


def _lift_each_layer(root: Any, obj: Any, drivers: LiveDrivers, spacing: float) -> None:
    for number, layer in enumerate(obj.data.layers):
        lifted = obj.grease_pencil_modifiers.get(LIFT.format(number + 1))
        if lifted:
            lifted.layer = layer.info
        elif number:
            modifier = obj.grease_pencil_modifiers.new(LIFT.format(number + 1), "GP_OFFSET")
            modifier.layer, modifier.show_expanded = layer.info, False
            path = f'grease_pencil_modifiers["{modifier.name}"].location'
            drivers.add(obj, path, f"{number} * ({_step(root)} - {spacing!r})", 2)

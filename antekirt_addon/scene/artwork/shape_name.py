# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties, and data of any kind
"""Which shapes of the file are in which object, and which of its splines or faces are whose.

An object of one shape has its name and its id; one of several has lists of them. A curve knows how many
splines each shape has, in their order, and a mesh the number of the shape of each face.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ...media.svg.shape import Shape

NAME, KEY = "antekirt_name", "antekirt_key"  # on an object of one shape
NAMES, KEYS = "antekirt_names", "antekirt_keys"  # on one of several
SPLINES = "antekirt_splines"  # on a curve object of several: how many splines each has
GROUPS = "antekirt_groups"  # the groups that all shapes of an object are in, from the outermost, with slashes
ATTRIBUTE = "shape"  # on a mesh: the number of each face's shape


def note(obj: Any, shapes: Sequence[Shape]) -> None:
    """Write on a new object which shapes it draws."""
    if len(shapes) == 1:
        obj[NAME], obj[KEY] = shapes[0].name, shapes[0].key
    else:
        obj[NAMES], obj[KEYS] = [shape.name for shape in shapes], [shape.key for shape in shapes]
        if obj.type == "CURVE":
            obj[SPLINES] = [len(shape.subpaths) for shape in shapes]
    common = list(shapes[0].groups)
    for shape in shapes:
        while common and tuple(common) != shape.groups[: len(common)]:
            common.pop()
    if common:
        obj[GROUPS] = "/".join(group.name for group in common)


def names(obj: Any) -> list[str]:
    """The names of the shapes in an object."""
    return list(obj[NAMES]) if NAMES in obj else [obj[NAME]] if NAME in obj else []


def keys(obj: Any) -> list[str]:
    """The ids of the shapes in an object, "" for none."""
    return list(obj[KEYS]) if KEYS in obj else [obj.get(KEY, "")]


def numbers(obj: Any, name: str) -> list[int]:
    """Which shapes of an object have a name, or else an id."""
    named = [number for number, own in enumerate(names(obj)) if own == name]
    return named or [number for number, own in enumerate(keys(obj)) if own == name]


def shape_of_parts(obj: Any) -> NDArray[np.int64] | None:
    """The number of the shape of each spline or face; None if that is not known any more."""
    count = len(names(obj))
    if obj.type == "MESH":
        of_faces = np.zeros(len(obj.data.polygons), np.int32)
        if ATTRIBUTE in obj.data.attributes:
            obj.data.attributes[ATTRIBUTE].data.foreach_get("value", of_faces)
        elif count > 1:
            return None
        return of_faces.astype(np.int64)
    if obj.type != "CURVE" or not count:
        return None
    splines = len(obj.data.splines)
    of_splines = np.repeat(np.arange(count), list(obj[SPLINES]) if SPLINES in obj else [splines])
    return of_splines if len(of_splines) == splines else None


def mark(obj: Any, shape: int) -> None:
    """Select one shape within the data of an object and nothing else, as Edit Mode shows it."""
    parts = shape_of_parts(obj)
    if parts is None:
        return
    chosen = parts == shape
    if obj.type == "CURVE":
        for spline, is_chosen in zip(obj.data.splines, chosen.tolist(), strict=True):
            for point in spline.bezier_points:
                point.select_control_point = is_chosen
                point.select_left_handle = point.select_right_handle = is_chosen
        return
    mesh = obj.data
    corners = np.empty(len(mesh.loops), np.int32)
    mesh.loops.foreach_get("vertex_index", corners)
    totals = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("loop_total", totals)
    of_vertices = np.zeros(len(mesh.vertices), bool)
    of_vertices[corners[np.repeat(chosen, totals)]] = True
    mesh.vertices.foreach_set("select", of_vertices)  # and not edges: 5.0 crashes, and follows these anyway
    mesh.polygons.foreach_set("select", chosen)
    mesh.update()

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties, and data of any kind
"""Pieces of several shapes or colors become a piece for each, which follows the artwork as they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import bmesh
import bpy
import numpy as np

from .shape_name import ATTRIBUTE, KEY, KEYS, NAME, NAMES, SPLINES, names, shape_of_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

PARTED = "antekirt_parted"  # on a piece: by what it was parted from others


def separate(obj: Any, by: Literal["SHAPES", "COLORS"]) -> list[Any]:
    """Part a piece; gives the pieces, itself the first of them. It stays whole if it cannot be parted."""
    shapes = shape_of_parts(obj) if names(obj) else None
    if shapes is None or not len(shapes):
        return [obj]
    part_of = shapes if by == "SHAPES" else _slots(obj)
    numbers = np.unique(part_of)
    if len(numbers) < 2:
        return [obj]
    whole = obj.data
    made: list[tuple[Any, int]] = []
    for data, number in _parted(whole, part_of, numbers):
        piece = obj.copy() if made else obj
        piece.data = data
        if piece != obj:
            for collection in obj.users_collection:
                collection.objects.link(piece)
        made.append((piece, number))
    labels = list(zip(names(obj), obj.get(KEYS, [""] * len(names(obj))), strict=True))
    for piece, number in made:
        _name(piece, labels, shapes[part_of == number], int(number), by)
        piece[PARTED] = by
    if not whole.users:
        bpy.data.batch_remove([whole])
    return [piece for piece, _ in made]


def _slots(obj: Any) -> NDArray[np.int64]:
    parts = obj.data.polygons if obj.type == "MESH" else obj.data.splines
    return np.array([part.material_index for part in parts], np.int64)


def _parted(data: Any, part_of: NDArray[np.int64], numbers: NDArray[np.int64]) -> Iterator[tuple[Any, int]]:
    """The data for each number. Meshes are halved again and again, so that each face is seen few times."""
    if isinstance(data, bpy.types.Curve):
        for number in numbers.tolist():
            part: Any = data.copy()
            for spline, own in zip(list(part.splines), part_of.tolist(), strict=True):
                if own != number:
                    part.splines.remove(spline)
            yield part, number
        return
    if len(numbers) == 1:
        yield data, int(numbers[0])
        return
    middle = numbers[len(numbers) // 2]
    for is_first in (True, False):
        kept = (part_of < middle) if is_first else (part_of >= middle)
        half = _with_faces(data, kept)
        own = numbers[numbers < middle] if is_first else numbers[numbers >= middle]
        yield from _parted(half, part_of[kept], own)
        if not half.users:
            bpy.data.meshes.remove(half)


def _with_faces(mesh: Any, kept: NDArray[np.bool_]) -> Any:
    part = mesh.copy()
    faces = bmesh.new()
    faces.from_mesh(part)
    faces.faces.ensure_lookup_table()
    gone: list[Any] = [faces.faces[number] for number in np.flatnonzero(~kept).tolist()]
    bmesh.ops.delete(faces, geom=gone, context="FACES")
    faces.to_mesh(part)
    faces.free()
    return part


def _name(piece: Any, labels: list[tuple[str, str]], shapes: NDArray[np.int64], number: int, by: str) -> None:
    """Have a piece tell of its own shapes alone. shapes: that of each of its parts."""
    own, counts = np.unique(shapes, return_counts=True)
    for key in (NAME, KEY, NAMES, KEYS, SPLINES):
        piece.pop(key, None)
    if len(own) == 1:
        piece[NAME], piece[KEY] = labels[int(own[0])]
    else:
        piece[NAMES], piece[KEYS] = (
            list(every) for every in zip(*(labels[n] for n in own.tolist()), strict=True)
        )
        if piece.type == "CURVE":
            piece[SPLINES] = counts.tolist()
    if piece.type == "MESH":
        renumbered = np.searchsorted(own, shapes).astype(np.int32)
        piece.data.attributes[ATTRIBUTE].data.foreach_set("value", renumbered)
    material = piece.data.materials[number] if by == "COLORS" else None
    piece.name = piece.data.name = material.name if material else labels[int(own[0])][0]

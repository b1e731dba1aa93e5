# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by its type, an object may have data of any kind
"""Where a piece of an artwork is in its plane, to see whether another one is there too."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from ..artwork.separation import PARTED
from ..grease_pencil_compat import GREASE_PENCIL
from ..vector.layer_spacing import ATTRIBUTE as LAYER_ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..artwork.piece_note import PieceNote

SUFFIX = re.compile(r"\.\d{3,}$")
SAMPLES = 32  # rows and columns that two pieces are compared by
ALONG = (0.25, 0.5, 0.75)  # of a curve's segment, besides its ends


@dataclass(eq=False)
class Piece:
    """An object of an artwork and what was noted of it."""

    obj: Any
    note: PieceNote

    @cached_property
    def edges(self) -> Any:
        """What bounds the piece, by the even-odd rule: (n, 4), from x, y to x, y."""
        rings = _rings(self.obj)
        parts = [np.hstack((ring, np.roll(ring, -1, axis=0))) for ring in rings]
        edges = np.concatenate(parts) if parts else np.empty((0, 4))
        return edges + np.tile(self.note.pose[:2], 2)

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        return box_of(self.edges)

    @cached_property
    def slot_edges(self) -> dict[int, Any]:
        """What bounds the parts of the piece that have each material slot."""
        rings: defaultdict[int, list[Any]] = defaultdict(list)
        for slot, ring in _slot_rings(self.obj):
            rings[slot].append(np.hstack((ring, np.roll(ring, -1, axis=0))))
        shift = np.tile(self.note.pose[:2], 2)
        return {slot: np.concatenate(parts) + shift for slot, parts in rings.items()}

    @cached_property
    def sameness(self) -> tuple[str, ...]:
        """What only a piece of the same fill in just the same spot has."""
        digest = blake2b(np.round(self.edges, 5).tobytes(), digest_size=12).hexdigest()
        return (f"{sorted(self.note.fills)} {digest}",)

    @property
    def is_parted(self) -> bool:
        """Whether the artist has parted it from others."""
        return PARTED in self.obj

    @property
    def has_name_of_color(self) -> bool:
        """Whether its object has the name of one of its paints, as an import gives it."""
        return stem(self.obj.name) in self.note.fills

    def holds_the_same(self, other: Piece) -> bool:
        """Whether both are curves with the same splines and paints."""
        return self._splines is not None and (self.note.paints, self._splines) == (
            other.note.paints,
            other._splines,
        )

    @cached_property
    def _splines(self) -> bytes | None:
        """What only a curve with the same splines has; None for anything else."""
        if self.obj.type != "CURVE" or self.obj.data.shape_keys:
            return None
        content = blake2b(digest_size=12)
        for spline in self.obj.data.splines:
            content.update(f"{spline.type} {spline.material_index} {spline.use_cyclic_u}".encode())
            for values in _values(spline):
                content.update(values.tobytes())
        return content.digest()

    @property
    def is_many(self) -> bool:
        """Whether it holds all shapes of an artwork that are alike."""
        return self.obj.type in GREASE_PENCIL or (
            self.obj.type == "MESH" and LAYER_ATTRIBUTE in self.obj.data.attributes
        )


def box_of(edges: Any) -> tuple[float, float, float, float]:
    """The left, bottom, right and top of edges."""
    if not len(edges):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom = edges[:, :2].min(axis=0).tolist()
    right, top = edges[:, :2].max(axis=0).tolist()
    return left, bottom, right, top


def stem(name: str) -> str:
    """A name without the number that Blender gave it."""
    return SUFFIX.sub("", name)


def common_part(one: Piece, other: Piece) -> float:
    """How much of the larger of two pieces both cover, 0 to 1."""
    return common_area(one.edges, other.edges)


def common_area(one: Any, other: Any) -> float:
    """How much of the larger of what two sets of edges bound is in both, 0 to 1."""
    boxes = box_of(one), box_of(other)
    left, bottom = (max(box[n] for box in boxes) for n in (0, 1))
    right, top = (min(box[n] for box in boxes) for n in (2, 3))
    if right <= left or top <= bottom:
        return 0.0
    whole = (
        *(min(box[n] for box in boxes) for n in (0, 1)),
        *(max(box[n] for box in boxes) for n in (2, 3)),
    )
    first, second = _covered(one, whole), _covered(other, whole)
    larger = max(np.count_nonzero(first), np.count_nonzero(second))
    return np.count_nonzero(first & second) / larger if larger else 0.0


def _covered(edges: Any, box: tuple[float, ...]) -> Any:
    """Which samples of a box lie within edges."""
    left, bottom, right, top = box
    rows = bottom + (np.arange(SAMPLES) + 0.5) * (top - bottom) / SAMPLES
    x, y, u, v = edges.T
    row, edge = np.nonzero((y[None] > rows[:, None]) != (v[None] > rows[:, None]))
    at = x[edge] + (rows[row] - y[edge]) * (u[edge] - x[edge]) / (v[edge] - y[edge])
    column = np.clip(np.ceil((at - left) / (right - left) * SAMPLES - 0.5), 0, SAMPLES).astype(np.int64)
    crossings = np.zeros((SAMPLES, SAMPLES + 1), np.int64)
    np.add.at(crossings, (row, column), 1)
    return np.cumsum(crossings, axis=1)[:, :-1] % 2 == 1


def _rings(obj: Any) -> list[Any]:
    if obj.type == "CURVE":
        return [_ring(spline) for spline in obj.data.splines]
    corners = np.array([tuple(corner) for corner in obj.bound_box])[:, :2] * (1.0, obj.scale.y)
    (left, bottom), (right, top) = corners.min(axis=0), corners.max(axis=0)
    return [np.array([(left, bottom), (right, bottom), (right, top), (left, top)])]


def _slot_rings(obj: Any) -> Iterator[tuple[int, Any]]:
    """The slot and the corners of each spline, face or fill. Those of faces bound together what all cover."""
    if obj.type == "CURVE":
        yield from ((spline.material_index, _ring(spline)) for spline in obj.data.splines)
    elif obj.type == "MESH":
        flat = np.empty(3 * len(obj.data.vertices), np.float32)
        obj.data.vertices.foreach_get("co", flat)
        points = flat.reshape(-1, 3)[:, :2].astype(np.float64) * (1.0, obj.scale.y)
        corners, sizes = np.empty(len(obj.data.loops), np.int32), np.empty(len(obj.data.polygons), np.int32)
        slots = np.empty(len(sizes), np.int32)
        obj.data.loops.foreach_get("vertex_index", corners)
        obj.data.polygons.foreach_get("loop_total", sizes)
        obj.data.polygons.foreach_get("material_index", slots)
        for slot, own in zip(slots.tolist(), np.split(corners, np.cumsum(sizes)[:-1]), strict=True):
            yield slot, points[own]
    elif obj.type in GREASE_PENCIL:
        from ..export.grease_pencil_fill import slot_rims  # few artworks are drawn so

        yield from ((slot, points[:, :2]) for slot, points in slot_rims(obj.data))


def _values(spline: Any) -> list[Any]:
    """The points of a spline, or its points and both handles of each."""
    if spline.type != "BEZIER":
        flat = np.empty(4 * len(spline.points), np.float32)
        spline.points.foreach_get("co", flat)
        return [flat.reshape(-1, 4)]
    parts = []
    for name in ("co", "handle_right", "handle_left"):
        flat = np.empty(3 * len(spline.bezier_points), np.float32)
        spline.bezier_points.foreach_get(name, flat)
        parts.append(flat.reshape(-1, 3))
    return parts


def _ring(spline: Any) -> Any:
    parts = [part[:, :2].astype(np.float64) for part in _values(spline)]
    if len(parts) == 1:
        return parts[0]
    start, first, second = parts
    second, end = np.roll(second, -1, axis=0), np.roll(start, -1, axis=0)
    between = [
        (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t * t * second + t**3 * end
        for t in ALONG
    ]
    return np.stack([start, *between], axis=1).reshape(-1, 2)

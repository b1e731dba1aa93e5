# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind
"""The faces of a mesh in the world, as far as they lie before the camera."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.arrays import ranges, run_of_item
from ...media.svg.writing.region import edges_of
from ..artwork.shape_name import ATTRIBUTE
from .shape_names import UNKNOWN

if TYPE_CHECKING:
    from ...media.arrays import Floats, Integers
    from .viewpoint import Viewpoint


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Polygons whose corners lie end to end.

    points: of the world, (n, 3). loops: of the mesh, one for each corner.
    normals: in the space of the object. slots: those of materials. numbers: of the mesh's faces.
    """

    points: Floats
    corners: Integers
    sizes: Integers
    loops: Integers
    normals: Floats
    slots: Integers
    numbers: Integers

    @property
    def starts(self) -> Integers:
        """Where the corners of each begin."""
        starts: Integers = np.cumsum(self.sizes) - self.sizes
        return starts

    def only(self, kept: Integers) -> Faces:
        """Some of the faces."""
        own = ranges(self.starts[kept], self.sizes[kept])
        return Faces(
            self.points,
            self.corners[own],
            self.sizes[kept],
            self.loops[own],
            self.normals[kept],
            self.slots[kept],
            self.numbers[kept],
        )


def faces_of(mesh: Any, world: Floats) -> Faces:
    """All faces of a mesh that lies so in the world."""
    points = np.empty(3 * len(mesh.vertices), np.float32)
    mesh.vertices.foreach_get("co", points)
    placed = points.reshape(-1, 3).astype(np.float64) @ world[:3, :3].T + world[:3, 3]
    corners = np.empty(len(mesh.loops), np.int32)
    mesh.loops.foreach_get("vertex_index", corners)
    count = len(mesh.polygons)
    sizes, slots = np.empty(count, np.int32), np.empty(count, np.int32)
    mesh.polygons.foreach_get("loop_total", sizes)
    mesh.polygons.foreach_get("material_index", slots)
    normals = np.empty(3 * count, np.float32)
    mesh.polygons.foreach_get("normal", normals)
    return Faces(
        placed,
        corners.astype(np.int64),
        sizes.astype(np.int64),
        np.arange(len(corners)),
        normals.reshape(-1, 3).astype(np.float64),
        slots.astype(np.int64),
        np.arange(count),
    )


def far_enough(faces: Faces, view: Viewpoint) -> Faces:
    """Faces without what is too near for the camera; a face of which some is loses its picture's corners."""
    if not view.is_behind(faces.points):
        return faces
    assert view.nearest is not None
    near = view.raw(faces.points)[:, 3] < view.nearest
    owner = run_of_item(faces.sizes)
    touched = np.bincount(owner, weights=near[faces.corners], minlength=len(faces.sizes)) > 0
    rest = faces.only(np.flatnonzero(~touched))
    points, corners, sizes, loops, kept = [faces.points], [rest.corners], [rest.sizes], [rest.loops], []
    count = len(faces.points)
    starts = faces.starts
    for number in np.flatnonzero(touched).tolist():
        own = faces.corners[starts[number] : starts[number] + faces.sizes[number]]
        cut = view.cut(faces.points[own])
        if len(cut) < 3:
            continue
        points.append(cut)
        corners.append(np.arange(count, count + len(cut)))
        sizes.append(np.array([len(cut)]))
        loops.append(np.full(len(cut), faces.loops[starts[number]]))
        kept.append(number)
        count += len(cut)
    every = np.concatenate(points)
    used = np.unique(np.concatenate(corners))
    every = np.where(
        np.isin(np.arange(len(every)), used)[:, None], every, every[used[0]] if len(used) else 0.0
    )
    return Faces(
        every,
        np.concatenate(corners),
        np.concatenate(sizes),
        np.concatenate(loops),
        np.concatenate([rest.normals, faces.normals[kept]]),
        np.concatenate([rest.slots, faces.slots[kept]]),
        np.concatenate([rest.numbers, faces.numbers[kept]]),
    )


def shapes_of(mesh: Any, faces: Faces) -> Integers:
    """The number of the shape of the file that each face is of; UNKNOWN if the mesh does not say that."""
    attribute = mesh.attributes.get(ATTRIBUTE)
    if attribute is None or attribute.domain != "FACE" or attribute.data_type != "INT":
        return np.full(len(faces.sizes), UNKNOWN)
    of_faces = np.empty(len(mesh.polygons), np.int32)
    attribute.data.foreach_get("value", of_faces)
    return of_faces.astype(np.int64)[faces.numbers]


def is_closed(faces: Faces) -> bool:
    """Whether each edge lies between two faces that go around in the same sense: nothing shows its back."""
    edges = edges_of(faces.corners, faces.sizes)
    there, back = (np.sort((pair[:, 0] << 32) + pair[:, 1]) for pair in (edges, edges[:, ::-1]))
    return bool((there == back).all() and (np.diff(there) > 0).all())

# SPDX-License-Identifier: GPL-3.0-or-later
"""The surfaces of meshes as outlines, one for all faces of one color that continue each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...media.arrays import ranges, run_of_item
from ...media.svg.writing.region import areas, components, edges_of, outlines
from .attribute_color import attribute_colors, attribute_paint
from .mesh_faces import faces_of, far_enough, is_closed, shapes_of
from .picture_mark import Lie, picture_mark
from .piece import Piece, Region
from .shape_names import ShapeNames
from .shown_paint import material_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...media.arrays import Integers
    from .canvas import Canvas
    from .mesh_faces import Faces
    from .shown import Shown

BEND = 0.866  # cosine of the angle at which faces still continue each other, 30 degrees
DIRECTIONS = 4  # of normals along each axis and sense, that are told from each other
EDGE_ON = 1e-9  # of all that is seen of a mesh: a smaller face is seen from its edge


def mesh_pieces(shown: Shown, canvas: Canvas) -> Iterator[Piece]:
    """The pieces of the mesh that an object shows."""
    mesh, view, world = shown.obj.data, canvas.view, shown.world
    if not len(mesh.polygons):
        return
    faces = far_enough(faces_of(mesh, world), view)
    if not len(faces.sizes):
        return
    seen = view.of(faces.points)
    area = areas(seen, faces.corners, faces.sizes)
    front = area * np.linalg.det(world[:3, :3]) < 0
    visible = np.abs(area) > EDGE_ON * np.abs(area).sum()
    if is_closed(faces) and all(_is_opaque(slot.material) for slot in shown.obj.material_slots):
        visible &= front
    faces, front = faces.only(np.flatnonzero(visible)), front[visible]
    if not len(faces.sizes):
        return
    colors = attribute_colors(mesh, shown.obj, faces)
    shapes, names = shapes_of(mesh, faces), ShapeNames(shown.obj.original)
    edges = edges_of(faces.corners, faces.sizes)
    together = components(edges, run_of_item(faces.sizes), _kinds(faces, [front, shapes, colors], edges))
    sheet = seen[:, :2]
    for number in np.unique(together).tolist():
        members = np.flatnonzero(together == number)
        own = ranges(faces.starts[members], faces.sizes[members])
        loops = [seen[chain] for chain in outlines(edges[own]) if len(chain) > 2]
        if not loops:
            continue
        first = int(members[0])
        name, key = names.of(int(shapes[first]))
        slot = int(faces.slots[first])
        lie = Lie(mesh, faces.loops[own], sheet[faces.corners[own]], loops)
        mark = picture_mark(material_in(shown.obj, slot), lie, canvas.pictures)
        if mark is not None:
            yield Piece(shown.owner, loops, mark, name=name, key=key)
            continue
        middle = np.concatenate(loops).mean(axis=0)
        paint = attribute_paint(colors[first]) or canvas.paints.of(shown, slot, view, middle)
        if paint is not None:
            around = edges[own] if front[first] else edges[own][:, ::-1]  # all regions in one sense
            yield Piece(shown.owner, loops, Region(sheet, around, paint), name=name, key=key)


def _is_opaque(material: Any) -> bool:  # noqa: ANN401 - nodes are of many types
    if material is None or not material.node_tree:
        return True
    alphas = [node.inputs["Alpha"] for node in material.node_tree.nodes if "Alpha" in node.inputs]
    return not any(alpha.is_linked or alpha.default_value < 1.0 for alpha in alphas)


def _kinds(faces: Faces, said: Sequence[Any], edges: Integers) -> Integers:
    """A number for each face, the same for those that may continue each other: of which the same is said.

    Where a surface bends sharply, those that face one way are others than those that face another.
    """
    said = [faces.slots, *said]
    pair = np.sort(edges, axis=1)
    order = np.lexsort(pair.T)
    pair, owner = pair[order], run_of_item(faces.sizes)[order]
    shared = (pair[1:] == pair[:-1]).all(axis=1)
    turn = (faces.normals[owner[:-1][shared]] * faces.normals[owner[1:][shared]]).sum(axis=1)
    if len(turn) and turn.min() < BEND:
        said.append(np.rint(faces.normals * DIRECTIONS))
    kinds: Integers = np.unique(np.column_stack(said), axis=0, return_inverse=True)[1].ravel()
    return kinds

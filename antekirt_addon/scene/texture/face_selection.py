# SPDX-License-Identifier: GPL-3.0-or-later
"""The faces that are selected in Edit Mode, noted at a press: a paid result comes minutes later."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import bmesh
import bpy

from ..id_reference import IdReference, note

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class FaceSelection:
    """In names and numbers only, so that it can be stored.

    counts: of the mesh's vertices, edges and faces; with others, its faces are not those any more.
    bits: one for each face, packed and in base 64.
    """

    object: IdReference
    counts: tuple[int, ...]
    bits: str

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(IdReference.from_json(data["object"]), tuple(data["counts"]), str(data["bits"]))

    def selected(self, mesh: bpy.types.Mesh) -> NDArray[np.bool_] | None:
        """Whether each face of a mesh is meant; None if the mesh is not the same any more."""
        import numpy as np  # not read before faces are selected

        if _counts(mesh) != self.counts:
            return None
        try:
            packed = np.frombuffer(zlib.decompress(b64decode(self.bits)), np.uint8)
        except (ValueError, zlib.error):  # somebody has edited the journal
            return None
        return np.unpackbits(packed, count=self.counts[2]).astype(bool)


def note_faces(objects: Iterable[bpy.types.Object]) -> tuple[FaceSelection, ...]:
    """What is selected on those that are in Edit Mode. Where no face is on any, the objects are meant."""
    return tuple(
        _noted(obj, obj.data)
        for obj in objects
        if obj.mode == "EDIT" and isinstance(obj.data, bpy.types.Mesh) and obj.data.total_face_sel
    )


def _noted(obj: bpy.types.Object, mesh: bpy.types.Mesh) -> FaceSelection:
    import numpy as np  # see above

    faces = bmesh.from_edit_mesh(mesh).faces
    picked = np.fromiter((face.select for face in faces), bool, len(faces))
    bits = zlib.compress(np.packbits(picked).tobytes())
    return FaceSelection(note(obj), _counts(mesh), b64encode(bits).decode())


def _counts(mesh: bpy.types.Mesh) -> tuple[int, ...]:
    if mesh.is_editmode:
        edited = bmesh.from_edit_mesh(mesh)
        return len(edited.verts), len(edited.edges), len(edited.faces)
    return len(mesh.vertices), len(mesh.edges), len(mesh.polygons)


def slots_of_faces(mesh: bpy.types.Mesh) -> NDArray[np.int32]:
    """The index of the material slot that each face has, also in Edit Mode."""
    import numpy as np  # see above

    if mesh.is_editmode:
        faces = bmesh.from_edit_mesh(mesh).faces
        return np.fromiter((face.material_index for face in faces), np.int32, len(faces))
    indices = np.zeros(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("material_index", indices)
    return indices


def give_slot(mesh: bpy.types.Mesh, picked: NDArray[np.bool_], slot: int) -> None:
    """Move faces to a material slot, also in Edit Mode."""
    if mesh.is_editmode:
        edited = bmesh.from_edit_mesh(mesh)
        edited.faces.ensure_lookup_table()
        for index in picked.nonzero()[0].tolist():
            edited.faces[index].material_index = slot
        bmesh.update_edit_mesh(mesh, loop_triangles=False, destructive=False)
        return
    indices = slots_of_faces(mesh)
    indices[picked] = slot
    mesh.polygons.foreach_set("material_index", indices)
    mesh.update()

# SPDX-License-Identifier: GPL-3.0-or-later
"""The material slots that a texture is for, of objects or of faces alone, and how they are given one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ..id_reference import find
from . import face_selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from .texture_options import TextureOptions


@dataclass(slots=True)
class Receiver:
    """A material slot of an object; one that is not there yet is the first.

    faces: of the slot, those alone that are meant, which get a new one; None for the slot as it is.
    """

    obj: Any
    slot: int
    faces: NDArray[np.bool_] | None = None

    @property
    def material(self) -> Any:  # noqa: ANN401 - a material, or None
        """What is there now; None for nothing."""
        if self.slot == self.obj.active_material_index:
            return self.obj.active_material
        slots = self.obj.material_slots
        return slots[self.slot].material if self.slot < len(slots) else None


@dataclass(slots=True)
class Receivers:
    """lost: the names of the objects whose noted faces are not there any more; they get a slot for them."""

    slots: list[Receiver]
    lost: list[str]


def receivers(objects: Sequence[Any], options: TextureOptions) -> Receivers:
    """Those of objects that can have a material, the active one first."""
    if options.put_on == "SHARED" and objects and (shared := objects[0].active_material):
        return Receivers([*_sharing(shared)], [])
    noted = {find(faces.object): faces for faces in options.faces}
    found = Receivers([], [])
    for obj in objects:
        if obj not in noted:
            found.slots.append(Receiver(obj, obj.active_material_index))
        else:
            picked = noted[obj].selected(obj.data)
            if picked is None:
                found.lost.append(obj.name)
                picked = face_selection.slots_of_faces(obj.data) < 0  # none
            found.slots += _of_faces(obj, picked, each_material=bool(options.socket))
    return found


def _sharing(material: bpy.types.Material) -> Iterable[Receiver]:
    for obj in bpy.data.objects:
        if not obj.library:
            for index, slot in enumerate(obj.material_slots):
                if slot.material == material:
                    yield Receiver(obj, index)


def _of_faces(obj: Any, picked: NDArray[np.bool_], *, each_material: bool) -> list[Receiver]:  # noqa: ANN401
    """each_material: each material of these faces gets the texture, and not one new material all of them."""
    slots = face_selection.slots_of_faces(obj.data).clip(0, max(len(obj.material_slots) - 1, 0))
    touched = sorted(set(slots[picked].tolist())) or [obj.active_material_index]
    if not each_material and len(touched) > 1:
        return [Receiver(obj, touched[0], picked)]
    parts = [(slot, picked & (slots == slot)) for slot in touched]
    return [Receiver(obj, slot, None if _is_whole(slots == slot, part) else part) for slot, part in parts]


def _is_whole(slot: NDArray[np.bool_], part: NDArray[np.bool_]) -> bool:
    return bool(part.any()) and bool((slot == part).all())


def assign(slots: Iterable[Receiver], material: bpy.types.Material) -> None:
    """Put a material into slots. On data that others show as well, it is the object's own slot."""
    slots = list(slots)
    uses = Counter(obj.data for obj in dict.fromkeys(receiver.obj for receiver in slots))
    for receiver in slots:
        obj, data = receiver.obj, receiver.obj.data
        if receiver.faces is not None:
            _assign_faces(obj, data, receiver.faces, material)
            continue
        if (
            (data.users > 1 and data.users - data.use_fake_user > uses[data])
            or data.library
            or data.override_library
        ):
            if not data.materials:
                data.materials.append(None)
            obj.material_slots[receiver.slot].link = "OBJECT"
        if receiver.slot != obj.active_material_index:
            obj.material_slots[receiver.slot].material = material
        elif obj.active_material != material:  # as it is when its data has been given it
            obj.active_material = material


def _assign_faces(obj: Any, mesh: Any, picked: NDArray[np.bool_], material: bpy.types.Material) -> None:  # noqa: ANN401
    if not mesh.materials:
        mesh.materials.append(None)  # for the other faces
    mesh.materials.append(material)
    face_selection.give_slot(mesh, picked, len(mesh.materials) - 1)
    obj.active_material_index = len(mesh.materials) - 1

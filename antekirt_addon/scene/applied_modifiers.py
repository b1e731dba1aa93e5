# SPDX-License-Identifier: GPL-3.0-or-later
"""What an object shows through its modifiers stays credited once they are applied, and it is part of it.

That they were applied, and not removed, is told by the mesh, which is another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from . import attribution, origin

if TYPE_CHECKING:
    from .attribution import Attribution

Operands = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """operands: of each modifier its name, and the session uid of what it brings in.

    size: of the mesh. works: those that only the modifiers show.
    """

    operands: Operands
    size: tuple[int, int]
    works: tuple[Attribution, ...]


class ApplyWatch:
    """By session uid what objects showed, and what was added to them, which belongs to no step of undo."""

    def __init__(self) -> None:
        self._shown: dict[int, Shown] = {}
        self._credited: dict[int, Shown] = {}

    def forget(self) -> None:
        """Another file is being opened."""
        self._shown.clear()
        self._credited.clear()

    def see(self, graph: bpy.types.Depsgraph) -> None:
        """Called after each change that Blender has evaluated."""
        updates: Any = graph.updates
        for update in updates:
            if update.is_updated_geometry and isinstance(update.id, bpy.types.Object):
                self._compare(update.id.original)

    def after_undo(self) -> None:
        for obj in bpy.data.objects if self._credited else ():
            credited = self._credited.get(obj.session_uid)
            if credited and obj.type == "MESH" and _size(obj) == credited.size:
                attribution.add(obj, credited.works)
        self._shown.clear()

    def _compare(self, obj: Any) -> None:  # noqa: ANN401 - an Object
        uid, operands = obj.session_uid, _operands(obj)
        before = self._shown.get(uid)
        if not operands and not before:
            return
        size = _size(obj)
        if before and set(before.operands) - set(operands) and before.works and size != before.size:
            self._credited[uid] = Shown(operands, size, before.works)
            attribution.add(obj, before.works)
        if not operands:
            del self._shown[uid]
        elif before and before.operands == operands:
            self._shown[uid] = Shown(operands, size, before.works)
        else:
            self._shown[uid] = Shown(operands, size, _brought_in(obj))


def _operands(obj: Any) -> Operands:  # noqa: ANN401 - an Object
    if obj.type != "MESH" or not obj.modifiers or not obj.is_editable:
        return ()
    found = []
    for modifier in obj.modifiers:
        if modifier.type == "BOOLEAN":
            operand = modifier.object if modifier.operand_type == "OBJECT" else modifier.collection
        else:
            operand = modifier.node_group if modifier.type == "NODES" else None
        if operand:
            found.append((modifier.name, operand.session_uid))
    return tuple(found)


def _size(obj: Any) -> tuple[int, int]:  # noqa: ANN401 - see above
    return len(obj.data.vertices), len(obj.data.polygons)


def _brought_in(obj: Any) -> tuple[Attribution, ...]:  # noqa: ANN401 - see above
    materials = [slot.material for slot in obj.material_slots if slot.material]
    own = [*attribution.read_all(obj), *origin.works(materials)]
    return tuple(work for work in origin.works([obj]) if work not in own)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Credits survive Blender's Join, which keeps the custom properties of the active object alone.

What an object showed cannot be told once it has been joined: curves lose even their materials. So what each
object names is remembered, and Join is told by what it does: objects of one type are gone, and the active one
of that type has another geometry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from . import attribution

if TYPE_CHECKING:
    from .attribution import Attribution


class JoinWatch:
    """What each object of the file names. A stamp stays, so it is read once: thousands cost a moment."""

    def __init__(self) -> None:
        self._seen: tuple[int, int] = (0, 0)  # the number of objects, and the session uid of the active one
        self._known: dict[int, tuple[str, list[Attribution]]] = {}  # the type and the works, by session uid

    def forget(self) -> None:
        """Another file is being opened: nothing of the one before can be joined any more."""
        self._seen = (0, 0)
        self._known.clear()

    def see(self, graph: bpy.types.Depsgraph) -> None:
        """Called after each change that Blender has evaluated; nearly always at the price of a comparison."""
        layer: Any = bpy.context.view_layer
        active = layer.objects.active if layer else None
        seen = (len(bpy.data.objects), active.session_uid if active else 0)
        if seen == self._seen:
            return
        if active and seen[0] < self._seen[0]:
            self._credit(active, graph)
        self._seen = seen
        before, self._known = self._known, {}
        for obj in bpy.data.objects:
            if known := before.get(obj.session_uid):
                self._known[obj.session_uid] = known
            elif works := attribution.read_all(obj):
                self._known[obj.session_uid] = (obj.type, works)

    def _credit(self, active: bpy.types.Object, graph: bpy.types.Depsgraph) -> None:
        """Have an object name the works of those that it has taken in, if that is why they are gone."""
        if _has_new_geometry(active, graph):
            present = {obj.session_uid for obj in bpy.data.objects}
            gone = [known for uid, known in self._known.items() if uid not in present]
            attribution.add(active, [work for type_, works in gone if type_ == active.type for work in works])
            self._known.pop(active.session_uid, None)  # it names more than it did


def _has_new_geometry(obj: bpy.types.Object, graph: bpy.types.Depsgraph) -> bool:
    updates: Any = graph.updates
    return any(update.is_updated_geometry and update.id.original == obj for update in updates)

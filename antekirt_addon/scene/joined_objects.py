# SPDX-License-Identifier: GPL-3.0-or-later
"""Credits survive Blender's Join, which keeps the custom properties of the active object alone.

What an object showed cannot be told once it has been joined: curves lose even their materials. So what each
object names is remembered, and Join is told by what it does: objects of one type are gone, and the active one
of that type has another geometry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from . import attribution, converted_objects

if TYPE_CHECKING:
    from .attribution import Attribution


@dataclass(frozen=True, slots=True)
class Join:
    """One that was seen: the session uids of the object that is left and of the others, and their works.

    size: how much geometry the object has after it, which tells its step from those before the others came.
    """

    into: int
    size: int
    gone: frozenset[int]
    works: tuple[Attribution, ...]


class JoinWatch:
    """What each object of the file names. A stamp stays, so it is read once: thousands cost a moment.

    What is written after a join belongs to no step of undo. So the joins are remembered, and written again
    after an undo or a redo that leaves them done.
    """

    def __init__(self) -> None:
        self._seen = (0, 0, 0)  # the objects in the file and in the view layer; the active one's session uid
        self._shown: set[int] = set()  # the session uids of those in the view layer
        self._known: dict[int, tuple[str, list[Attribution]]] = {}  # the type and the works, by session uid
        self._joins: list[Join] = []
        self._is_undoing = False

    @property
    def knows_any(self) -> bool:
        """Whether an object of the file names a work."""
        return bool(self._known)

    def forget(self) -> None:
        """Another file is being opened: nothing of the one before can be joined any more."""
        self._seen, self._is_undoing = (0, 0, 0), False
        for remembered in (self._shown, self._known, self._joins):
            remembered.clear()

    def see(self, graph: bpy.types.Depsgraph) -> None:
        """Called after each change that Blender has evaluated; nearly always at the price of a comparison."""
        if not graph.id_type_updated("SCENE"):
            return  # no object has come, gone or become the active one: most likely one is being moved
        layer: Any = bpy.context.view_layer
        if self._is_undoing or not layer or (seen := _census(layer)) == self._seen:
            return
        self._joins = [join for join in self._joins if not join.gone & self._shown]  # undone, and not redone
        active = layer.objects.active
        if active and seen[0] < self._seen[0] and active.session_uid in self._shown:
            self._credit(active, graph)
        if converted_objects.MAKES_NEW_ONES:
            self._credit_drawings(layer)
        self._learn(layer)

    def before_undo(self) -> None:
        self._is_undoing = True

    def after_undo(self) -> None:
        self._is_undoing = False
        if self._joins:
            objects = {obj.session_uid: obj for obj in bpy.data.objects}
            for join in self._joins:
                into = objects.get(join.into)
                if into and _size(into) == join.size and not join.gone & objects.keys():
                    attribution.add(into, join.works)
        if bpy.context.view_layer:
            self._learn(bpy.context.view_layer)

    def _credit(self, active: bpy.types.Object, graph: bpy.types.Depsgraph) -> None:
        """Have an object name the works of those that it has taken in, if that is why they are gone."""
        present = {obj.session_uid for obj in bpy.data.objects}
        gone = {
            uid: works
            for uid, (type_, works) in self._known.items()
            if uid not in present and uid in self._shown and type_ == active.type
        }
        if gone and _has_new_geometry(active, graph):
            works = tuple(work for several in gone.values() for work in several)
            self._joins.append(Join(active.session_uid, _size(active), frozenset(gone), works))
            attribution.add(active, works)
            self._known.pop(active.session_uid, None)  # it names more than it did

    def _credit_drawings(self, layer: Any) -> None:  # noqa: ANN401 - a ViewLayer
        for one in converted_objects.conversions(layer.objects, self._shown, self._known):
            self._joins.append(Join(one.drawing.session_uid, _size(one.drawing), one.gone, one.works))
            attribution.add(one.drawing, one.works)

    def _learn(self, layer: Any) -> None:  # noqa: ANN401 - a ViewLayer
        self._seen = _census(layer)
        self._shown = {obj.session_uid for obj in layer.objects}
        before, self._known = self._known, {}
        for obj in bpy.data.objects:
            if known := before.get(obj.session_uid):
                self._known[obj.session_uid] = known
            elif obj.keys() and (works := attribution.read_all(obj)):  # few have any, which is cheap to ask
                self._known[obj.session_uid] = (obj.type, works)


def _census(layer: Any) -> tuple[int, int, int]:  # noqa: ANN401 - a ViewLayer
    active = layer.objects.active
    return len(bpy.data.objects), len(layer.objects), active.session_uid if active else 0


def _size(obj: bpy.types.Object) -> int:
    """How many parts the geometry of an object has."""
    parts = (getattr(obj.data, name, ()) for name in ("vertices", "splines", "layers", "points"))
    return sum(map(len, parts))


def _has_new_geometry(obj: bpy.types.Object, graph: bpy.types.Depsgraph) -> bool:
    updates: Any = graph.updates
    return any(update.is_updated_geometry and update.id.original == obj for update in updates)

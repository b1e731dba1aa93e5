# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind
"""What Blender shows made into pieces, in slices between which the artist may go on.

Nothing that Blender has evaluated is kept from one slice to the next: it may be another by then.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

import bpy
import numpy as np

from .canvas import Canvas
from .curve_pieces import curve_pieces, is_invisible, keeps_curves
from .grease_pencil_pieces import grease_pencil_pieces
from .mesh_pieces import mesh_pieces
from .shown import Shown
from .shown_paint import ShownPaints

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from .picture_mark import Pictures
    from .piece import Piece
    from .viewpoint import Viewpoint

GREASE_PENCIL = {"GREASEPENCIL", "GPENCIL"}
SLICE = 0.01  # seconds
MOST_ATTEMPTS = 3  # the last of them without a pause: something moves all the time


class SceneReading:
    """Goes through what Blender shows. unseen: names of objects that show nothing."""

    def __init__(self, view: Viewpoint, pictures: Pictures) -> None:
        self.pictures = pictures
        self.unseen: list[str] = []
        self._view = view
        self._reach = 0.0  # how far from the middle of the world something is

    @property
    def noise(self) -> float:
        """By how much the nearness of pieces is wrong."""
        return self._view.noise(self._reach)

    def read(self, is_wanted: Callable[[Any, Any], bool]) -> Generator[float, None, list[Piece]]:
        """The pieces of all objects and instances that are wanted, by themselves and what instances them.

        Yields progress. It begins anew if the scene has changed since it began.
        """
        with SceneWatch() as watch:
            for attempt in range(1, MOST_ATTEMPTS + 1):
                self.unseen, self._reach = [], 0.0
                pieces = yield from self._attempt(is_wanted, watch, pauses=attempt < MOST_ATTEMPTS)
                if pieces is not None:
                    return pieces
        raise AssertionError

    def _attempt(
        self, is_wanted: Callable[[Any, Any], bool], watch: SceneWatch, *, pauses: bool
    ) -> Generator[float, None, list[Piece] | None]:
        pieces: list[Piece] = []
        paints, position = ShownPaints(), 0
        while True:
            depsgraph = bpy.context.evaluated_depsgraph_get()
            canvas = Canvas(self._view, paints, self.pictures, depsgraph)
            count, until = len(depsgraph.object_instances), time.monotonic() + SLICE
            for instance in islice(depsgraph.object_instances, position, None):
                position += 1
                pieces += self._pieces(instance, is_wanted, canvas)
                if pauses and time.monotonic() > until:
                    break
            else:
                return pieces
            watch.has_changed = False
            yield position / count
            if watch.has_changed:
                return None

    def _pieces(self, instance: Any, is_wanted: Callable[[Any, Any], bool], canvas: Canvas) -> list[Piece]:
        obj: Any = instance.object
        parent: Any = instance.parent.original if instance.parent else None
        if not instance.show_self or not is_wanted(obj.original, parent):
            return []
        matrix = instance.matrix_world.copy()
        self._reach = max(self._reach, matrix.translation.length, *obj.dimensions)
        owner = parent if instance.is_instance and parent and obj.original != parent else obj.original
        return self._of(Shown(obj, owner, np.array(matrix)), canvas)

    def _of(self, shown: Shown, canvas: Canvas) -> list[Piece]:
        obj, original = shown.obj, shown.obj.original
        if obj.type in GREASE_PENCIL:
            return list(grease_pencil_pieces(shown, canvas.view))
        if original.type in {"CURVE", "FONT"}:
            curve = replace(shown, obj=original.evaluated_get(canvas.depsgraph))
            keeps = keeps_curves(curve, canvas.view)
            if obj.type == original.type and keeps:
                return list(curve_pieces(curve, canvas))
            if obj.type == original.type and is_invisible(original.data) and not original.modifiers:
                self.unseen.append(original.name)
            if keeps:
                return []  # the surface of what its splines have said
        return list(mesh_pieces(shown, canvas)) if obj.type == "MESH" else []


class SceneWatch:
    """Sees whether anything that is shown changes, from its `with` on to the end of that."""

    def __init__(self) -> None:
        self.has_changed = False

    def __enter__(self) -> Self:
        bpy.app.handlers.depsgraph_update_post.append(self._updated)
        bpy.app.handlers.frame_change_post.append(self._frame_changed)
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ValueError):  # opening a file takes them out
            bpy.app.handlers.depsgraph_update_post.remove(self._updated)
            bpy.app.handlers.frame_change_post.remove(self._frame_changed)

    def _updated(self, _scene: bpy.types.Scene, depsgraph: bpy.types.Depsgraph) -> None:
        self.has_changed |= any(
            one.is_updated_geometry or one.is_updated_transform or one.is_updated_shading
            for one in depsgraph.updates
        )

    def _frame_changed(self, *_: object) -> None:
        self.has_changed = True

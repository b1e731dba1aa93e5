# SPDX-License-Identifier: GPL-3.0-or-later
"""All that an import has made so far, so that it can be shown when complete or taken back when not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...media.svg.shape import Shape

Datablock = TypeVar("Datablock", bound=bpy.types.ID)


@dataclass(slots=True)
class Assembly:
    """pieces: the objects that draw the artwork, each with its shapes.

    filling: puts into the pieces, once they are in the scene, what they are to hold; yields the number of
    points that it added each time.
    """

    made: list[bpy.types.ID] = field(default_factory=list)
    pieces: list[tuple[bpy.types.Object, Sequence[Shape]]] = field(default_factory=list)
    filling: Iterable[int] = ()

    def keep(self, datablock: Datablock) -> Datablock:
        """Note what is new."""
        self.made.append(datablock)
        return datablock

    def piece(self, name: str, data: bpy.types.ID, shapes: Sequence[Shape]) -> bpy.types.Object:
        """Make an object of data that draws some shapes; it is in no collection yet."""
        thing = self.keep(bpy.data.objects.new(name, data))
        self.pieces.append((thing, shapes))
        return thing

    def take_back(self) -> None:
        """Remove what is still there: an undo or another file can have taken some or all of it away."""
        bpy.data.batch_remove([datablock for datablock in self.made if _is_there(datablock)])


def _is_there(datablock: bpy.types.ID) -> bool:
    try:
        return bool(datablock.name)
    except ReferenceError:
        return False

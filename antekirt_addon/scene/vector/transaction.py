# SPDX-License-Identifier: GPL-3.0-or-later
"""All that an import has made so far: shown when complete, removed when it fails or is closed early."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeVar

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...media.svg.shape import Shape

Datablock = TypeVar("Datablock", bound=bpy.types.ID)


@dataclass(slots=True)
class Transaction:
    """The new datablocks of one import, rolled back if the block that it guards raises.

    datablocks: all of them, in the order in which they were made.
    drawn: the objects that draw the artwork, each with its shapes.
    filling: puts into the drawn objects, once all are made, what they are to hold; yields the number of
    points that it added each time.
    """

    datablocks: list[bpy.types.ID] = field(default_factory=list)
    drawn: list[tuple[bpy.types.Object, Sequence[Shape]]] = field(default_factory=list)
    filling: Iterable[int] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """The end of the import; GeneratorExit, of one that is closed early, is an error as well."""
        if error:
            self.rollback()

    def add(self, datablock: Datablock) -> Datablock:
        """The datablock itself, noted as new."""
        self.datablocks.append(datablock)
        return datablock

    def new_object(self, name: str, data: bpy.types.ID, shapes: Sequence[Shape]) -> bpy.types.Object:
        """A new object of data that draws some shapes; it is in no collection yet."""
        obj = self.add(bpy.data.objects.new(name, data))
        self.drawn.append((obj, shapes))
        return obj

    def rollback(self) -> None:
        """Remove what is still there: an undo or another file can have taken some or all of it away."""
        bpy.data.batch_remove([datablock for datablock in self.datablocks if _exists(datablock)])


def _exists(datablock: bpy.types.ID) -> bool:
    try:
        return bool(datablock.name)
    except ReferenceError:
        return False

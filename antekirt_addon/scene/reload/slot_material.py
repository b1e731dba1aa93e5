# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind and materials no custom properties
"""Which materials the slots of a piece have once its file has changed: those of before, where that can be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import bpy

from ..artwork.piece_note import fill_of
from ..vector import material_paint
from ..vector.artwork_material import PAINT
from .slot_pairing import paired

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .piece_shape import Piece

Slot: TypeAlias = "tuple[str, Any]"  # what a slot is linked to, and its material


class FormerMaterials:
    """The materials of an artwork as it was, by what they were for.

    One that the artist has put in place of the file's stays. One of the file's stays if the paint has, as the
    artist may have changed it since; where a gradient has but moved, the new one takes its colours.
    """

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._of_piece = {piece: _slots(piece.obj) for piece in pieces}
        self._of_paint: dict[str, Any] = {}
        self._of_fill: dict[str, Any] = {}
        for piece, slots in self._of_piece.items():
            for (_, material), paint in zip(slots, piece.note.paints, strict=False):
                if paint and is_of_file(material):
                    self._of_paint.setdefault(paint, material)
                    self._of_fill.setdefault(fill_of(paint), material)

    def slots(self, old: Piece | None, new: Piece) -> list[Slot]:
        """For each slot of a new piece what it is linked to, and its material. old: the piece that it was."""
        own = self._own(old, new) if old else {}
        return [
            own.get(number) or self._slot(old, paint, material)
            for number, ((_, material), paint) in enumerate(
                zip(_slots(new.obj), new.note.paints, strict=False)
            )
        ]

    def _own(self, old: Piece, new: Piece) -> dict[int, Slot]:
        """The artist's own materials for new paints, by their slots."""
        former, before, now = self._of_piece[old], old.note.paints, new.note.paints
        gone = [n for n, paint in enumerate(before) if paint and paint not in now and n < len(former)]
        if all(is_of_file(former[n][1]) for n in gone):
            return {}
        come = [n for n, paint in enumerate(now) if paint not in before]
        slots = {to: former[at] for to, at in paired(old, new, gone, come).items()}
        return {to: slot for to, slot in slots.items() if slot[1] and not is_of_file(slot[1])}

    def _slot(self, old: Piece | None, paint: str, made: Any) -> Slot:
        if old and paint:
            for slot, noted in zip(self._of_piece[old], old.note.paints, strict=False):
                if noted == paint:
                    return slot
        if paint in self._of_paint:
            return "DATA", self._of_paint[paint]
        if fill_of(paint) in self._of_fill and made:
            _take_colors(made, self._of_fill[fill_of(paint)])
        return "DATA", made


def is_of_file(material: Any) -> bool:
    """Whether an import has made a material, whatever has become of it."""
    return bool(material) and (PAINT in material or material_paint.STOPS in material)


def put(obj: Any, slots: Sequence[Slot]) -> None:
    """Give an object's slots their materials."""
    for slot, (link, material) in zip(obj.material_slots, slots, strict=False):
        if slot.link != link:
            slot.link = link
        if slot.material != material:
            slot.material = material


def remove_unused(materials: Iterable[Any]) -> None:
    """Remove those of imports that nothing has any more, with the pictures that only they show."""
    gone = [material for material in materials if is_of_file(material) and not material.users]
    nodes = [node for material in gone if material.node_tree for node in material.node_tree.nodes]
    images = {node.image for node in nodes if node.type == "TEX_IMAGE" and node.image}
    bpy.data.batch_remove(gone)
    bpy.data.batch_remove([image for image in images if not image.users])


def _slots(obj: Any) -> list[Slot]:
    return [(slot.link, slot.material) for slot in obj.material_slots]


def _take_colors(material: Any, former: Any) -> None:
    shown, was = material_paint.read(material), material_paint.read(former)
    if shown and was and len(shown.stops) == len(was.stops):
        material_paint.write(material, replace(shown, stops=was.stops))

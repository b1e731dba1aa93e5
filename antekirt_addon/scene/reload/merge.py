# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind and no custom properties
"""A newly imported artwork goes into the place of the one that it was before, in slices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import bpy

from ..artwork import color_height, lit_value, live_value, piece_note
from ..artwork.connection import is_thin, lift_new_layers, lifts_layers, thicken_curves
from ..palette import swatch_list
from ..palette.recolor import follow_materials
from .kept_piece import follow, take_properties
from .matching import matched
from .parted_pieces import part_alike
from .piece_shape import Piece, stem
from .slot_material import FormerMaterials, is_of_file, put, remove_unused

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Sequence

    from .slot_material import Slot

REMOVED_AT_ONCE = 200  # each time Blender goes over all that there is


class Merged(NamedTuple):
    """How many pieces stayed, came, and went."""

    kept: int
    added: int
    removed: int


class Comparison(NamedTuple):
    """The pieces of an artwork as it was and as its file has it now.

    copies: those that the artist has made of an old one. slots: of each new piece.
    counterparts: for each new piece the old one that it is, if it is one.
    """

    old: list[Piece]
    copies: dict[Piece, list[Piece]]
    new: list[Piece]
    counterparts: dict[Piece, Piece]
    slots: dict[Piece, list[Slot]]


def compare(root: Any, new_root: Any) -> Generator[None, None, Comparison]:
    """See which pieces of an artwork are which of a new one; the artwork stays as it is. Yields often."""
    old, copies = _originals([Piece(obj, note) for obj, note in piece_note.read(root)])
    new = yield from part_alike(old, new_root)
    former, counterparts = FormerMaterials(old), (yield from matched(old, new))
    slots = {}
    for piece in new:
        slots[piece] = former.slots(counterparts.get(piece), piece)
        yield
    return Comparison(old, copies, new, counterparts, slots)


def merge(root: Any, new_root: Any, seen: Comparison) -> Generator[float, None, Merged]:
    """Have an artwork be what another one is, with what is still there of its pieces, and remove that other.

    Objects stay as they are, with their transforms, keys, modifiers and materials; what they show is new.
    Yields progress; it must be gone on with to its end.
    """
    new, counterparts, copies = seen.new, seen.counterparts, seen.copies
    old = [*seen.old, *(copy for own in copies.values() for copy in own)]
    materials = {slot.material for piece in (*old, *new) for slot in piece.obj.material_slots} - {None}
    data = {piece.obj.data for piece in (*old, *new)}
    names = _names(seen)
    heirs = {piece.obj: one.obj for piece, one in counterparts.items()}
    empties = [obj for obj in new_root.children_recursive if obj.type == "EMPTY"]
    heirs |= _groups(root, new_root, empties)
    for number, piece in enumerate(new):
        one = counterparts.get(piece)
        if one:
            lifts = lifts_layers(one.obj)
            former = one.obj.data
            follow(one, piece, heirs)
            if lifts:
                lift_new_layers(root, one.obj, live_value.read(new_root, live_value.SPACING) or 0.0)
            _follow_copies(copies.get(one, ()), one.obj, former)
        else:
            _adopt(root, piece.obj, heirs)
        put(one.obj if one else piece.obj, seen.slots[piece])
        yield 0.5 * number / len(new)
    for empty in empties:
        if empty not in heirs:
            _adopt(root, empty, heirs)
    take_properties(root, new_root)
    collections = list(new_root.users_collection)
    new_root.user_remap(root)
    if not is_thin(root):
        thicken_curves(root)
    stay = {piece for one in counterparts.values() for piece in (one, *copies.get(one, ()))}
    gone = [piece.obj for piece in old if piece not in stay]
    for progress in _remove([*gone, *heirs], data, collections):
        yield 0.5 + 0.5 * progress
    if live_value.HEIGHTS.key in root:  # which parts pieces, so only what stays
        color_height.follow_heights(root)
    if live_value.LIT.key in root:
        lit_value.follow(root)
    follow_materials(root, {material for material in materials if is_of_file(material)})
    remove_unused(materials)
    for obj, name in names.items():
        obj.name = name
    swatch_list.renew(root)
    return Merged(len(counterparts), len(new) - len(counterparts), len(gone))


def _names(seen: Comparison) -> dict[Any, str]:
    """The names of new pieces, and of those that were called by a color and have another now."""
    names = {piece.obj: stem(piece.obj.name) for piece in seen.new if piece not in seen.counterparts}
    for piece, one in seen.counterparts.items():
        if one.has_name_of_color and stem(one.obj.name) != stem(piece.obj.name):
            names[one.obj] = stem(piece.obj.name)
    return names


def _originals(pieces: list[Piece]) -> tuple[list[Piece], dict[Piece, list[Piece]]]:
    """Pieces of which none is a copy of another, and the copies of each."""
    of_note: dict[int, Piece] = {}
    originals: list[Piece] = []
    copies: dict[Piece, list[Piece]] = {}
    for piece in sorted(pieces, key=lambda piece: piece.obj.session_uid):
        number = piece.obj[piece_note.PIECE]
        if piece.is_parted or number not in of_note:
            originals.append(piece)
            of_note.setdefault(number, piece)
        else:
            copies.setdefault(of_note[number], []).append(piece)
    return originals, copies


def _follow_copies(copies: Collection[Piece], obj: Any, former: Any) -> None:
    """Have copies that shared the data of an object share them again; others are the artist's own."""
    for copy in copies:
        if copy.obj.data == former and former != obj.data:
            copy.obj.data = obj.data
            take_properties(copy.obj, obj)


def _groups(root: Any, new_root: Any, empties: Collection[Any]) -> dict[Any, Any]:
    """For the new root and new empties of groups those that are there already."""
    heirs: dict[Any, Any] = {new_root: root}
    for empty in empties:  # parents come before their children
        parent = heirs.get(empty.parent)
        if parent is None:
            continue
        named = {stem(child.name): child for child in parent.children if child.type == "EMPTY"}
        found = named.get(stem(empty.name))
        if found and found not in heirs.values():
            heirs[empty] = found
    return heirs


def _adopt(root: Any, obj: Any, heirs: dict[Any, Any]) -> None:
    """Take in a new object, in the collection of its like."""
    if obj.parent in heirs:
        obj.parent = heirs[obj.parent]
    home = root.users_collection[0] if root.users_collection else bpy.context.scene.collection
    for collection in obj.users_collection:
        name = stem(collection.name)
        inner = next((c for c in home.children_recursive if stem(c.name) == name), home)
        collection.objects.unlink(obj)
        inner.objects.link(obj)


def discard(new_root: Any) -> None:
    """Remove an artwork that is to be no other's after all, as far as it is still there."""
    try:
        objects = [new_root, *new_root.children_recursive]
        data = {obj.data for obj in objects} - {None}
        materials = {slot.material for obj in objects for slot in obj.material_slots} - {None}
        for _ in _remove(objects, data, list(new_root.users_collection)):
            pass
        remove_unused(materials)
    except ReferenceError:  # another file has been opened
        return


def _remove(objects: Sequence[Any], data: Collection[Any], collections: Collection[Any]) -> Iterator[float]:
    """Remove objects, data that nothing uses any more, and collections with those in them."""
    for collection in collections:
        bpy.data.batch_remove([*collection.children_recursive, collection])
    for start in range(0, len(objects), REMOVED_AT_ONCE):
        bpy.data.batch_remove(objects[start : start + REMOVED_AT_ONCE])
        yield 0.5 * start / len(objects)
    unused = [one for one in data if not one.users]
    for start in range(0, len(unused), REMOVED_AT_ONCE):
        bpy.data.batch_remove(unused[start : start + REMOVED_AT_ONCE])
        yield 0.5 + 0.5 * start / len(unused)

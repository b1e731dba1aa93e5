# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind and no custom properties
"""A newly imported artwork goes into the place of the one that it was before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import bpy

from ..artwork import live_value, piece_note
from ..artwork.connection import connect_thickness, is_thin, lift_new_layers, lifts_layers
from ..palette.recolor import follow_materials
from .matching import matched
from .parted_pieces import part_alike
from .piece_shape import Piece
from .slot_material import FormerMaterials, is_of_file, put, remove_unused

if TYPE_CHECKING:
    from collections.abc import Collection

MOVED = 1e-5
KEPT = {value.key for value in live_value.VALUES}  # of the root's properties, what is the artist's
SUFFIX = re.compile(r"\.\d{3,}$")


class Merged(NamedTuple):
    """How many pieces stayed, came, and went."""

    kept: int
    added: int
    removed: int


def merge(root: Any, new_root: Any) -> Merged:
    """Have an artwork be what another one is, with what is still there of its pieces, and remove that other.

    Objects stay as they are, with their transforms, keys, modifiers and materials; what they show is new.
    """
    old = [Piece(obj, note) for obj, note in piece_note.read(root)]
    new = part_alike(old, new_root)
    materials = {slot.material for piece in (*old, *new) for slot in piece.obj.material_slots} - {None}
    data = {piece.obj.data for piece in old}
    former, counterparts = FormerMaterials(old), matched(old, new)
    slots = {piece: former.slots(counterparts.get(piece), piece) for piece in new}
    heirs = {piece.obj: one.obj for piece, one in counterparts.items()}
    empties = [obj for obj in new_root.children_recursive if obj.type == "EMPTY"]
    heirs |= _groups(root, new_root, empties)
    for piece in new:
        one = counterparts.get(piece)
        if one:
            lifts = lifts_layers(one.obj)
            _follow(one, piece, heirs)
            if lifts:
                lift_new_layers(root, one.obj, live_value.read(new_root, live_value.SPACING) or 0.0)
        else:
            _adopt(root, piece.obj, heirs)
        put(one.obj if one else piece.obj, slots[piece])
    for empty in empties:
        if empty not in heirs:
            _adopt(root, empty, heirs)
    was_thin = is_thin(root)
    _take_properties(root, new_root)
    collections = list(new_root.users_collection)
    new_root.user_remap(root)
    if not was_thin:
        connect_thickness(root)
    gone = [piece.obj for piece in old if piece not in set(counterparts.values())]
    copies = {obj for obj in gone if obj.data in {one.obj.data for one in counterparts.values()}}
    gone = [obj for obj in gone if obj not in copies]
    _remove([*gone, *heirs], data, collections)
    follow_materials(root, {material for material in materials if is_of_file(material)})
    remove_unused(materials)
    for piece in new:
        if piece not in counterparts:
            piece.obj.name = SUFFIX.sub("", piece.obj.name)
    return Merged(len(counterparts), len(new) - len(counterparts), len(gone))


def _follow(one: Piece, piece: Piece, heirs: dict[Any, Any]) -> None:
    """Have the object of a piece show what it is now; it stays where the artist has it."""
    obj, source = one.obj, piece.obj
    former = obj.data
    obj.data = source.data
    _keep_animation(former, obj.data)
    _take_properties(obj, source)
    now = piece_note.pose(obj)
    x, y, turn, height = (
        new + is_ - was for new, is_, was in zip(piece.note.pose, now, one.note.pose, strict=True)
    )
    if any(abs(a - b) > MOVED for a, b in zip((x, y, turn, height), now, strict=True)):
        obj.location.xy, obj.rotation_euler.z, obj.scale.y = (x, y), turn, height
    _follow_depth(obj, source)
    parent = heirs.get(source.parent, source.parent)
    if obj.parent != parent and parent and source.parent in heirs:
        obj.parent = parent


def _follow_depth(obj: Any, source: Any) -> None:
    """Lay an object as deep as its layer is now, unless the artist has parted it from the spacing."""
    was_driven = obj.animation_data and obj.animation_data.drivers.find("location", index=2)
    if not was_driven and abs(obj.location.z) > MOVED:
        return
    if was_driven:
        obj.driver_remove("location", 2)
    driven = source.animation_data and source.animation_data.drivers.find("location", index=2)
    if driven:
        obj.animation_data_create().drivers.from_existing(src_driver=driven)
    obj.location.z = source.location.z


def _keep_animation(former: Any, data: Any) -> None:
    """Give data the keys that those before it had."""
    animated = former.animation_data
    if animated and animated.action:
        kept = data.animation_data_create()
        kept.action = animated.action
        if hasattr(animated, "action_slot"):  # from 4.4
            kept.action_slot = animated.action_slot


def _groups(root: Any, new_root: Any, empties: Collection[Any]) -> dict[Any, Any]:
    """For the new root and new empties of groups those that are there already."""
    heirs: dict[Any, Any] = {new_root: root}
    for empty in empties:  # parents come before their children
        parent = heirs.get(empty.parent)
        if parent is None:
            continue
        named = {SUFFIX.sub("", child.name): child for child in parent.children if child.type == "EMPTY"}
        found = named.get(SUFFIX.sub("", empty.name))
        if found and found not in heirs.values():
            heirs[empty] = found
    return heirs


def _adopt(root: Any, obj: Any, heirs: dict[Any, Any]) -> None:
    """Take in a new object, in the collection of its like."""
    if obj.parent in heirs:
        obj.parent = heirs[obj.parent]
    home = root.users_collection[0] if root.users_collection else bpy.context.scene.collection
    for collection in obj.users_collection:
        name = SUFFIX.sub("", collection.name)
        inner = next((c for c in home.children_recursive if SUFFIX.sub("", c.name) == name), home)
        collection.objects.unlink(obj)
        inner.objects.link(obj)


def _take_properties(obj: Any, source: Any) -> None:
    """Have an object say what a new one says, but for what is the artist's."""
    for key in [key for key in obj.keys() if key.startswith("antekirt_")]:  # noqa: SIM118 - an ID is no dict
        if key not in KEPT:
            del obj[key]
    for key, value in source.items():
        if key.startswith("antekirt_") and key not in KEPT:
            obj[key] = value.to_list() if hasattr(value, "to_list") else value


def _remove(objects: Collection[Any], data: Collection[Any], collections: Collection[Any]) -> None:
    """Remove objects, data that nothing uses any more, and collections with those in them."""
    for collection in collections:
        bpy.data.batch_remove([*collection.children_recursive, collection])
    bpy.data.batch_remove(objects)
    bpy.data.batch_remove([one for one in data if not one.users])

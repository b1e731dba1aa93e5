# SPDX-License-Identifier: GPL-3.0-or-later
"""Where originals wait while copies stand in their place: a collection that no scene holds.

Exporters write what is hidden, disabled or excluded; what is in no scene they do not see. A fake user keeps
the collection in the file. All that an original must know to come back is written on it, not on its copy,
which may be gone by then.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import bpy

from ..id_reference import COLLECTIONS as BLOCKS
from .artwork_member import ORIGINAL
from .object_swap import swap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "Antekirt Originals"
MARK = "antekirt_originals"  # on the collection
OWN_NAME = "antekirt_own_name"  # on an original: its name, which its copy has for the time being
COLLECTIONS = "antekirt_collections"  # on an original: where it was, as JSON
ROOT = "antekirt_prepared_with"  # on an original: the own name of the one that all with it hang under


def originals() -> list[bpy.types.Object]:
    """All that wait."""
    return [obj for store in _stores() for obj in store.objects]


def stand_in(block: Any) -> Any:  # noqa: ANN401 - an ID
    """The copy in whose favor an original waits; the datablock itself if it does not, or the copy is gone."""
    name = block.get(OWN_NAME)
    if name is None:
        return block
    blocks: Any = BLOCKS[block.id_type]()
    namesake = blocks.get(name)
    copies = (one for one in (*([namesake] if namesake else ()), *blocks) if one.get(ORIGINAL) == block.name)
    return next(copies, block)


def put_away(pairs: Sequence[tuple[bpy.types.Object, bpy.types.Object]]) -> None:
    """Let each copy take the place and the name of its original, for all that refers to it.

    pairs: (original, copy). Among themselves the originals go on referring to each other.
    """
    own = {original for original, _ in pairs}
    within = [found for original in own for found in _references(original) if found[2] in own]
    eyes = _hidden(own)
    for original, _ in pairs:
        original[COLLECTIONS] = json.dumps(_whereabouts(original))
        original[ROOT] = _root(original, own).name
    swap(pairs)
    for original, copy in pairs:
        take_name(original, copy)
    for struct, name, value in within:
        setattr(struct, name, value)
    store = _store()
    for original, _ in pairs:
        store.objects.link(original)
    _hide(eyes, dict(pairs))


def bring_back(pairs: Sequence[tuple[bpy.types.Object, bpy.types.Object | None]]) -> None:
    """The way back; an original whose copy is gone comes where it was. The copies are in no scene then."""
    eyes = _hidden({copy for _, copy in pairs if copy})
    for store in _stores():
        waiting = set(store.objects)
        for original in (original for original, _ in pairs if original in waiting):
            store.objects.unlink(original)
    swap([(copy, original) for original, copy in pairs if copy])
    for original, copy in pairs:
        give_name_back(original, copy)
        if not original.users_collection:
            for collection in _collections(original):
                collection.objects.link(original)
        for key in (COLLECTIONS, ROOT):
            original.pop(key, None)
    _hide(eyes, {copy: original for original, copy in pairs if copy})
    for store in _stores():
        if not store.objects:
            bpy.data.collections.remove(store)


def _root(obj: bpy.types.Object, among: set[bpy.types.Object]) -> bpy.types.Object:
    while obj.parent and obj.parent in among:
        obj = obj.parent
    return obj


def take_name(original: bpy.types.ID, copy: bpy.types.ID) -> None:
    """Give a copy the name of its original, which keeps it in mind."""
    name = original.name
    original[OWN_NAME] = name
    short = name.encode()[:40].decode(errors="ignore")  # before 5.0 a name has 63 bytes
    original.name = f"{short} (original)"
    copy.name = name
    copy[ORIGINAL] = original.name


def give_name_back(original: bpy.types.ID, copy: bpy.types.ID | None) -> None:
    name = original.get(OWN_NAME)
    if name is None:
        return
    if copy and copy.name == name:
        copy.name = original.name
    del original[OWN_NAME]
    original.name = name


def _stores() -> list[bpy.types.Collection]:
    every: Any = bpy.data.collections
    return [one for one in every if MARK in one and not one.library]


def _store() -> bpy.types.Collection:
    found = _stores()
    if found:
        return found[0]
    store = bpy.data.collections.new(NAME)
    store[MARK], store.use_fake_user = True, True
    return store


def _whereabouts(obj: bpy.types.Object) -> list[list[str]]:
    """The collections of an object by their names; a scene's own by the scene's name."""
    scenes = {scene.collection: scene.name for scene in bpy.data.scenes}
    return [
        ["SCENE", scenes[one]] if one in scenes else ["COLLECTION", one.name] for one in obj.users_collection
    ]


def _collections(obj: bpy.types.Object) -> list[bpy.types.Collection]:
    """The collections that an original was in, or the one of the scene at hand if they are gone."""
    found = []
    scenes: Any = bpy.data.scenes
    collections: Any = bpy.data.collections
    for kind, name in json.loads(obj.get(COLLECTIONS, "[]")):
        if kind == "SCENE" and name in scenes:
            found.append(scenes[name].collection)
        elif kind == "COLLECTION" and name in collections:
            found.append(collections[name])
    scene = bpy.context.scene
    assert scene is not None
    return found or [scene.collection]


def _references(obj: bpy.types.Object) -> Iterator[tuple[Any, str, bpy.types.Object]]:
    """What of an object points to objects: where, by which name, to which."""
    drivers: Any = obj.animation_data.drivers if obj.animation_data else ()
    targets = [
        target for curve in drivers for variable in curve.driver.variables for target in variable.targets
    ]
    structs: list[Any] = [obj, *obj.constraints, *obj.modifiers, *targets]
    for struct in structs:
        kind: Any = type(struct)
        for name in _pointers(kind):
            value = getattr(struct, name)
            if isinstance(value, bpy.types.Object):
                yield struct, name, value


@cache
def _pointers(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type of Blender's
    """The properties of a type of Blender's that may name an object and can be set."""
    known = kind.bl_rna.properties
    return tuple(one.identifier for one in known if one.type == "POINTER" and not one.is_readonly)


def _hidden(objects: set[bpy.types.Object]) -> list[tuple[bpy.types.ViewLayer, bpy.types.Object]]:
    """Those whose eye is closed, and where: Blender keeps it by the view layer."""
    return [
        (layer, obj)
        for scene in bpy.data.scenes
        for layer in scene.view_layers
        for obj in layer.objects
        if obj in objects and obj.hide_get(view_layer=layer)
    ]


def _hide(
    eyes: list[tuple[bpy.types.ViewLayer, bpy.types.Object]],
    instead: dict[bpy.types.Object, bpy.types.Object],
) -> None:
    for layer in {layer for layer, _ in eyes}:
        layer.update()  # until then it does not know what was linked
    for layer, obj in eyes:
        if instead[obj].name in layer.objects:
            instead[obj].hide_set(True, view_layer=layer)

# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - objects, modifiers and what they point to
"""The way from what a scene begins with to all that it shows; each datablock is gone into once."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import bpy

from .. import compat
from ..artwork.artwork_root import is_root
from ..grease_pencil_compat import GREASE_PENCIL
from ..property_compat import modifier_input
from .node_reach import NodeReach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .sight import Sight

# Types of objects that no render shows: they carry, or hold, what it does.
UNSEEN = {"EMPTY", "CAMERA", "ARMATURE", "LATTICE", "SPEAKER"}
OTHER_SHAPES = ("bevel_object", "taper_object")  # of a curve
CAPS = ("start_cap", "end_cap")  # of an array, which has them in its own materials
TEXTURES = ("texture", "mask_texture")  # of modifiers that move points, or weigh them


class Walk:
    """What is found. works: datablocks and strips that show something, each once, in the way's sequence.

    scenes: other scenes whose view is shown within this one's.
    """

    def __init__(self, sight: Sight) -> None:
        self.works: dict[Any, None] = {}
        self.scenes: dict[bpy.types.Scene, None] = {}
        self.sight, self._reach = sight, NodeReach(sight)
        self._waiting: list[Any] = []
        self._is_bare = False
        self._dressed: set[Any] = set()  # objects and collections gone into with their materials
        self._bare: set[Any] = set()  # and those without
        self._parents: set[bpy.types.Object] = set()

    def show(self, *blocks: Any, bare: bool = False) -> None:
        """Go from datablocks, each None or one that is shown, to all that they show.

        bare: materials are not seen, as a view layer has another for all. Grease Pencil keeps its own.
        """
        self._is_bare = bare
        self._wait(blocks)
        while self._waiting:
            block = self._waiting.pop()
            kind = block.id_type
            if kind == "SCENE":
                self.scenes[block] = None
            elif kind == "COLLECTION":
                self._visit_collection(block)
            elif kind == "OBJECT":
                if self._is_new(block):
                    self._visit(block)
            elif kind != "MATERIAL" or not bare:
                self._credit(block)

    def show_nodes(self, tree: Any) -> None:
        """Go on from the nodes of a compositor."""
        self.show(tree, *self._reach.of(tree).blocks)

    def _wait(self, blocks: Iterable[Any]) -> None:
        """Have datablocks, or None for none, come next."""
        self._waiting += reversed([block for block in blocks if block])

    def _is_new(self, block: bpy.types.Object | bpy.types.Collection) -> bool:
        if block in self._dressed:
            return False
        visited = self._bare if self._is_bare else self._dressed
        is_new = block not in visited
        visited.add(block)
        return is_new

    def _credit(self, block: Any) -> None:
        if block not in self.works:
            self.works[block] = None
            self._wait(self._within(block))

    def _visit(self, obj: Any) -> None:
        instances = obj.instance_type
        if self.sight.everything or shows_itself(obj):
            self.works[obj] = None
            if data := obj.data:
                self._credit(data)
            if obj.type in GREASE_PENCIL:
                for slot in filter(lambda slot: slot.material, obj.material_slots):
                    self._credit(slot.material)
            elif not self._is_bare:
                self._wait(self._materials(obj))
            if (parent := obj.parent) and parent not in self._parents:
                self._credit_root(parent)
        if obj.modifiers:
            self._wait(self._modified(obj))
        if instances == "COLLECTION":
            self._wait([obj.instance_collection])

    def _visit_collection(self, collection: bpy.types.Collection) -> bool:
        """Go on from the objects of a collection that has instances; whether there is one that is shown."""
        if not self._is_new(collection):
            return collection in self.works
        if not self.sight.is_ever(collection, "hide_render", False):
            return False
        objects = [obj for obj in collection.objects if self.sight.is_ever(obj, "hide_render", False)]
        self._wait(objects)
        below = [self._visit_collection(child) for child in collection.children]
        shown = self.sight.everything or any(below) or any(map(shows_something, objects))
        if shown:
            self.works[collection] = None
        return shown

    def _materials(self, obj: Any) -> list[Any]:
        """Those of an object that are seen: a slot that no face has is a leftover."""
        materials = [slot.material for slot in obj.material_slots]
        if len(materials) < 2 or obj.type != "MESH" or self.sight.everything:
            return materials
        if obj.modifiers or obj.mode == "EDIT" or not obj.data.polygons:
            return materials
        number = obj.data.attributes.get("material_index")
        if number is None:
            return materials[:1]
        numbers = array("i", bytes(4 * len(number.data)))
        number.data.foreach_get("value", numbers)
        return [materials[at] for at in sorted({min(at, len(materials) - 1) for at in numbers})]

    def _within(self, block: Any) -> Iterable[Any]:
        """What a datablock shows that is no object."""
        kind = block.id_type
        if kind in {"MATERIAL", "WORLD", "LIGHT"}:
            return (*_pencil_images(block), *self._behind_nodes(block))
        if kind == "TEXTURE":
            return self._behind_nodes(block) or [getattr(block, "image", None)]
        if kind == "CURVE":
            return self._shapes(getattr(block, name) for name in OTHER_SHAPES)
        if kind == "BRUSH":
            return block.texture, block.mask_texture
        if kind == "CAMERA" and self.sight.everything:
            return [part for behind in block.background_images for part in (behind.image, behind.clip)]
        return ()

    def _behind_nodes(self, block: Any) -> tuple[Any, ...]:
        has_nodes = block.node_tree and (not compat.heeds(block, "use_nodes") or block.use_nodes)
        return self._reach.of(block.node_tree).blocks if has_nodes else ()

    def _modified(self, obj: Any) -> Iterator[Any]:
        """What is shown through the modifiers of an object."""
        for modifier in obj.modifiers:
            if not self.sight.is_ever(modifier, "show_render", True):
                continue
            if modifier.type == "NODES" and modifier.node_group:
                yield from self._through_nodes(modifier)
            elif modifier.type == "PARTICLE_SYSTEM":
                yield from _particles(modifier.particle_system.settings)
            elif modifier.type == "BOOLEAN":
                is_one = modifier.operand_type == "OBJECT"
                operands = [modifier.object] if is_one else getattr(modifier.collection, "all_objects", ())
                yield from operands if modifier.material_mode == "TRANSFER" else self._shapes(operands)
            else:
                yield from self._shapes(getattr(modifier, name, None) for name in CAPS)
                yield from (getattr(modifier, name, None) for name in TEXTURES)

    def _through_nodes(self, modifier: Any) -> Iterator[Any]:
        """What geometry nodes show. They show even objects that are hidden, or in no scene."""
        reached = self._reach.of(modifier.node_group)
        yield modifier.node_group
        for block in (*reached.blocks, *(modifier_input(modifier, name) for name in reached.inputs)):
            if isinstance(block, bpy.types.Collection) and reached.opens:
                self.works[block] = None
                yield from block.all_objects
            elif isinstance(block, bpy.types.ID):
                yield block
            if isinstance(block, bpy.types.Object):  # its geometry has the materials of that
                yield from getattr(block.data, "materials", ())

    def _shapes(self, objects: Iterable[bpy.types.Object | None]) -> Iterator[Any]:
        """What is seen of objects that give others their shape: not their materials."""
        for obj in objects:
            if obj:
                self.works[obj] = None
                yield obj.data

    def _credit_root(self, parent: Any) -> None:
        """Have the artwork count to which an object belongs: its root is an empty, which nothing shows."""
        while parent and parent not in self._parents:
            self._parents.add(parent)
            if is_root(parent):
                self.works[parent] = None
            parent = parent.parent


def shows_something(obj: bpy.types.Object) -> bool:
    """Whether a render shows an object, or instances in its stead."""
    return obj.type not in UNSEEN or obj.instance_type != "NONE"


def shows_itself(obj: bpy.types.Object) -> bool:
    """Whether a render shows an object, and not only instances in its stead."""
    has_instances = obj.instance_type != "NONE" or len(obj.particle_systems)
    return obj.type not in UNSEEN and (obj.show_instancer_for_render or not has_instances)


def _pencil_images(block: Any) -> list[Any]:
    """The images that Grease Pencil draws with, if it is one of its materials."""
    style = getattr(block, "grease_pencil", None)
    if style is None:
        return []
    images = {"stroke_image": style.stroke_style, "fill_image": style.fill_style}
    return [getattr(style, name) for name, kind in images.items() if kind == "TEXTURE"]


def _particles(settings: Any) -> Iterator[Any]:
    """What is shown in place of particles, and the textures that say where they are."""
    yield settings
    yield from (slot.texture for slot in settings.texture_slots if slot)
    if settings.render_type == "OBJECT":
        yield settings.instance_object
    elif settings.render_type == "COLLECTION":
        yield settings.instance_collection

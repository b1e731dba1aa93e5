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
        self._waiting: list[bpy.types.ID] = []
        self._bare: set[bpy.types.Object] = set()
        self._dressed: set[bpy.types.Object] = set()
        self._collections: set[bpy.types.Collection] = set()
        self._parents: set[bpy.types.Object] = set()

    def show(self, *blocks: Any) -> None:
        """Go from datablocks, each None or one that is shown, to all that they show."""
        self._wait(blocks)
        while self._waiting:
            block = self._waiting.pop()
            if isinstance(block, bpy.types.Scene):
                self.scenes[block] = None
            elif isinstance(block, bpy.types.Collection):
                self._visit_collection(block)
            elif isinstance(block, bpy.types.Object):
                self._visit(block, bare=False)
            elif block not in self.works:
                self.works[block] = None
                self._wait(self._within(block))

    def _wait(self, blocks: Iterable[Any]) -> None:
        """Have datablocks, or None for none, come next."""
        self._waiting += reversed([block for block in blocks if block])

    def show_object(self, obj: bpy.types.Object, *, bare: bool = False) -> None:
        """Go on from an object. bare: its materials are not seen, as a view layer has another for all."""
        self._visit(obj, bare=bare)
        self.show()

    def show_nodes(self, tree: Any) -> None:
        """Go on from the nodes of a compositor."""
        self.show(tree, *self._reach.of(tree).blocks)

    def _visit(self, obj: bpy.types.Object, *, bare: bool) -> None:
        visited = self._bare if bare else self._dressed
        if obj in visited or obj in self._dressed:
            return
        visited.add(obj)
        if self.sight.everything or shows_itself(obj):
            self.works[obj] = None
            self._wait([obj.data])
            if not bare or obj.type in GREASE_PENCIL:
                self._wait(self._materials(obj))
            if obj.parent and obj.parent not in self._parents:
                self._credit_root(obj.parent)
        if obj.modifiers or obj.particle_systems:
            self._wait(self._modified(obj))
        if obj.instance_type == "COLLECTION":
            self._wait([obj.instance_collection])

    def _visit_collection(self, collection: bpy.types.Collection) -> bool:
        """Go on from the objects of a collection that has instances; whether there is one that is shown."""
        if collection in self._collections:
            return collection in self.works
        self._collections.add(collection)
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

    def _within(self, block: Any) -> Iterable[bpy.types.ID]:
        """What a datablock shows that is no object."""
        found: list[Any] = []
        if isinstance(block, bpy.types.Material) and block.grease_pencil:
            style = block.grease_pencil
            found += [style.fill_image, style.stroke_image]
        if isinstance(block, bpy.types.Material | bpy.types.World | bpy.types.Light | bpy.types.Texture):
            if block.node_tree and (not compat.heeds(block, "use_nodes") or block.use_nodes):
                found += self._reach.of(block.node_tree).blocks
            elif isinstance(block, bpy.types.ImageTexture):
                found.append(block.image)
        if isinstance(block, bpy.types.Curve):
            found += self._shapes(getattr(block, name) for name in OTHER_SHAPES)
        if isinstance(block, bpy.types.Brush):
            found += (block.texture, block.mask_texture)
        if isinstance(block, bpy.types.Camera) and self.sight.everything:
            found += (part for behind in block.background_images for part in (behind.image, behind.clip))
        return found

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


def _particles(settings: Any) -> Iterator[Any]:
    """What is shown in place of particles, and the textures that say where they are."""
    yield settings
    yield from (slot.texture for slot in settings.texture_slots if slot)
    if settings.render_type == "OBJECT":
        yield settings.instance_object
    elif settings.render_type == "COLLECTION":
        yield settings.instance_collection

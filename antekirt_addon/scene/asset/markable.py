# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes an asset of what the artist has selected: whole results, not the pieces they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ..attribution import read, stamp
from ..image_material import build
from .joined_mesh import joined_mesh
from .shown_image import shown_image

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..attribution import Attribution


@dataclass(frozen=True, slots=True)
class AssetChoices:
    """joined: an artwork as one mesh, not as its collection. materials: of what carries a picture, too.

    brushes: texture brushes of the pictures, too. world: the scene's, if it shows a result.
    """

    joined: bool = False
    materials: bool = True
    brushes: bool = False
    world: bool = True


def markable(
    objects: Iterable[bpy.types.Object],
    world: bpy.types.World | None,
    image: bpy.types.Image | None,
    choices: AssetChoices,
) -> list[bpy.types.ID]:
    """What to mark of selected objects, the world of their scene, and the image of an Image Editor.

    What there is none of yet, such as a material for an image by itself, is made.
    """
    found = dict.fromkeys(block for obj in objects for block in _of_object(obj, choices))
    if choices.world and world and read(world):
        found[world] = None
    if image and read(image):
        found[_brush(image) if choices.brushes else _material(image)] = None
    return list(found)


def effective(
    objects: Iterable[bpy.types.Object], world: bpy.types.World | None, image: bpy.types.Image | None
) -> list[str]:
    """Which choices make a difference for these, by the names of the operators' properties."""
    found = set()
    for obj in objects:
        origin = read(obj)
        if _whole_artwork(obj, origin):
            found.add("artwork")
            continue
        if origin and _gives_materials(obj) and any(map(read, _materials(obj))):
            found.add("materials")
        if _painting(shown_image(obj)):
            found.add("brushes")
    if image and read(image):
        found.add("brushes")
    if world and read(world):
        found.add("world")
    return [name for name in ("artwork", "materials", "brushes", "world") if name in found]


def is_markable(obj: bpy.types.Object) -> bool:
    """Whether an object is a result or shows one."""
    return bool(read(obj) or _shown_artwork(obj)) or any(map(read, _materials(obj)))


def _of_object(obj: bpy.types.Object, choices: AssetChoices) -> Iterator[bpy.types.ID]:
    origin = read(obj)
    if artwork := _whole_artwork(obj, origin):
        yield joined_mesh(artwork) if choices.joined else _placed(artwork)
        return
    if origin:
        yield _with_children(obj, origin) if obj.children else obj
    if not origin or (choices.materials and _gives_materials(obj)):
        yield from (material for material in _materials(obj) if read(material))
    if choices.brushes and (image := _painting(shown_image(obj))):
        yield _brush(image)


def _whole_artwork(obj: bpy.types.Object, origin: Attribution | None) -> bpy.types.Collection | None:
    return _shown_artwork(obj) or (_artwork(obj, origin) if origin else None)


def _gives_materials(obj: bpy.types.Object) -> bool:
    """Whether the materials of a result are the open file's to mark."""
    return not obj.library and not obj.override_library


def _painting(image: bpy.types.Image | None) -> bpy.types.Image | None:
    """A picture that a brush can paint with: no film."""
    return image if image and read(image) and image.source == "FILE" else None


def _artwork(obj: bpy.types.Object, origin: Attribution) -> bpy.types.Collection | None:
    """The collection of the artwork that an object is a part of, which may be in that of a layer in it."""
    root = obj
    while root.parent and read(root.parent) == origin:
        root = root.parent
    collections = (*root.users_collection, *obj.users_collection)
    return next((one for one in collections if read(one) == origin), None)


def _shown_artwork(obj: bpy.types.Object) -> bpy.types.Collection | None:
    """The artwork's collection of which an object is an instance."""
    shown = obj.instance_collection
    return shown if shown and read(shown) else None


def _placed(artwork: bpy.types.Collection) -> bpy.types.Collection:
    """The collection, whose instances stand where they are dropped and not as far from there as it does."""
    if not artwork.library and not artwork.override_library:
        inside = list(artwork.all_objects)
        above = next((obj for obj in inside if obj.parent not in inside), None)
        if above:
            artwork.instance_offset = above.matrix_world.translation
    return artwork


def _with_children(obj: bpy.types.Object, origin: Attribution) -> bpy.types.Collection | bpy.types.Object:
    """A collection of an object and what belongs to it, such as the name beneath it."""
    if obj.library or obj.override_library:
        return obj
    collection = _artwork(obj, origin)
    if collection is None:
        collection = bpy.data.collections.new(obj.name)
        stamp(collection, origin)
        for part in (obj, *obj.children_recursive):
            collection.objects.link(part)
    return _placed(collection)


def _materials(obj: bpy.types.Object) -> list[bpy.types.Material]:
    """Those that show a picture; the colours of an artwork are none by themselves."""
    return [
        slot.material
        for slot in obj.material_slots
        if slot.material and (origin := read(slot.material)) and origin.kind != "svg"
    ]


def _material(image: bpy.types.Image) -> bpy.types.Material:
    """A material that shows an image: Blender offers none of its assets by itself."""
    there: Any = (one for one in bpy.data.materials if read(one) == read(image) and shown_image(one) == image)
    material: bpy.types.Material | None = next(there, None)
    if material is None:
        material = build(image, lit=True)
        stamp(material, read(image))
    return material


def _brush(image: bpy.types.Image) -> bpy.types.Brush:
    """A brush that paints with an image."""
    there: Any = (one for one in bpy.data.brushes if read(one) == read(image) and shown_image(one) == image)
    brush: bpy.types.Brush | None = next(there, None)
    if brush is None:
        texture: Any = bpy.data.textures.new(image.name, "IMAGE")
        texture.image = image
        brush = bpy.data.brushes.new(image.name, mode="TEXTURE_PAINT")
        brush.texture = texture
        brush.use_fake_user = False  # an asset has one, and nothing else is to
        stamp(brush, read(image))
        stamp(texture, read(image))
    return brush

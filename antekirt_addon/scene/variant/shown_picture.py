# SPDX-License-Identifier: GPL-3.0-or-later
"""Which result's picture something shows, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import bpy

from .. import attribution
from ..editor_target import SHADED
from ..id_reference import IdReference, note
from ..texture.inserted import inserted
from ..texture.textures_within import trees_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """By references and numbers alone, so that it can wait for the picture that is to take its place.

    things: the objects, materials, worlds and lights that show it.
    artist_id, prompt: as it is marked.
    """

    generation_id: str
    image_index: int
    things: tuple[IdReference, ...]
    artist_id: str = ""
    prompt: str = ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what `asdict` and JSON have made of one. Raises TypeError, KeyError or ValueError."""
        things = tuple(map(IdReference.from_json, data["things"]))
        words = (str(data.get(name, "")) for name in ("artist_id", "prompt"))
        return cls(str(data["generation_id"]), int(data["image_index"]), things, *words)


def is_picture(datablock: Any, shown: ShownPicture) -> bool:  # noqa: ANN401 - an ID, or None
    """Whether a datablock is marked as a picture, or as showing one alone."""
    found = attribution.read(datablock) if datablock else None
    return (
        found is not None
        and found.kind == "image"
        and (found.generation_id, found.image_index) == (shown.generation_id, shown.image_index)
    )


def shown_by_active(context: bpy.types.Context, texture: str = "") -> ShownPicture | None:
    """What the active node of a Shader Editor shows, or else the active object, or else the world.

    texture: the key of one of the textures of a material; "" for the one that came last.
    """
    space: Any = context.space_data
    if isinstance(space, bpy.types.SpaceNodeEditor) and isinstance(space.id, SHADED):
        active = space.edit_tree and space.edit_tree.nodes.active
        if found := _of_image(getattr(active, "image", None), space.id):
            return found
    obj, scene = context.view_layer and context.view_layer.objects.active, context.scene
    things: list[Any] = []
    if obj:
        slots = [slot.material for slot in obj.material_slots]
        things = [obj, *dict.fromkeys(filter(None, [obj.active_material, *slots]))]
    return shown_by([*things, *filter(None, [scene and scene.world])], texture)


def shown_by(things: Iterable[Any], texture: str = "") -> ShownPicture | None:
    """What the first of some datablocks shows that shows a result's picture."""
    found = (_of_image(image, thing) for thing in things for image in _images(thing, texture))
    return next(filter(None, found), None)


def _of_image(image: bpy.types.Image | None, thing: bpy.types.ID) -> ShownPicture | None:
    mark = attribution.read(image) if image else None
    if mark is None or mark.kind != "image":
        return None
    return ShownPicture(mark.generation_id, mark.image_index, (note(thing),), mark.artist_id, mark.prompt)


def pictures_of(things: Iterable[Any], generation_ids: Collection[str]) -> list[ShownPicture]:
    """The pictures of some generations that some datablocks show, each with all that show it."""
    found: dict[tuple[str, int], ShownPicture] = {}
    for thing in things:
        for image in _images(thing, ""):
            shown = _of_image(image, thing)
            if shown is None or shown.generation_id not in generation_ids:
                continue
            key = shown.generation_id, shown.image_index
            before = found.setdefault(key, shown).things
            found[key] = replace(shown, things=tuple(dict.fromkeys([*before, *shown.things])))
    return list(found.values())


def _images(thing: Any, texture: str) -> Iterator[bpy.types.Image]:  # noqa: ANN401 - an ID
    """The pictures that a datablock shows, first the one that is meant if no texture is named."""
    if isinstance(thing, bpy.types.Object):
        data: Any = thing.data
        if isinstance(data, bpy.types.Image):
            yield data
        elif isinstance(data, bpy.types.Camera):
            yield from (back.image for back in data.background_images if back.image)
        return
    trees = trees_of(thing)
    sets = [found for tree in trees for found in reversed(inserted(tree))]
    if texture:
        yield from (found.image for found in sets if found.key == texture and found.image)
        return
    yield from (found.image for found in sets if found.image)
    yield from (node.image for tree in trees for node in image_nodes(tree))


def trees_of(thing: Any) -> list[Any]:  # noqa: ANN401 - an ID; node trees
    """The node tree of a datablock, if it has one, and those of the groups in it."""
    tree = getattr(thing, "node_tree", None)
    return trees_within(tree) if tree else []


def image_nodes(tree: Any) -> list[Any]:  # noqa: ANN401 - a node tree
    """Its nodes that show an image."""
    return [node for node in tree.nodes if getattr(node, "image", None)]
